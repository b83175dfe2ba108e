"""What kind of enactment or parliamentary paper a record describes, and what is known of it.

The texts of the constitution of Canada are so few that their references are a table of ours; they
are printed in the schedules and appendices that the references themselves name (RSC 1985, App II).
"""

from __future__ import annotations

import re
from typing import Literal

from citation.record.source import Source

LawKind = Literal["statute", "code", "regulation", "bill", "debate", "treaty", "constitution"]

_CODE = re.compile(r"^(?:U\.? ?S\.? ?C\.?(?: ?A\.?)?|C\.? ?F\.? ?R\.?)$")
_KINDS: dict[str, LawKind] = {
    "bill": "bill",
    "regulation": "regulation",
    "hearing": "debate",
    "treaty": "treaty",
}
_SCHEDULE_B = "being Schedule B to the Canada Act 1982 (UK), 1982, c 11"
_ANNEXE_B = "constituant l’annexe B de la Loi de 1982 sur le Canada (R-U), 1982, c 11"
_CONSTITUTION = {
    "canadian charter of rights and freedoms": (
        f"Part I of the Constitution Act, 1982, {_SCHEDULE_B}"
    ),
    "constitution act, 1982": _SCHEDULE_B,
    "constitution act, 1867": ("(UK), 30 & 31 Vict, c 3, reprinted in RSC 1985, Appendix II, No 5"),
    "charte canadienne des droits et libertés": (
        f"partie I de la Loi constitutionnelle de 1982, {_ANNEXE_B}"
    ),
    "loi constitutionnelle de 1982": _ANNEXE_B,
    "loi constitutionnelle de 1867": (
        "(R-U), 30 & 31 Vict, c 3, reproduite dans LRC 1985, annexe II, no 5"
    ),
}
_JURISDICTIONS = {
    "gb": "UK", "uk": "UK", "united kingdom": "UK", "great britain": "UK",
    "nz": "NZ", "new zealand": "NZ", "ie": "Ireland", "ireland": "Ireland",
}  # fmt: skip


def read_law_kind(source: Source) -> LawKind:
    """What the record describes; a `statute` where nothing says anything else."""
    if source.item.type in _KINDS:
        return _KINDS[source.item.type]
    if _CODE.match(source.get_text("container-title")):
        return "code"
    if not source.get_text("container-title") and find_constitution(source):
        return "constitution"
    return "statute"


def find_constitution(source: Source) -> str:
    """The reference of a constitutional text, the record's own or the known one; else ""."""
    own = str(source.item.own.get("mcgill") or "") or source.get_text("references")
    if re.match(r"(?:Part [IVX]+|being|Schedule [A-Z])\b", own):
        return own
    return own or _CONSTITUTION.get(source.title.text.casefold().replace("’", "'"), "")


def find_country(source: Source) -> str:
    """`UK` for a statute of a country whose statutes are cited with its name after the title."""
    written = source.get_text("jurisdiction").split(":")[0].lower()
    return _JURISDICTIONS.get(written, "")
