"""Words before and after a citation, inside its parentheses or before its final full stop."""

from __future__ import annotations

from citation.text.richtext import RichText, TextSegment


def add_words(
    text: RichText, prefix: str = "", suffix: str = "", *, capital: bool = True
) -> RichText:
    """`text` with `prefix` before and `suffix` after it, both inside its parentheses or its final
    full stop: `(see Roe, 2001, p. 3, emphasis added)`. With `capital` a note begins with one."""
    prefix, suffix = prefix.strip(), suffix.strip()
    opened, inside, closed = take_apart(text)
    lead = f"{prefix} " if prefix else ""
    tail = ""
    if suffix:
        glue = "" if suffix[0] in ",;:" else " " if suffix[0] in "([" else ", "
        tail = glue + suffix
    if prefix and not opened and capital:
        lead = lead[0].upper() + lead[1:]
    if lead and str(inside).startswith(("Ibid", "Id.")):
        inside = RichText((TextSegment("i", inside.segments[0].face),)) + cut(inside, 1, None)
    return opened + (lead + inside) + tail + closed


def take_apart(text: RichText) -> tuple[str, RichText, str]:
    """The opening parenthesis, what is inside, and the closing one or the final full stop."""
    written = str(text)
    if written.startswith("(") and written.endswith(")"):
        return "(", cut(text, 1, -1), ")"
    if written.endswith(".") and not written.endswith(("..", "et al.")):
        return "", cut(text, 0, -1), "."
    return "", text, ""


def cut(text: RichText, start: int, end: int | None) -> RichText:
    """The characters of `text` from `start` to `end`."""
    length = len(str(text))
    stop = length if end is None else length + end
    kept: list[TextSegment] = []
    at = 0
    for segment in text.segments:
        piece = segment.text[max(0, start - at) : max(0, stop - at)]
        at += len(segment.text)
        if piece:
            kept.append(TextSegment(piece, segment.face))
    return RichText(tuple(kept))
