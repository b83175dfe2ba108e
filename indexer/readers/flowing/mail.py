"""Mail (RFC 5322): what its writer wrote; sender, date and subject go into the record."""

from __future__ import annotations

from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from indexer.readers.flowing.flowing_text import Block, FlowingText, FlowingTextError
from indexer.readers.flowing.html import read_markup
from indexer.readers.flowing.plain_text import read_lines


def read_mail(path: Path) -> tuple[FlowingText, dict[str, str]]:
    """The mail in the file at `path`, with its subject as heading, and what it states about itself.
    Raises FlowingTextError."""
    with path.open("rb") as file:
        message = BytesParser(policy=policy.default).parse(file)
    if not message.get("From") and not message.get("Subject"):
        raise FlowingTextError(f"{path.name} is no mail.", "Check the file and its extension.")
    subject = str(message.get("Subject", "")).strip()
    name, address = parseaddr(str(message.get("From", "")))
    information = {"Title": subject, "Author": name or address, "Date": _find_date(message)}
    text = _read_body(path, message)
    heading = (Block(subject, "subject", "heading"),) if subject else ()
    body = tuple(block for block in text.blocks if block.note is None)
    notes = text.blocks[len(body) :]
    shift = len(heading)
    moved = tuple(
        replace(note, blocks=tuple(at + shift for at in note.blocks)) for note in text.notes
    )
    warnings = (*text.warnings, *_list_attachments(message))
    whole = (*heading, *body, *notes)
    return replace(text, format="mail", blocks=whole, notes=moved, warnings=warnings), information


def _read_body(path: Path, message: EmailMessage) -> FlowingText:
    part = message.get_body(("plain", "html"))
    if part is None:
        return FlowingText(path, "mail", ())
    try:
        content = str(part.get_content())
    except (LookupError, UnicodeError, KeyError) as error:
        raise FlowingTextError(
            f"{path.name} is in an unknown encoding.", "Save its text as .txt."
        ) from error
    content = content.replace("\r\n", "\n")
    if part.get_content_type() == "text/html":
        return read_markup(path, content, [])
    return read_lines(path, content, [])


def _find_date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    except (TypeError, ValueError):
        return ""


def _list_attachments(message: EmailMessage) -> list[str]:
    names = [part.get_filename() or "without a name" for part in message.iter_attachments()]
    if not names:
        return []
    return [f"Attachments are not read: {', '.join(names)}."]
