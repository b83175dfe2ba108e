"""Words of one family: "pay", "paid" and "payment"; "scientist" and "scientific".

Wider than a stem: endings that make other words are taken off too, and irregular verbs are known by
a list. Some families hold strangers ("general", "generate"), so a family helps to rank and is never
a hit by itself.
"""

from __future__ import annotations

from functools import lru_cache

_SHORTEST = 4
"""Letters that are left of a word at least: shorter beginnings are shared by strangers."""
_ENDINGS = sorted(
    "ification ifications ization isation ational ations ation itions ifically ific ically "
    "ical ions ion ing ings ed er ers or ors ist ists ism isms ment ments able ible ably ance "
    "ances ence ences ancy ency ant ants ent ents ive ives ory orial al ally ial ness ship "
    "ships ful less ity ities ous ously ic ics ate ates ated ating ify ified ise ize ised "
    "ized y ies e es s".split(),
    key=lambda ending: (-len(ending), ending),
)
_IRREGULAR = """
    begin began begun; break broke broken; bring brought; build built; buy bought; catch caught;
    choose chose chosen choice; deal dealt; draw drew drawn; drink drank drunk; drive drove driven;
    eat ate eaten; fall fell fallen; feel felt; fight fought; find found; fly flew flown; forbid
    forbade forbidden; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; give
    gave given; go went gone; grow grew grown; hear heard; hide hid hidden; hold held; keep kept;
    know knew known; lead led; leave left; lend lent; lose lost loss; make made; mean meant; meet
    met; pay paid; prove proven; rise rose risen; run ran; see saw seen; seek sought; sell sold;
    send sent; shake shook shaken; shoot shot; speak spoke spoken; spend spent; stand stood; steal
    stole stolen; strike struck; swear swore sworn; take took taken; teach taught; tear tore torn;
    tell told; think thought; throw threw thrown; understand understood; undertake undertook
    undertaken; win won; withdraw withdrew withdrawn; write wrote written; die died dying death
"""
_FORMS = [forms.split() for forms in _IRREGULAR.split(";")]
_BASES = {form: forms[0] for forms in _FORMS for form in forms}
_FORMS_OF = {forms[0]: forms for forms in _FORMS}


@lru_cache(maxsize=50_000)
def find_root(word: str) -> str:
    """What the folded words of a family have in common; compared, never shown."""
    while True:
        for known in (word, f"{word}e"):  # "choosing" without its ending is "choos"
            if known in _BASES:
                return _BASES[known]
        rest = next(filter(None, (_take_off(word, ending) for ending in _ENDINGS)), "")
        if not rest:
            return word
        word = rest


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
        return [root]
    forms = [root.removesuffix("e"), *_FORMS_OF[root]]
    return [form for form in forms if not any(form != o and form.startswith(o) for o in forms)]
