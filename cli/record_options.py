"""What `add` and `edit` share: the options that fill a record, and the remark on guessed fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cli.common import say
from cli.declaring import Option

if TYPE_CHECKING:
    from corpus.items import Item

TitleOption = Annotated[str | None, Option("--title", help="Title, in sentence case.")]
AuthorOption = Annotated[
    list[str] | None,
    Option("--author", metavar="NAME", help="Person, as “Family, Given”; repeatable."),
]
AuthorBodyOption = Annotated[
    list[str] | None,
    Option("--author-body", metavar="NAME", help="Board, committee or group; repeatable."),
]
DateOption = Annotated[
    str | None,
    Option("--date", help="2008-11-20, 2008-11 or 2008; for minutes, the day of the meeting."),
]
KindOption = Annotated[
    str | None,
    Option("--kind", help="minutes, report, brief, review, paper, article, law or other."),
]
SettingsOption = Annotated[
    list[str] | None,
    Option("--set", metavar="FIELD=VALUE", help="Set any CSL field; repeatable."),
]
ConfirmOption = Annotated[bool, Option("--confirm", help="Confirm the guessed fields.")]


def say_guessed_fields(item: Item) -> None:
    """Print a remark that names the fields of the record that are only guessed, if any."""
    if item.incomplete:
        say(f"note: {item.id}: only guessed: {', '.join(item.incomplete)}.")
