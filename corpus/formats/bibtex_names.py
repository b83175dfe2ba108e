"""Names in BibTeX's fields: split at `and` and into parts first, decoded from LaTeX only then.

In that order `{{Toronto Police Services Board}}` stays a body; decoded first, the braces would be
gone and its last word would be a family name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from corpus.formats.latex import convert_to_csl, convert_to_latex

_KEY_VALUE = re.compile(
    r"\s*(family|given|prefix|suffix)\s*=\s*(\{.*\}|\"[^\"]*\"|[^,]*)\s*$", re.I
)


def read_names(value: str) -> list[dict[str, Any]]:
    """The names in a field's value; `value` is as it stands between the field's own braces."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    return [_parse_name(one) for one in split_multiple_persons_names(value) if one.strip()]


def _parse_name(written: str) -> dict[str, Any]:
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    written = written.strip()
    if written == "others":
        return {"literal": "others"}
    if _is_in_braces(written):
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
    """biber's form `family=Berg, given=Ana, prefix=van den`, as Better BibTeX writes it."""
    pairs = [_KEY_VALUE.match(part) for part in re.split(r",(?![^{]*\})", written)]
    found = {pair[1].lower(): convert_to_csl(pair[2].strip('" ')) for pair in pairs if pair}
    if "family" not in found:
        return {}
    found["non-dropping-particle"] = found.pop("prefix", "")
    return _drop_empty(found)


def _drop_empty(parts: dict[str, Any]) -> dict[str, Any]:
    return {part: said for part, said in parts.items() if said}


def _is_in_braces(written: str) -> bool:
    """Whether one pair of braces holds the whole name."""
    if not written.startswith("{"):
        return False
    depth = 0
    for found in re.finditer(r"\\.|[{}]", written, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end() == len(written)
    return False


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
    given = " ".join(
        part
        for part in (
            _protect_part(str(name.get("given", "")), inside=True),
            convert_to_latex(str(name.get("dropping-particle", ""))),
        )
        if part
    )
    parts = [f"{convert_to_latex(particle)} {family}".strip()]
    if name.get("suffix"):
        parts.append(_protect_part(str(name["suffix"]), inside=True))
    if given:
        return ", ".join([*parts, given])
    # Without the comma, all but the last of several words would be given names.
    return ", ".join(parts) + ("," if " " in parts[0] else "")


def _protect_part(text: str, *, inside: bool = False) -> str:
    """A part of a name in braces, where BibTeX would cut it elsewhere."""
    cut = re.search(r",|\sand\s", f" {text} ") or (
        not inside and any(word[:1].islower() for word in text.split())
    )
    return f"{{{convert_to_latex(text)}}}" if cut else convert_to_latex(text)
