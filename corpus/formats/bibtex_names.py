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

_AND = re.compile(r"\sand(?=\s)", re.IGNORECASE)
_LETTER = re.compile(r"\\(o|O|l|L|i|j|aa|AA|ae|AE|oe|OE|ss|dh|DH|th|TH|dj|DJ|ng|NG)\s+(?=\w)")
"""A macro that is a letter; the space after it is none of the name's (The TeXbook, chapter 3)."""
_ACCENT = re.compile(r"\\([vcuHkrdbt])\s+(\\[ij]\b|\w)")
"""An accent named by a letter, and what it stands on."""
_SUFFIX = re.compile(
    r"(?:jr|sr|jun|sen|[ivx]+|[2-9](?:nd|rd|th)|esq|ph\.? ?d|d\.? ?phil|[jm]\.?d|"
    r"ll\.?[bm]|[mb]\.?a|[qk]\.?c|[mo]\.?p|s\.?j|o\.?c|c\.?m)\.?$",
    re.IGNORECASE,
)
"""What may stand after a comma in `Family, Jr, Given`: generations, degrees, honours."""
_KEY_VALUE = re.compile(
    r"\s*(family|given|prefix|suffix)\s*=\s*(\{.*\}|\"[^\"]*\"|[^,]*)\s*$", re.I
)


def read_names(value: str) -> list[dict[str, Any]]:
    """The names in a field's value, which is given without the field's braces."""
    return [_parse_name(_gather_letters(name)) for name in split_names(value)]


def split_names(value: str) -> list[str]:
    """The names of a field, split at each `and` outside braces; where there are semicolons
    between names with commas, at these as well."""
    names = _split_outside_braces(value, _AND)
    if len(names) == 1 and _is_listed_by_semicolons(value):
        names = _split_outside_braces(value, re.compile(";"))
    return [name.strip() for name in names if name.strip()]


def _is_listed_by_semicolons(value: str) -> bool:
    parts = _split_outside_braces(value, re.compile(";"))
    return len(parts) > 1 and all("," in part for part in parts if part.strip())


def _split_outside_braces(value: str, separator: re.Pattern[str]) -> list[str]:
    """`value` cut at each match of `separator` that is in no braces."""
    cuts, depth, at = [], 0, 0
    either = re.compile(rf"\\.|[{{}}]|{separator.pattern}", separator.flags | re.DOTALL)
    while mark := either.search(value, at):
        at = mark.end()
        if mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
        elif depth <= 0 and not mark[0].startswith("\\"):
            cuts.append(mark.span())
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(value)]
    return [value[start:end] for start, end in zip(starts, ends, strict=True)]


def _gather_letters(name: str) -> str:
    """`name` with accents and the letters that are macros in braces, so that no space parts them
    from the rest of their word."""
    return _ACCENT.sub(r"{\\\1{\2}}", _LETTER.sub(r"{\\\1}", name))


def is_doubtful(name: str) -> bool:
    """Whether a name is not written as BibTeX wants it: several names between commas or joined by
    an ampersand."""
    if is_in_braces(name, OUTSIDE_ESCAPES):
        return False
    parts = [part.strip() for part in _split_outside_braces(name, re.compile(","))]
    if len(parts) > 2 and not _parse_extended(name):
        return not any(_SUFFIX.match(part) for part in parts[1:]) or len(parts) > 3
    return "," in name and bool(re.search(r"\\?&", name))


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
    if is_doubtful(written):
        return {"literal": convert_to_csl(written)}
    written = _move_suffix(written)
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


def _move_suffix(written: str) -> str:
    """`Family, Given, Jr` in BibTeX's order, `Family, Jr, Given`."""
    parts = [part.strip() for part in _split_outside_braces(written, re.compile(","))]
    if len(parts) == 3 and _SUFFIX.match(parts[2]) and not _SUFFIX.match(parts[1]):
        return ", ".join((parts[0], parts[2], parts[1]))
    return written


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
