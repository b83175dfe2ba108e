"""The words and small forms of the McGill Guide in its two languages.

The guide is bilingual: each rule stands in English and in French, and a text takes the forms of the
language it is written in, whatever the language of its sources (1.1). Only words differ, not order.
"""

from __future__ import annotations

from collections.abc import Callable

from citation.styles.locators import UNDOTTED_WORDS, Locators, keep_last_two_digits
from citation.text.dates import format_day_first, format_french_day_first
from citation.text.titles import SMALL_TO_FOUR, Title, TitleFace, capitalise_words
from corpus.frozen import frozen
from corpus.items import PartialDate


@frozen
class McGillWords:
    """What the guide writes in one language."""

    locators: Locators
    french_locators: Locators
    """In laws that are in French."""
    at: str
    """Before a page or paragraph; the French word is one with that of the locator."""
    link: str
    """Before an address."""
    last: str
    """Between the last two names."""
    editor: str
    editors: str
    edited: str
    translated: str
    by: str
    within: str
    """Between a chapter and its book."""
    edition: str
    ordinals: tuple[str, str]
    """What follows the number of a first edition and of any other; "" as the record has it."""
    number: str
    minute: str
    bill: str
    undated: str
    unpublished: str
    thesis: str
    quoted: TitleFace
    write_date: Callable[[PartialDate], str]
    parentheses: bool
    """Whether place, publisher and year of a book stand in parentheses (6.2)."""
    recased: bool
    """Whether titles get capitals (1.3); French ones stay as they are printed."""

    def capitalise(self, title: Title) -> Title:
        """A title in the case in which it is printed."""
        return title.capitalise_words(SMALL_TO_FOUR) if self.recased else title

    def capitalise_text(self, text: str) -> str:
        """The same of the name of a series, degree or kind of document."""
        return capitalise_words(text, SMALL_TO_FOUR) if self.recased else text

    def write_edition(self, edition: str) -> str:
        """`2nd ed`, `2e éd`; "" for a first edition."""
        bare = edition[:-2]
        if self.ordinals[1] and bare.isdigit():
            edition = bare + self.ordinals[bare == "1"]
        return f"{edition} {self.edition}" if edition else ""


_LOCATORS = Locators(
    {
        **UNDOTTED_WORDS,
        "page": ("", ""),
        "paragraph": ("para", "paras"),
        "section": ("s", "ss"),
    },
    keep_last_two_digits,
)
_FRENCH_LOCATORS = Locators(
    {
        "page": ("à la p", "aux pp"),
        "paragraph": ("au para", "aux para"),
        "section": ("art", "arts"),
        "subsection": ("para", "para"),
        "article": ("art", "arts"),
        "clause": ("art", "arts"),
        "schedule": ("ann", "ann"),
        "column": ("à la col", "aux col"),
    },
    keep_last_two_digits,
)

ENGLISH = McGillWords(
    locators=_LOCATORS,
    french_locators=Locators({**_LOCATORS.words, "section": ("art", "arts")}, keep_last_two_digits),
    at=" at ",
    link="online: ",
    last="&",
    editor="ed",
    editors="eds",
    edited="edited by ",
    translated="translated by ",
    by="by",
    within="in ",
    edition="ed",
    ordinals=("", ""),
    number="No ",
    minute="Min No ",
    bill="Bill ",
    undated="nd",
    unpublished="[unpublished]",
    thesis="Thesis",
    quoted="quoted",
    write_date=format_day_first,
    parentheses=True,
    recased=True,
)
FRENCH = McGillWords(
    locators=_FRENCH_LOCATORS,
    french_locators=_FRENCH_LOCATORS,
    at=" ",
    link="en ligne\N{NO-BREAK SPACE}: ",
    last="et",
    editor="dir",
    editors="dir",
    edited="sous la direction de ",
    translated="traduit par ",
    by="par",
    within="dans ",
    edition="éd",
    ordinals=("e", "re"),
    number="no ",
    minute="procès-verbal no ",
    bill="PL ",
    undated="nd",
    unpublished="[non publiée]",
    thesis="thèse",
    quoted="guillemets",
    write_date=format_french_day_first,
    parentheses=False,
    recased=False,
)
