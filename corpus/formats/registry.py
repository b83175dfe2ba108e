"""The formats by name, by file ending, and by what a text looks like."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import RequestError
from corpus.formats import bibtex, csl_json, csl_yaml, ris, ris_write
from corpus.formats.interface import Format

FORMATS = (
    Format("csl-json", (".json", ".csljson"), csl_json.read, csl_json.write),
    Format("csl-yaml", (".yaml", ".yml"), csl_yaml.read, csl_yaml.write),
    Format("biblatex", (".bib", ".bibtex", ".biblatex"), bibtex.read, bibtex.write_biblatex),
    Format("bibtex", (), bibtex.read, bibtex.write_bibtex),
    Format("ris", (".ris",), ris.read, ris_write.write),
)

_SHORT = {"json": "csl-json", "yaml": "csl-yaml", "bib": "biblatex"}


def get_format(name: str) -> Format:
    """The format with this name. Raises RequestError."""
    wanted = name.strip().lower()
    for one in FORMATS:
        if one.name == _SHORT.get(wanted, wanted):
            return one
    names = ", ".join(one.name for one in FORMATS)
    raise RequestError(f"There is no format “{name}”.", f"Use one of {names}.")


def guess_format(path: Path, text: str) -> Format:
    """The format of a file: by its name, else by how its text begins. Raises RequestError."""
    for one in FORMATS:
        if path.suffix.lower() in one.suffixes:
            return one
    begins = (
        (r"\s*[\[{]", "csl-json"),
        (r"(?:.*\n){0,9}?TY {1,2}- ", "ris"),
        (r"(?:.*\n){0,99}?\s*@\w+\s*[{(]", "biblatex"),
        (r"(?:.*\n){0,9}?(?:references:|- id:)", "csl-yaml"),
    )
    for pattern, name in begins:
        if re.match(pattern, text):
            return get_format(name)
    raise RequestError(
        f"{path.name} is in no format that pincite knows.",
        "Export it as CSL JSON, CSL YAML, BibTeX, BibLaTeX or RIS.",
    )
