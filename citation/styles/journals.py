"""Periodical titles as the Bluebook abbreviates them (R16.4, T6, T13)."""

from __future__ import annotations

import re

from citation.record.source import Source
from citation.text.titles import SMALL_TO_FOUR, capitalise_words

_DROPPED = frozenset(["a", "an", "at", "in", "of", "on", "the"])
_WHOLE = """
    criminology culture democracy ethics foreign geography health legal migration monthly refugee
    women
""".split()
"""Words that are not abbreviated."""
_ABBREVIATED = {
    "Acad.": "academic academy",
    "Admin.": "administration administrative",
    "Advoc.": "advocate",
    "Affs.": "affairs",
    "Afr.": "africa african",
    "Am.": "america american",
    "&": "and",
    "Ann.": "annual",
    "Ass’n": "association",
    "Behav.": "behavior behaviour",
    "Brit.": "british",
    "Bull.": "bulletin",
    "Bus.": "business",
    "Can.": "canada canadian",
    "Civ.": "civil",
    "Coll.": "college",
    "Colum.": "columbia",
    "Comment.": "commentary",
    "Com.": "commercial",
    "Compar.": "comparative",
    "Const.": "constitutional",
    "Contemp.": "contemporary",
    "Ct.": "court",
    "Crim.": "criminal",
    "Dev.": "development",
    "Dig.": "digest",
    "E.": "east",
    "Econ.": "economic economics",
    "Educ.": "education",
    "Env’t": "environment environmental",
    "Eur.": "european",
    "Fam.": "family",
    "Fed.": "federal",
    "Glob.": "global",
    "Gov’t": "government",
    "Hist.": "history",
    "Hum.": "human",
    "Immigr.": "immigration",
    "Inst.": "institute",
    "Int’l": "international",
    "J.": "journal",
    "Just.": "justice",
    "Lab.": "labor labour",
    "L.": "law",
    "Law.": "lawyer",
    "Legis.": "legislation legislative",
    "Libr.": "library",
    "Mag.": "magazine",
    "Mgmt.": "management",
    "Med.": "medical medicine",
    "Mod.": "modern",
    "Mun.": "municipal",
    "Nat’l": "national",
    "N.": "north",
    "Phil.": "philosophical philosophy",
    "Plan.": "planning",
    "Pol’y": "policy",
    "Pol.": "political politics",
    "Prac.": "practice",
    "Probs.": "problems",
    "Proc.": "proceedings",
    "Psych.": "psychological psychology",
    "Pub.": "public",
    "Q.": "quarterly",
    "Reg’l": "regional",
    "Regul.": "regulation",
    "Rep.": "report reporter",
    "Rsch.": "research",
    "Rev.": "review",
    "Rts.": "rights",
    "Sch.": "school",
    "Sci.": "science",
    "Scis.": "sciences",
    "Soc.": "social",
    "Soc’y": "society",
    "Socio.": "sociological sociology",
    "S.": "south",
    "St.": "state",
    "Stat.": "statistics",
    "Stud.": "studies",
    "Sup.": "supreme",
    "Tech.": "technology",
    "Transnat’l": "transnational",
    "U.": "university",
    "Urb.": "urban",
    "W.": "west western",
    "Y.B.": "yearbook",
    # states and cities (T10), and universities by their reviews (T13)
    "Cal.": "california",
    "Chi.": "chicago",
    "Conn.": "connecticut",
    "Fla.": "florida",
    "Geo.": "georgetown",
    "Harv.": "harvard",
    "Ill.": "illinois",
    "Ind.": "indiana",
    "Mich.": "michigan",
    "Minn.": "minnesota",
    "Nw.": "northwestern",
    "Ont.": "ontario",
    "Pa.": "pennsylvania",
    "Stan.": "stanford",
    "Tex.": "texas",
    "Va.": "virginia",
    "Vand.": "vanderbilt",
    "Wash.": "washington",
    "Wis.": "wisconsin",
}
"""The words that each abbreviation stands for."""
_SHORT = {word: short for short, words in _ABBREVIATED.items() for word in words.split()}
_SHORT |= {word: word.capitalize() for word in _WHOLE}


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
