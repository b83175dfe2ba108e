"""The options with which `add` and `edit` fill a record."""

from __future__ import annotations

from typing import Annotated

from cli.declaring import Option

TitleOption = Annotated[str | None, Option("--title", help="In sentence case.")]
AuthorOption = Annotated[list[str] | None, Option("--author", help="“Family, Given”; repeatable.")]
AuthorBodyOption = Annotated[
    list[str] | None,
    Option("--author-body", help="A board, committee or group; repeatable."),
]
DateOption = Annotated[
    str | None,
    Option("--date", help="2008-11-20, 2008-11 or 2008; of minutes, the meeting's."),
]
KindOption = Annotated[
    str | None,
    Option("--kind", help="minutes, report, brief, review, paper, article, law, other."),
]
SettingsOption = Annotated[
    list[str] | None, Option("--set", help="FIELD=VALUE, a CSL field; repeatable.")
]
ConfirmOption = Annotated[bool, Option("--confirm", help="What was guessed is right.")]
