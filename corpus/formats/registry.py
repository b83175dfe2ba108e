"""The formats by name, by file name ending, and by the look of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from corpus.errors import RequestError
from corpus.formats import (
    bibtex,
    bibtex_write,
    csl_json,
    csl_yaml,
    endnote,
    pubmed,
    ris,
    ris_write,
)
from corpus.formats.interface import Format, Pinpoints
from corpus.items import Item

_write_biblatex = partial(bibtex_write.write, dialect="biblatex")
_write_bibtex = partial(bibtex_write.write, dialect="bibtex")


def _refuse_to_write(items: Sequence[Item], pinpoints: Pinpoints) -> str:
    raise RequestError("pincite reads this format, but does not write it.", "Use ris.")


FORMATS = (
    Format("csl-json", (".json", ".csljson"), csl_json.read, csl_json.write),
    Format("csl-yaml", (".yaml", ".yml"), csl_yaml.read, csl_yaml.write),
    Format("biblatex", (".bib", ".bibtex", ".biblatex"), bibtex.read, _write_biblatex),
    Format("bibtex", (), bibtex.read, _write_bibtex),
    Format("ris", (".ris",), ris.read, ris_write.write),
    Format("endnote", (".enw",), endnote.read_tagged, _refuse_to_write),
    Format("endnote-xml", (".xml",), endnote.read_xml, _refuse_to_write),
    Format("pubmed", (".nbib",), pubmed.read, _refuse_to_write),
)

_SHORT = {"json": "csl-json", "yaml": "csl-yaml", "bib": "biblatex"}


def get_format(name: str) -> Format:
    """The format with this name. Raises RequestError."""
    wanted = name.strip().lower()
    by_name = {form.name: form for form in FORMATS}
    form = by_name.get(_SHORT.get(wanted, wanted))
    if form is None:
        raise RequestError(f"There is no format “{name}”.", f"Use one of {', '.join(by_name)}.")
    return form


def guess_format(path: Path, text: str) -> Format:
    """The format of a file: by its name, else by how its text begins. Raises RequestError."""
    for form in FORMATS:
        if path.suffix.lower() in form.suffixes:
            return form
    begins = (
        (r"\s*[\[{]", "csl-json"),
        (r"(?:.*\n){0,9}?TY {1,2}- ", "ris"),
        (r"(?:.*\n){0,9}?%0 \w", "endnote"),
        (r"\s*(?:<\?xml[^>]*>)?\s*<xml>\s*<records>", "endnote-xml"),
        (r"(?:.*\n){0,9}?PMID- ", "pubmed"),
        (r"(?:.*\n){0,99}?\s*@\w+\s*[{(]", "biblatex"),
        (r"(?:.*\n){0,9}?(?:references:|- id:)", "csl-yaml"),
    )
    for pattern, name in begins:
        if re.match(pattern, text):
            return get_format(name)
    raise RequestError(
        f"{path.name} is not in a format that pincite knows.",
        "Export it as CSL JSON, CSL YAML, BibTeX, BibLaTeX, RIS or EndNote XML.",
    )
