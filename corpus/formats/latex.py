"""Text between CSL's markup (`<i>`, `<span class="nocase">`) and LaTeX's.

Reading keeps what a BibTeX file protects with braces as `nocase` spans; writing gives braces back.
Quotation marks, dashes and accented letters are written as UTF-8.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.macrospec import LatexContextDb

_NOCASE = ('<span class="nocase">', "</span>")
_SMALL_CAPS = ('<span style="font-variant:small-caps;">', "</span>")
_AROUND = {
    "emph": ("<i>", "</i>"),
    "textit": ("<i>", "</i>"),
    "mkbibemph": ("<i>", "</i>"),
    "textbf": ("<b>", "</b>"),
    "textsc": _SMALL_CAPS,
    "textsuperscript": ("<sup>", "</sup>"),
    "textsubscript": ("<sub>", "</sub>"),
    "enquote": ("“", "”"),
    "mkbibquote": ("“", "”"),
    "url": ("", ""),
    "uppercase": ("", ""),
    "textup": ("", ""),
    "textrm": ("", ""),
    "texttt": ("", ""),
    "MakeUppercase": ("", ""),
}
_SIGNS = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
}
_OPENING = {
    "<i>": r"\emph{",
    "<b>": r"\textbf{",
    "<sup>": r"\textsuperscript{",
    "<sub>": r"\textsubscript{",
    _NOCASE[0]: "{",
    _SMALL_CAPS[0]: r"\textsc{",
}
_TAG = re.compile(r"<(?:i|b|sup|sub|span [^<>]*)>|</(?:i|b|sup|sub|span)>")
_SPECIAL = {
    **{sign: "\\" + sign for sign in "&%$#_"},
    **{sign: f"\\{name}{{}}" for name, sign in _SIGNS.items()},
}
_LIGATURE = re.compile(r"(?<=[-`'<>,])(?=[-`'<>,])|(?<=[?!])(?=`)")
_SPACES = re.compile(r"[ \t\n\r\f\v]+")


def convert_to_latex(text: str) -> str:
    """CSL text as the value of a BibTeX field, without its outer braces."""
    written = []
    position = 0
    depth = 0
    for tag in _TAG.finditer(text):
        written.append(_escape(text[position : tag.start()]))
        position = tag.end()
        if tag[0].startswith("</"):
            written.append("}" if depth else "")
            depth = max(0, depth - 1)
        else:
            written.append(_OPENING.get(tag[0], "{"))
            depth += 1
    written.append(_escape(text[position:]))
    return "".join(written) + "}" * depth


def _escape(text: str) -> str:
    """Plain text with LaTeX's characters escaped; no line begins with what would begin an entry."""
    parted = _LIGATURE.sub("\0", html.unescape(text))
    escaped = "".join(_SPECIAL.get(character, character) for character in parted)
    return re.sub(r"(^|\n)(\s*)@", r"\1\2{}@", escaped.replace("\0", "{}"))


def convert_to_csl(text: str, *, titled: bool = False) -> str:
    """The value of a BibTeX field as CSL text, in one line for each paragraph.

    In a title (`titled`) braces protect from a change of case, unless they hold the whole of it.
    """
    from pylatexenc.latexwalker import LatexWalker

    whole = _strip_braces(text.strip())
    # A percent sign begins a comment for LaTeX only; in a bibliography it is a forgotten escape.
    whole = re.sub(r"(?<!\\)%", r"\\%", whole)
    walker = LatexWalker(whole, latex_context=_make_context(), tolerant_parsing=True)
    nodes, _, _ = walker.get_latex_nodes()
    said = "".join(_convert_nodes(nodes, titled))
    said = said.replace(f"{_NOCASE[1]} {_NOCASE[0]}", " ")
    paragraphs = re.split(r"\n[ \t]*\n\s*", said)
    return "\n\n".join(_SPACES.sub(" ", one).strip(" \n") for one in paragraphs)


def _strip_braces(text: str) -> str:
    """`text` without braces that hold all of it."""
    while text.startswith("{") and _find_closing(text) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def _find_closing(text: str) -> int:
    """Where the brace that begins `text` is closed, -1 where it is not."""
    depth = 0
    for found in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.start()
    return -1


def _convert_nodes(nodes: Iterable[Any], titled: bool) -> Iterable[str]:
    from pylatexenc import latexwalker as lw

    for node in nodes:
        if node is None:
            continue
        if node.isNodeType(lw.LatexCharsNode):
            yield node.chars
        elif node.isNodeType(lw.LatexGroupNode):
            yield _convert_group(node, titled)
        elif node.isNodeType(lw.LatexMacroNode) and node.macroname in _AROUND:
            before, after = _AROUND[node.macroname]
            yield before + "".join(_convert_nodes(_collect_arguments(node), titled=False)) + after
        elif node.isNodeType(lw.LatexMacroNode) and node.macroname in _SIGNS:
            yield _SIGNS[node.macroname]
        elif node.isNodeType(lw.LatexSpecialsNode) and node.specials_chars == "~":
            yield " "
        elif node.isNodeType(lw.LatexMathNode) and re.fullmatch(
            r"\$[\^_].+\$", node.latex_verbatim()
        ):
            mark = "sup" if node.latex_verbatim()[1] == "^" else "sub"
            yield f"<{mark}>{_convert_to_text(node)[1:]}</{mark}>"
        else:
            yield _convert_to_text(node)


def _convert_group(node: Any, titled: bool) -> str:
    """What braces hold: protected from a change of case, unless they make a letter (`{\\'e}`)."""
    from pylatexenc import latexwalker as lw

    inside = "".join(_convert_nodes(node.nodelist, titled=False))
    special = bool(node.nodelist) and node.nodelist[0].isNodeType(lw.LatexMacroNode)
    if titled and not special and any(character.isalpha() for character in inside):
        return f"{_NOCASE[0]}{inside}{_NOCASE[1]}"
    return inside


def _collect_arguments(node: Any) -> list[Any]:
    """What stands inside the braces of a macro's arguments."""
    from pylatexenc import latexwalker as lw

    found: list[Any] = []
    for argument in node.nodeargd.argnlist:
        if argument is not None:
            group = argument.isNodeType(lw.LatexGroupNode)
            found += argument.nodelist if group else [argument]
    return found


def _convert_to_text(node: Any) -> str:
    return str(_make_converter().nodelist_to_text([node]))


@cache
def _make_context() -> LatexContextDb:
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import MacroSpec

    context = get_default_latex_context_db()
    context.add_context_category(
        "pincite", macros=[MacroSpec(name, "{") for name in _AROUND], prepend=True
    )
    return context


@cache
def _make_converter() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(strict_latex_spaces=True, keep_comments=True)
