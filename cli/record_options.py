"""What `add` and `edit` share: the options that fill a record, and the remark on guessed fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cli.common import say
from cli.declaring import Option

if TYPE_CHECKING:
    from corpus.items import Item

TitleOption = Annotated[str | None, Option("Title, in sentence case.")]
AuthorOption = Annotated[
    list[str] | None, Option("Person, as “Family, Given”; repeatable.", metavar="NAME")
]
AuthorBodyOption = Annotated[
    list[str] | None, Option("Board, committee or group; repeatable.", metavar="NAME")
]
DateOption = Annotated[
    str | None, Option("2008-11-20, 2008-11 or 2008; for minutes, the day of the meeting.")
]
KindOption = Annotated[
    str | None, Option("minutes, report, brief, review, paper, article, law, case or other.")
]
SettingsOption = Annotated[
    list[str] | None, Option("Set any CSL field; repeatable.", "--set", metavar="FIELD=VALUE")
]
ConfirmOption = Annotated[bool, Option("Confirm the guessed fields.")]


def say_guessed_fields(item: Item) -> None:
    """Print a remark that names the fields of the record that are only guessed, if any."""
    if item.incomplete:
        say(f"note: {item.id}: only guessed: {', '.join(item.incomplete)}.")
