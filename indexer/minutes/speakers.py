"""Who speaks in a paragraph that reports what somebody said, and which of these are deputations."""

from __future__ import annotations

import re

_TITLE = (
    r"(?:Mr|Ms|Mrs|Miss|Mx|Dr|Prof|Professor|Rev|Reverend|Rabbi|Imam|Hon|The Honourable|Justice"
    r"|(?:Deputy |Acting )?Chief|(?:Staff |Chief )?(?:Superintendent|Inspector|Sergeant)|Constable"
    r"|Vice-Chair|Chair(?:man|woman|person)?|Councillor|Commissioner|Trustee|Director|Member|Mayor"
    r"|Detective|A/[A-Z]\w+)\.?"
)
_WORD = r"[A-ZÀ-Þ][\w’'.-]*"
_NAME = rf"{_WORD}(?: (?:de|del|van|von|la|el|al|bin) | ){_WORD}(?: {_WORD}){{0,3}}"
_VERB = (
    r"(?:said|says|asked|advised|responded|noted|e?nquired|inquired|stated|moved|commented"
    r"|expressed|drew|thanked|requested|discussed|congratulated|recommended|replied|explained"
    r"|described|referred|spoke|suggested|indicated|proposed|observed|tendered|acknowledged|opposed"
    r"|supported|urged|delivered|made|gave|declared|reported|agreed|answered|introduced|provided"
    r"|presented|(?:was|were) (?:also )?(?:in attendance|present))"
)
_SPEAKS = re.compile(
    rf"(?P<bullet>[•▪●*–-]\s*)?(?P<who>{_TITLE} {_WORD}(?: {_WORD}){{0,3}}|{_NAME}"
    r"|The (?:Vice-)?(?:Chair|Chief(?: of Police)?|Mayor))"
    rf"(?: and (?:{_TITLE} )?{_WORD}(?: {_WORD}){{0,3}})?"
    rf"(?P<more>, [^.:;\n]{{1,140}}?)??,? {_VERB}\b"
)
_LISTED = re.compile(
    rf"(?:\n\n[*–-]|[•▪●])\s*(?P<who>(?:{_TITLE} )?{_NAME})(?P<more>,[^\n,†*•]{{2,90}})?"
)
_LIST_BEGINS = re.compile(r"deputations?\b[^\n]*:\s*\n")
_LIST = 2_500
"""Characters after its announcement in which a list of deputants is looked for."""
_DEPUTED = re.compile(
    r"\b(?:made|delivered|gave|presented|provided)\s+(?:an?\s+)?(?:[\w-]+\s+)?"
    r"(?P<what>deputation|presentation)s?\b"
)
_SEVERAL = re.compile(
    r"(?:The )?(?:following )?(?:\w+ )?"
    r"(?:persons?|individuals?|people|deputants?|deputations?|speakers)\b"
    r"[^.]{0,80}?(?:deputations?|were (?:received|heard|in attendance)|spoke)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"Deputations?(?: to the Board)?:|The following [^.]{0,60}deputations?\b")
_PRESENT = re.compile(rf"(?:{_TITLE}|Chief of Police) ({_WORD}(?: {_WORD}){{0,3}})")


class Deputants:
    """Those who make deputations anywhere in the minutes, and those present for the body."""

    def __init__(self, text: str, attendance: str = "") -> None:
        """`attendance` is the text before the first minute, which names those present."""
        self._by_surname: dict[str, str] = {}
        self._present = {name.split()[-1] for name in _PRESENT.findall(attendance)}
        for begins in _LIST_BEGINS.finditer(text):
            for listed in _LISTED.finditer(text, begins.end(), begins.end() + _LIST):
                surname = listed["who"].split()[-1]
                self._by_surname.setdefault(surname, _format_speaker(listed))

    def attends(self, who: str) -> bool:
        """Whether somebody with the surname of `who` was present for the body."""
        return who.split()[-1] in self._present

    def get_deputant(self, who: str) -> str | None:
        """The deputant with the surname of `who`, and for whom they speak; None where none."""
        return self._by_surname.get(who.split()[-1])


def match_speaker(paragraph: str) -> re.Match[str] | None:
    """Who speaks in `paragraph` (`who` and, after a comma, `more`); None where nobody does."""
    return _SPEAKS.match(paragraph)


def is_list_of_deputations(paragraph: str) -> bool:
    """Whether deputations of several persons follow."""
    return bool(_HEADING.match(paragraph) or _SEVERAL.match(paragraph))


def find_deputation(paragraph: str, *, expected: bool, deputants: Deputants) -> str | None:
    """The voice of a paragraph that reports a deputation; None where it does not.

    `expected` tells whether the paragraphs before were deputations, or announced some.
    """
    speaker = match_speaker(paragraph)
    if speaker is None or speaker["who"].startswith("The ") or deputants.attends(speaker["who"]):
        return None
    name = _format_speaker(speaker)
    if deputed := _DEPUTED.search(paragraph):
        return f"in a {deputed['what']} by {name}"
    if expected and (speaker["more"] or speaker["bullet"]):
        return f"in a deputation by {name}"
    known = deputants.get_deputant(speaker["who"])
    return f"possibly in a deputation by {known}" if known else None


def _format_speaker(speaker: re.Match[str]) -> str:
    """ "Ms. Rosalba Okonjo-Dray, Harbour Without Papers"."""
    more = re.split(r"\s[–-]\s", speaker["more"] or "")[0].strip(" ,")
    return f"{speaker['who']}, {more}" if more else speaker["who"]
