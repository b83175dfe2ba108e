"""What a CSL-JSON record may hold: the variables and types of CSL input data, version 1.0.2.

These are the names that the Citation Style Language defines (citationstyles.org,
`csl-data.json`), in tables of our own: a check against them can name item and field, and needs no
schema library.
"""

from __future__ import annotations

from typing import Literal

VariableType = Literal["names", "date", "text", "number"]
"""What a variable holds; a `number` may be a number or text, as in `22` or `22bis`."""

TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
    """.split()
)

NAMES = frozenset(
    """
    author chair collection-editor compiler composer container-author contributor curator director
    editor editorial-director executive-producer guest host illustrator interviewer narrator
    organizer original-author performer producer recipient reviewed-author script-writer
    series-creator translator
    """.split()
)

DATES = frozenset("accessed available-date event-date issued original-date submitted".split())

NUMBERS = frozenset(
    """
    chapter-number citation-number collection-number edition first-reference-note-number issue
    locator number number-of-pages number-of-volumes page page-first part printing supplement volume
    """.split()
)

TEXTS = frozenset(
    """
    DOI ISBN ISSN PMCID PMID URL abstract annote archive archive-place archive_collection
    archive_location authority call-number citation-key citation-label collection-title
    container-title container-title-short dimensions division event event-place event-title
    genre jurisdiction keyword language medium note original-publisher original-publisher-place
    original-title part-title
    publisher publisher-place references reviewed-genre reviewed-title scale section source status
    title title-short version volume-title volume-title-short year-suffix
    """.split()
)

OLDER_NAMES = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
"""Fields that the schema still allows, by the variable that replaced them."""

NAME_PARTS = frozenset(
    """
    family given dropping-particle non-dropping-particle suffix comma-suffix static-ordering literal
    parse-names
    """.split()
)

DATE_PARTS = frozenset("date-parts season circa literal raw edtf".split())

FIELDS = NAMES | DATES | NUMBERS | TEXTS | {"id", "type", "categories", "custom", *OLDER_NAMES}
"""Every field that a record may have."""


def classify_variable(variable: str) -> VariableType | None:
    """What the variable holds, None if CSL has no such variable."""
    if variable in NAMES:
        return "names"
    if variable in DATES:
        return "date"
    if variable in NUMBERS:
        return "number"
    return "text" if variable in TEXTS or variable in OLDER_NAMES else None
