"""Headline case undone: a title that capitalises every word, in the sentence case that APA wants.

APA 6.17: only the first word, the first after a colon, dash or question mark, and proper nouns
keep their capital. Which words are proper nouns cannot be read off a headline; known are those
that the record protects (`nocase`), that hold a capital or a digit inside, that stand in the record
as names, or that name a country, people, language, month or day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from corpus.late_pattern import compile_late

_WORD = compile_late(r"[^\W\d_][\w’'.]*")
_SMALL = frozenset(
    "a an the and but or nor for so yet as at by if in of off on per to up via with from into over"
    " upon than that vs v how is it".split()
)
_PROPER = frozenset(
    """
    I Afghanistan African Africa Africans Alberta America American Americans Americas Amsterdam
    Arab Arabic Arctic Argentina Asia Asian Asians Atlantic Australia Australian Austria
    Austrian Bangladesh Beijing Belgian Belgium Berlin Black Boston Brazil Brazilian Britain
    British Brussels Bulgaria California Calgary Cambodia Canada Canadian Canadians Caribbean
    Catholic Chicago Chile Chilean China Chinese Christian Christianity Christmas Columbia
    Congolese Croatia Cuba Cuban Cyprus Czech Dane Danish Denmark Dublin Dutch Ecuador Edinburgh
    Egypt Egyptian England English Estonia Ethiopia Ethiopian Europe European Europeans Filipino
    Finland Finnish Florida France French Gaza Geneva German Germans Germany Ghana Greece Greek
    Greeks Guatemala Haiti Haitian Halifax Hamilton Hebrew Hindu Hispanic Holocaust Hungarian
    Hungary Iceland India Indian Indians Indigenous Indonesia Inuit Iran Iranian Iraq Iraqi
    Ireland Irish Islam Islamic Israel Israeli Italian Italians Italy Jamaica Jamaican Japan
    Japanese Jew Jewish Jews Jordan Kenya Kenyan Korea Korean Latin Latina Latino Latinos Latinx
    Latvia Lebanon Lebanese Lithuania London Madrid Malaysia Manchester Manitoba Maori Marxism
    Marxist Mediterranean Melbourne Métis Mexican Mexicans Mexico Moroccan Morocco Montreal
    Montréal Moscow Muslim Muslims Nepal Netherlands Newfoundland Nigeria Nigerian Nordic Norway
    Norwegian Ontario Orthodox Ottawa Oxford Pacific Pakistan Pakistani Palestine Palestinian
    Paris Peru Philadelphia Philippines Poland Polish Portugal Portuguese Protestant Quebec
    Québec Quebecois Regina Roma Roman Romania Romanian Rome Russia Russian Russians Rwanda
    Saskatchewan Saskatoon Scandinavia Scotland Scottish Senegal Serbia Serbian Singapore Slovak
    Slovenia Somali Somalia Spain Spanish Sudan Sudanese Swede Sweden Swedish Swiss Switzerland
    Sydney Syria Syrian Syrians Taiwan Tamil Tanzania Texas Thai Thailand Tokyo Toronto Tunisia
    Turkey Turkish Turks Uganda Ukraine Ukrainian Vancouver Venezuela Venezuelan Victoria Vienna
    Vietnam Vietnamese Wales Washington Welsh Winnipeg Yukon Zimbabwe January February March
    April June July August September October November December Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday
    """.split()
)
_ENDS = (":", "?", "!", "—", "–", ".")


def is_in_headline_case(text: str) -> bool:
    """Whether all but small words begin with capitals, in a title of at least three such words."""
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    later = words[1:]
    raised = sum(1 for word in later if word[0].isupper())
    return len(later) >= 2 and raised == len(later)


def convert_to_sentence_case(
    text: str, fixed: Collection[tuple[int, int]] = (), names: Iterable[str] = ()
) -> str:
    """`text` in sentence case if it is in headline case, otherwise as it is.

    `fixed` are spans (0-based, end exclusive) that never change, `names` further names, of persons,
    bodies and places, kept wherever they stand whole.
    The text keeps its length.
    """
    raised = raise_after_colons(text, fixed)
    if not is_in_headline_case(text):
        return raised
    fixed = [*fixed, *_find_names(text, names)]
    letters = list(raised)
    opens = True
    for word in _WORD.finditer(raised):
        before = raised[: word.start()].rstrip(" “‘\"'(")
        opens = opens and word.start() == len(raised) - len(raised.lstrip(" “‘\"'("))
        starts = opens or before.endswith(_ENDS) or not before
        opens = False
        inside = any(start <= word.start() < end for start, end in fixed)
        if not (starts or inside or _is_name(word[0])):
            lower = word[0][0].lower()
            letters[word.start()] = lower if len(lower) == 1 else word[0][0]
    return "".join(letters)


def raise_after_colons(text: str, fixed: Collection[tuple[int, int]] = ()) -> str:
    """`text` with a capital after each colon (APA 6.17)."""

    def raise_letter(found: re.Match[str]) -> str:
        inside = any(start <= found.end() - 1 < end for start, end in fixed)
        upper = found[2].upper()
        return found[0] if inside or len(upper) > 1 else found[1] + upper

    return re.sub(r"(: [“‘]?)([^\W\d_])(?=[\w’]*\b(?![.]\w))", raise_letter, text)


def _find_names(text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Where one of the names stands as it is written."""
    return [
        found.span()
        for name in names
        if name[:1].isupper()
        for found in re.finditer(rf"\b{re.escape(name)}\b", text)
    ]


def _is_name(word: str) -> bool:
    bare = re.sub(r"[’']s?$", "", word).rstrip(".")
    if bare in _PROPER:
        return True
    return any(letter.isupper() or letter.isdigit() or letter == "." for letter in bare[1:])
