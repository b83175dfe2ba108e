"""Periodical titles as the Bluebook abbreviates them (R16.4, T6, T13)."""

from __future__ import annotations

import re

from citation.record.source import Source
from citation.text.titles import SMALL_TO_FOUR, capitalise_words

_DROPPED = frozenset(["a", "an", "at", "in", "of", "on", "the"])
_SHORT = {
    "academic": "Acad.",
    "academy": "Acad.",
    "administration": "Admin.",
    "administrative": "Admin.",
    "advocate": "Advoc.",
    "affairs": "Affs.",
    "africa": "Afr.",
    "african": "Afr.",
    "america": "Am.",
    "american": "Am.",
    "and": "&",
    "annual": "Ann.",
    "association": "Ass’n",
    "behavior": "Behav.",
    "behaviour": "Behav.",
    "british": "Brit.",
    "bulletin": "Bull.",
    "business": "Bus.",
    "canada": "Can.",
    "canadian": "Can.",
    "civil": "Civ.",
    "college": "Coll.",
    "columbia": "Colum.",
    "commentary": "Comment.",
    "commercial": "Com.",
    "comparative": "Compar.",
    "constitutional": "Const.",
    "contemporary": "Contemp.",
    "court": "Ct.",
    "criminal": "Crim.",
    "criminology": "Criminology",
    "culture": "Culture",
    "democracy": "Democracy",
    "development": "Dev.",
    "digest": "Dig.",
    "east": "E.",
    "economic": "Econ.",
    "economics": "Econ.",
    "education": "Educ.",
    "environment": "Env’t",
    "environmental": "Env’t",
    "ethics": "Ethics",
    "european": "Eur.",
    "family": "Fam.",
    "federal": "Fed.",
    "foreign": "Foreign",
    "geography": "Geography",
    "global": "Glob.",
    "government": "Gov’t",
    "health": "Health",
    "history": "Hist.",
    "human": "Hum.",
    "immigration": "Immigr.",
    "institute": "Inst.",
    "international": "Int’l",
    "journal": "J.",
    "justice": "Just.",
    "labor": "Lab.",
    "labour": "Lab.",
    "law": "L.",
    "lawyer": "Law.",
    "legal": "Legal",
    "legislation": "Legis.",
    "legislative": "Legis.",
    "library": "Libr.",
    "magazine": "Mag.",
    "management": "Mgmt.",
    "medical": "Med.",
    "medicine": "Med.",
    "migration": "Migration",
    "modern": "Mod.",
    "monthly": "Monthly",
    "municipal": "Mun.",
    "national": "Nat’l",
    "north": "N.",
    "philosophical": "Phil.",
    "philosophy": "Phil.",
    "planning": "Plan.",
    "policy": "Pol’y",
    "political": "Pol.",
    "politics": "Pol.",
    "practice": "Prac.",
    "problems": "Probs.",
    "proceedings": "Proc.",
    "psychological": "Psych.",
    "psychology": "Psych.",
    "public": "Pub.",
    "quarterly": "Q.",
    "refugee": "Refugee",
    "regional": "Reg’l",
    "regulation": "Regul.",
    "report": "Rep.",
    "reporter": "Rep.",
    "research": "Rsch.",
    "review": "Rev.",
    "rights": "Rts.",
    "school": "Sch.",
    "science": "Sci.",
    "sciences": "Scis.",
    "social": "Soc.",
    "society": "Soc’y",
    "sociological": "Socio.",
    "sociology": "Socio.",
    "south": "S.",
    "state": "St.",
    "statistics": "Stat.",
    "studies": "Stud.",
    "supreme": "Sup.",
    "technology": "Tech.",
    "transnational": "Transnat’l",
    "university": "U.",
    "urban": "Urb.",
    "west": "W.",
    "western": "W.",
    "women": "Women",
    "yearbook": "Y.B.",
}


def abbreviate_journal(source: Source) -> str:
    """The record's own dotted abbreviation, else one made word by word from the full title."""
    short = source.get_text("container-title-short")
    if "." in short:
        return short
    return abbreviate_title(source.container.text or short)


def abbreviate_title(title: str) -> str:
    """`Journal of Law and Social Policy` → `J.L. & Soc. Pol’y`; a title of one word stays whole."""
    words = [word for word in title.split() if word.lower() not in _DROPPED]
    if len(words) < 2:
        return capitalise_words(" ".join(words) or title, SMALL_TO_FOUR)
    short = [_SHORT.get(word.lower().rstrip(","), word) for word in words]
    capital = [word if word == "&" else word[:1].upper() + word[1:] for word in short]
    return re.sub(r"(?<![^\s.])([A-Z]\.) (?=[A-Z]\.(?:\s|$))", r"\1", " ".join(capital))
