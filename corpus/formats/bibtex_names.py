"""Names in BibTeX's fields: first split at `and` and into parts, only then decoded from LaTeX.

In that order `{{Toronto Police Services Board}}` stays a body; if it were decoded first, the braces
would be gone and its last word would become a family name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.formats.braces import OUTSIDE_ESCAPES, is_in_braces
from corpus.formats.latex import convert_to_csl, convert_to_latex

_KEY_VALUE = re.compile(
    r"\s*(family|given|prefix|suffix)\s*=\s*(\{.*\}|\"[^\"]*\"|[^,]*)\s*$", re.I
)


def read_names(value: str) -> list[dict[str, Any]]:
    """The names in a field's value, which is given without the field's braces."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    return [_parse_name(name) for name in split_multiple_persons_names(value) if name.strip()]


def _parse_name(written: str) -> dict[str, Any]:
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    written = written.strip()
    if written == "others":
        return {"literal": "others"}
    if is_in_braces(written, OUTSIDE_ESCAPES):
        return {"literal": convert_to_csl(written)}
    extended = _parse_extended(written)
    if extended:
        return extended
    parts = parse_single_name_into_parts(written, strict=False)
    if parts.von and not parts.last:
        return {"literal": convert_to_csl(written)}
    given = [convert_to_csl(word) for word in parts.first]
    dropping: list[str] = []
    while len(given) > 1 and given[-1].islower():
        dropping.insert(0, given.pop())
    return _drop_empty(
        {
            "family": " ".join(convert_to_csl(word) for word in parts.last),
            "given": " ".join(given),
            "dropping-particle": " ".join(dropping),
            "non-dropping-particle": " ".join(convert_to_csl(word) for word in parts.von),
            "suffix": " ".join(convert_to_csl(word) for word in parts.jr),
        }
    )


def _parse_extended(written: str) -> dict[str, Any]:
    """The name in biber's form `family=Berg, given=Ana, prefix=van den`, {} if it is in another."""
    pairs = [_KEY_VALUE.match(part) for part in re.split(r",(?![^{]*\})", written)]
    parts = {pair[1].lower(): convert_to_csl(pair[2].strip('" ')) for pair in pairs if pair}
    if "family" not in parts:
        return {}
    parts["non-dropping-particle"] = parts.pop("prefix", "")
    return _drop_empty(parts)


def _drop_empty(parts: dict[str, Any]) -> dict[str, Any]:
    return {part: text for part, text in parts.items() if text}


def write_names(names: Sequence[Any]) -> str:
    """Names as a field's value, bodies in braces."""
    return " and ".join(_write_name(name) for name in names if isinstance(name, Mapping))


def _write_name(name: Mapping[str, Any]) -> str:
    literal = str(name.get("literal", ""))
    if literal == "others":
        return literal
    if literal or not name.get("family"):
        return f"{{{convert_to_latex(literal or str(name.get('given', '')))}}}"
    family = _protect_part(str(name["family"]))
    particle = str(name.get("non-dropping-particle", ""))
    first = _protect_part(str(name.get("given", "")), inside=True)
    dropping = convert_to_latex(str(name.get("dropping-particle", "")))
    given = " ".join(filter(None, (first, dropping)))
    parts = [f"{convert_to_latex(particle)} {family}".strip()]
    if name.get("suffix"):
        parts.append(_protect_part(str(name["suffix"]), inside=True))
    if given:
        return ", ".join([*parts, given])
    # Without the comma, all but the last of several words would be given names.
    return ", ".join(parts) + ("," if " " in parts[0] else "")


def _protect_part(text: str, *, inside: bool = False) -> str:
    """A part of a name, in braces if BibTeX would split it."""
    cut = re.search(r",|\sand\s", f" {text} ") or (
        not inside and any(word[:1].islower() for word in text.split())
    )
    return f"{{{convert_to_latex(text)}}}" if cut else convert_to_latex(text)
