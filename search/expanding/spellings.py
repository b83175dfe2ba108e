"""How else the same word is spelt, British or American: "licence", "license"; "labour", "labor".

Both are one word: what is asked for in one spelling is found in the other. Regular pairs are made
by rule, for a wrong one ("doctour") stands in no text; where a rule would make other words
("letter", in French "lettre"), the words are listed.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RULES = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        (r"^(..+[^aeo])our(|s|ed|ing|able|ably|al|er|ers|ful|hood|ist|ite|ites|less|ly)$", "or"),
        (r"^(..+[^aeo])or(|s|ed|ing|able|ably|al|er|ers|ful|hood|ist|ite|ites|less|ly)$", "our"),
        (r"^(...+)is(e|ed|es|ing|er|ers|ation|ations|able)$", "iz"),
        (r"^(...+)iz(e|ed|es|ing|er|ers|ation|ations|able)$", "is"),
        (r"^(...*)lys(e|ed|es|ing|er|ers)$", "lyz"),
        (r"^(...*)lyz(e|ed|es|ing|er|ers)$", "lys"),
        (r"^(def|off|lic|pret)enc(e|es|ed|ing|eless)$", "ens"),
        (r"^(def|off|lic|pret)ens(e|es|ed|ing|eless)$", "enc"),
        (r"^(pract)is(e|ed|es|ing)$", "ic"),
        (r"^(pract)ic(e|ed|es|ing)$", "is"),
        (r"^((?:kilo|centi|milli)?met|cent|theat|lit|fib|calib|lust|spect)re(|s|d)$", "er"),
        (r"^((?:kilo|centi|milli)?met|cent|theat|lit|fib|calib|lust|spect)er(|s|ed)$", "re"),
        (r"^(catal|dial|anal|monol|epil)ogue(|s|d)$", "og"),
        (r"^(catal|dial|anal|monol|epil)og(|s|ed)$", "ogue"),
        (r"^(.+[^aeiou][aeiou][^aeiou]*[ae])ll(ed|ing|or|ors|er|ers)$", "l"),
        (r"^(.+[^aeiou][aeiou][^aeiou]*[ae])l(ed|ing|or|ors|er|ers)$", "ll"),
        (r"^(judg|acknowledg|abridg|lodg)e(ment|ments)$", ""),
        (r"^(judg|acknowledg|abridg|lodg)(ment|ments)$", "e"),
    )
)
_LISTED = """
    ageing aging; enquire inquire; enquired inquired; enquiry inquiry; enquiries inquiries; fulfil
    fulfill; fulfilment fulfillment; gaol jail; gaoler jailer; gaols jails; grey gray; haemophilia
    hemophilia; haemophiliac hemophiliac; haemorrhage hemorrhage; instalment installment;
    instalments installments; jewellery jewelry; manoeuvre maneuver; mould mold; paediatric
    pediatric; anaesthetic anesthetic; plough plow; programme program; programmes programs; sceptic
    skeptic; sceptical skeptical; skilful skillful; wilful willful; wilfully willfully
"""
_OTHERS = {
    word: [other for other in group.split() if other != word]
    for group in _LISTED.split(";")
    for word in group.split()
}


@lru_cache(maxsize=50_000)
def list_other_spellings(word: str) -> tuple[str, ...]:
    """The other spellings of a folded word by rule; some may be no words."""
    made = (f"{match[1]}{other}{match[2]}" for rule, other in _RULES if (match := rule.match(word)))
    return tuple(dict.fromkeys([*made, *_OTHERS.get(word, ())]))
