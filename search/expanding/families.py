"""Words of one family: "pay", "paid" and "payment"; "scientist" and "scientific".

Wider than a stem: endings that make other words are taken off too, and irregular verbs are known by
a list. Some families hold strangers ("general", "generate"), so a family helps to rank and is never
a hit by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_SHORTEST = 4
"""Letters that are left of a word at least: shorter beginnings are shared by strangers."""
_ENDINGS = sorted(
    "ification ization isation ational ation ition ifically ific ically ical ion ing ed ied er ier "
    "or ator atory ative ist ism ment able ible ably ance ence ancy ency ant ent ive ory orial al "
    "ally ial age ure ured ness ship ful less ity ous ously ic ate ated ating ify ified ise ize "
    "ised ized cy y e".split(),
    key=lambda ending: (-len(ending), ending),
)
_PLURALS = (("ies", "y"), ("s", ""))
_NO_PLURAL = ("ss", "us", "is")
_IRREGULAR = """
    begin began begun; break broke broken; bring brought; build built; buy bought; catch caught;
    choose chose chosen choice; deal dealt; draw drew drawn; drink drank drunk; drive drove driven;
    eat ate eaten; fall fell fallen; feel felt; fight fought; find found; fly flew flown; forbid
    forbade forbidden; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; give
    gave given gift; go went gone; grow grew grown growth; hear heard; hide hid hidden; hold held;
    keep kept; know knew known; lead led; leave left; lend lent; lose lost loss; make made; mean
    meant; meet met; pay paid; prove proven; rise rose risen; run ran; see saw seen; seek sought;
    sell sold; send sent; shake shook shaken; shoot shot; speak spoke spoken; spend spent; stand
    stood; steal stole stolen; strike struck; swear swore sworn; take took taken; teach taught; tear
    tore torn; tell told; think thought; throw threw thrown; understand understood; undertake
    undertook undertaken; win won; withdraw withdrew withdrawn; write wrote written; die died dying
    death; abstain abstention; acquit acquittal; apologise apologize apology; behave behaviour
    behavior; believe belief; centre center; compel compulsion; complain complaint; destroy
    destruction; detain detention; enquire inquire enquiry inquiry; expel expulsion; explain
    explanation; injure injury; live life alive; long length; maintain maintenance; metre meter;
    pursue pursuit; retain retention; programme program; sceptic skeptic; strong strength; theatre
    theater; weigh weight; wide width; deceive deception; perceive perception; proceed procedure
    process; receive receipt reception; science scientific scientist; succeed success
"""
_YEAR = re.compile(r"(?:fy)?((?:19|20)[0-9]{2})")
_NAMES = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty".split()
)
_NUMERALS = {name: [str(number)] for number, name in enumerate(_NAMES, 2)} | {
    str(number): [name] for number, name in enumerate(_NAMES, 2)
}
_TAILS = {
    tail: others.split()
    for tail, others in (
        ("id", "is ice"),  # decide, decision; advise, advice
        ("ud", "us"),  # conclude, conclusion
        ("vad", "vas"),  # invade, invasion
        ("suad", "suas"),  # persuade, persuasion
        ("end", "ens ence"),  # extend, extension; offend, offense, offence
        ("ond", "ons"),  # respond, response
        ("mit", "miss mitt"),  # permit, permission
        ("scrib", "script"),  # describe, description
        ("duc", "duct"),  # reduce, reduction
        ("solv", "solut"),  # resolve, resolution
        ("sum", "sumpt"),  # assume, assumption
        ("quir", "quis"),  # acquire, acquisition
        ("pos", "posit"),  # propose, proposition
        ("err", "er"),  # refer, referral
        ("or", "our"),  # labor, labour
        ("i", "y"),  # deny, denial
    )
}
"""How the ends of a root change before an ending, by what stands for all of them."""
_CANONICAL = sorted(
    ((other, tail) for tail, others in _TAILS.items() for other in others),
    key=lambda pair: (-len(pair[0]), pair),
)
_BEFORE_TAIL = 2
"""Letters before a tail at least."""
_FORMS = [forms.split() for forms in _IRREGULAR.split(";")]
_BASES = {form: forms[0] for forms in _FORMS for form in forms}
_FORMS_OF = {forms[0]: forms for forms in _FORMS}


def list_numerals(word: str) -> list[str]:
    """Other ways of writing a number, or a year: "two" and "2", "fy2018" and "2018"."""
    year = _YEAR.fullmatch(word)
    if year:
        return [f"fy{year[1]}"] if year[1] == word else [year[1]]
    return _NUMERALS.get(word, [])


@lru_cache(maxsize=50_000)
def find_root(word: str) -> str:
    """What the folded words of a family have in common; compared, never shown."""
    word = _make_singular(word)
    while True:
        for known in (word, f"{word}e"):  # "choosing" without its ending is "choos"
            if known in _BASES:
                return _BASES[known]
        rest = next(filter(None, (_take_off(word, ending) for ending in _ENDINGS)), "")
        if not rest:
            return _change_tail(word)
        word = rest


def _make_singular(word: str) -> str:
    if word in _BASES or word.endswith(_NO_PLURAL):
        return word
    for ending, other in _PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            return word[: -len(ending)] + other
    return word


def _change_tail(root: str) -> str:
    for other, tail in _CANONICAL:
        if root.endswith(other) and len(root) - len(other) >= _BEFORE_TAIL:
            return root[: -len(other)] + tail
    return root


def _take_off(word: str, ending: str) -> str:
    """`word` without its ending; "" where it does not end so, or too little is left."""
    if not word.endswith(ending) or (ending == "e" and word.endswith("ce")):  # "police", "policy"
        return ""
    rest = word[: -len(ending)]
    return rest if len(rest) >= _SHORTEST or rest in _BASES else ""


def list_beginnings(word: str) -> list[str]:
    """The beginnings among which all words of the family of `word` are found."""
    root = find_root(word)
    if root not in _FORMS_OF:
        ends = [tail for tail in _TAILS if root.endswith(tail)]
        others = [root[: -len(tail)] + other for tail in ends for other in _TAILS[tail]]
        return _drop_longer([root, *others])
    forms = [root.removesuffix("e"), *_FORMS_OF[root]]
    return _drop_longer(forms)


def _drop_longer(forms: Sequence[str]) -> list[str]:
    """`forms` without those that begin with another."""
    return [form for form in forms if not any(form != o and form.startswith(o) for o in forms)]
