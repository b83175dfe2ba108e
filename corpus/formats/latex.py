"""Converts between CSL's markup (`<i>`, `<span class="nocase">`) and LaTeX's.

What a BibTeX file protects with braces is read as a `nocase` span and written in braces again.
Quotation marks, dashes and accented letters are written as UTF-8.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from corpus.formats.braces import OUTSIDE_ESCAPES, is_in_braces

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
    **dict.fromkeys(("url", "uppercase", "textup", "textrm", "texttt", "MakeUppercase"), ("", "")),
}
"""What CSL has before and after the argument of a macro."""
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
    """Plain text with LaTeX's characters escaped, and an @ that would begin an entry hidden."""
    split = _LIGATURE.sub("\0", html.unescape(text))
    escaped = "".join(_SPECIAL.get(character, character) for character in split)
    return re.sub(r"(^|\n)(\s*)@", r"\1\2{}@", escaped.replace("\0", "{}"))


def convert_to_csl(text: str, *, titled: bool = False) -> str:
    """The value of a BibTeX field as CSL text, one line for each paragraph.

    In a title (`titled`) braces protect from a change of case, unless they hold all of it.
    """
    from pylatexenc.latexwalker import LatexWalker

    whole = _strip_braces(text.strip())
    # For LaTeX a percent sign begins a comment; in a bibliography its escape was forgotten.
    whole = re.sub(r"(?<!\\)%", r"\\%", whole)
    walker = LatexWalker(whole, latex_context=_make_context(), tolerant_parsing=True)
    nodes, _, _ = walker.get_latex_nodes()
    csl = "".join(_convert_nodes(nodes, titled)).replace(f"{_NOCASE[1]} {_NOCASE[0]}", " ")
    paragraphs = re.split(r"\n[ \t]*\n\s*", csl)
    return "\n\n".join(_SPACES.sub(" ", paragraph).strip(" \n") for paragraph in paragraphs)


def _strip_braces(text: str) -> str:
    """`text` without braces that hold all of it."""
    while is_in_braces(text, OUTSIDE_ESCAPES):
        text = text[1:-1].strip()
    return text


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
    """The content of braces, protected from a change of case unless it is a letter (`{\\'e}`)."""
    from pylatexenc import latexwalker as lw

    inside = "".join(_convert_nodes(node.nodelist, titled=False))
    special = bool(node.nodelist) and node.nodelist[0].isNodeType(lw.LatexMacroNode)
    if titled and not special and any(character.isalpha() for character in inside):
        return f"{_NOCASE[0]}{inside}{_NOCASE[1]}"
    return inside


def _collect_arguments(node: Any) -> list[Any]:
    """The nodes in a macro's arguments, without the braces."""
    from pylatexenc import latexwalker as lw

    nodes: list[Any] = []
    for argument in node.nodeargd.argnlist:
        if argument is not None:
            group = argument.isNodeType(lw.LatexGroupNode)
            nodes += argument.nodelist if group else [argument]
    return nodes


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
