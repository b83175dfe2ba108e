"""Converts between CSL's markup (`<i>`, `<span class="nocase">`) and LaTeX's.

What a BibTeX file protects with braces is read as a `nocase` span and written in braces again.
Quotation marks, dashes and accented letters are written as UTF-8.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import cache, lru_cache
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
    **dict.fromkeys(
        (
            "url uppercase textup textrm texttt textsf textmd textnormal text mbox hbox"
            " MakeUppercase nolinkurl path"
        ).split(),
        ("", ""),
    ),
}
"""What CSL has before and after the argument of a macro."""
_ESCAPED = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
}
_SIGNS = {
    **_ESCAPED,
    "S": "§",
    "textsection": "§",
    "P": "¶",
    "textparagraph": "¶",
    "pounds": "£",
    "textsterling": "£",
    "copyright": "©",
    "textcopyright": "©",
    "euro": "€",
    "texteuro": "€",
    "EUR": "€",
    "dag": "†",
    "textdagger": "†",
    "ddag": "‡",
    "textdaggerdbl": "‡",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "slash": "/",
    "og": "«\u00a0",
    "fg": "\u00a0»",
    "no": "n°\u00a0",
    "textnumero": "№",
    "\\": " ",
    "newline": " ",
    "newblock": " ",
    "lq": "‘",
    "rq": "’",
}
"""What a macro without an argument prints (LaTeX's kernel, textcomp, and babel's French)."""
_SILENT = frozenset(
    "relax protect noopsort / , ! : ; @ - em it bf sl rm sf tt sc itshape bfseries scshape upshape"
    " normalfont small footnotesize large Large centering noindent hfill xspace allowbreak"
    " nobreak penalty unskip ignorespaces begin end left right".split()
)
"""Macros that print nothing themselves."""
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
    **{sign: f"\\{name}{{}}" for name, sign in _ESCAPED.items()},
}
_LIGATURE = re.compile(r"(?<=[-`'<>,])(?=[-`'<>,])|(?<=[?!])(?=`)")
_ONE_PLAIN = r"""(?:[^\\{}$%~&#^_`'"?!<>-]|[?!'<>-](?![`'<>-])|"(?!"))"""
_PLAIN = re.compile(rf"(?:{_ONE_PLAIN}|{{{_ONE_PLAIN}*}})*")
"""Text that is the same for LaTeX but for braces of one depth: no macro, mathematics or ligature.
Most fields are such, and reading them as LaTeX takes a hundred times as long."""
_IN_BRACES = re.compile(r"{([^{}]*)}")
_MACRO = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
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


@lru_cache(maxsize=2048)  # journals, publishers and names recur
def convert_to_csl(text: str, *, titled: bool = False) -> str:
    """The value of a BibTeX field as CSL text, one line for each paragraph.

    In a title (`titled`) braces protect from a change of case, unless they hold all of it.
    """
    whole = _strip_braces(text.strip())
    if _PLAIN.fullmatch(whole):
        csl = _IN_BRACES.sub(lambda group: _protect(group[1], titled), whole)
    else:
        csl = "".join(_convert_nodes(_parse(whole), titled))
    return _tidy_spaces(csl.replace(f"{_NOCASE[1]} {_NOCASE[0]}", " "))


def _protect(text: str, titled: bool) -> str:
    """What stands in braces, protected in a title from a change of case."""
    letters = titled and any(character.isalpha() for character in text)
    return f"{_NOCASE[0]}{text}{_NOCASE[1]}" if letters else text


def _tidy_spaces(text: str) -> str:
    paragraphs = re.split(r"\n[ \t]*\n\s*", text)
    return "\n\n".join(_SPACES.sub(" ", paragraph).strip(" \n") for paragraph in paragraphs)


def find_unknown_macros(text: str) -> list[str]:
    """The macros in a field's value that pincite does not know, each once, with the backslash.

    `convert_to_csl` keeps the text of their arguments and leaves out the macros themselves.
    """
    names = dict.fromkeys(_MACRO.findall(text))
    return [f"\\{name}" for name in names if not _is_known(name)]


@cache
def _is_known(macro: str) -> bool:
    if macro in _AROUND or macro in _SIGNS or macro in _SILENT or macro == "href":
        return True
    known: Any = _make_converter().latex_context.get_macro_spec(macro)
    return bool(known and known.macroname == macro)


def _parse(text: str) -> list[Any]:
    """The nodes of LaTeX text, faulty as it may be."""
    from pylatexenc.latexwalker import LatexWalker

    # An escape that was itself escaped, as some programs export it.
    text = re.sub(r"\\\\(?=[&%$#_])", r"\\", text)
    # For LaTeX a percent sign begins a comment; in a bibliography its escape was forgotten.
    text = re.sub(r"(?<!\\)%", r"\\%", text)
    walker = LatexWalker(text, latex_context=_make_context(), tolerant_parsing=True)
    nodes: list[Any] = walker.get_latex_nodes()[0]
    return nodes


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
        elif node.isNodeType(lw.LatexMacroNode):
            yield _convert_macro(node)
        elif node.isNodeType(lw.LatexSpecialsNode) and node.specials_chars == "~":
            yield " "
        elif node.isNodeType(lw.LatexMathNode) and re.fullmatch(
            r"\$[\^_].+\$", node.latex_verbatim()
        ):
            written = node.latex_verbatim()
            mark = "sup" if written[1] == "^" else "sub"
            yield f"<{mark}>{convert_to_csl(written[2:-1])}</{mark}>"
        else:
            yield _convert_to_text(node)


def _convert_macro(node: Any) -> str:
    """What a macro prints; of an unknown one, its arguments."""
    if node.macroname in _SIGNS:
        return _SIGNS[node.macroname]
    arguments = _collect_arguments(node)
    if node.macroname in _AROUND:
        before, after = _AROUND[node.macroname]
        return before + "".join(_convert_nodes(arguments, titled=False)) + after
    if node.macroname == "href":
        return "".join(_convert_nodes(arguments[1:], titled=False))
    return _convert_to_text(node) or "".join(_convert_nodes(arguments, titled=False))


def _convert_group(node: Any, titled: bool) -> str:
    """The content of braces, protected from a change of case unless it is a letter (`{\\'e}`)."""
    from pylatexenc import latexwalker as lw

    inside = "".join(_convert_nodes(node.nodelist, titled=False))
    special = bool(node.nodelist) and node.nodelist[0].isNodeType(lw.LatexMacroNode)
    return inside if special else _protect(inside, titled)


def _collect_arguments(node: Any) -> list[Any]:
    """The nodes in a macro's arguments, without the braces."""
    from pylatexenc import latexwalker as lw

    nodes: list[Any] = []
    for argument in node.nodeargd.argnlist if node.nodeargd else ():
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
        "pincite",
        macros=[*(MacroSpec(name, "{") for name in _AROUND), MacroSpec("href", "{{")],
        prepend=True,
    )
    return context


@cache
def _make_converter() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(strict_latex_spaces=True, keep_comments=True)
