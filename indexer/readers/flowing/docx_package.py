"""A Word file as a zip of parts: finds and parses them, and reports damaged ones."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.readers.flowing.flowing_text import FlowingTextError, make_depth_error
from indexer.readers.flowing.packed import read_part

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""The namespaces of ISO/IEC 29500 Strict, each with the usual one of the same meaning."""
_TOO_DEEP = "Excessive depth"
"""How libxml2 begins to say that there are more than 2,048 elements in one another."""
_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}


class Package:
    """The parts of one Word file, read into memory as they are asked for."""

    def __init__(self, path: Path) -> None:
        """Raises FlowingTextError where `path` is not a Word file."""
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self._make_damage_error() from error
        names = self._zip.namelist()
        self._names = frozenset(names)
        self.main = self._find_related("", "officeDocument") or "word/document.xml"
        if self.main not in self._names:
            self._zip.close()
            raise FlowingTextError(
                f"{path.name} does not contain a Word document{_describe_actual_kind(names)}.",
                "Open it in a word processor and save it as .docx.",
            )

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()

    def read_main_part(self) -> _Element:
        """The main part. Raises FlowingTextError where it is damaged."""
        return self._parse_part(self.main)

    def find_part_name(self, kind: str) -> str:
        """The name of the part with the `styles`, `numbering`, `footnotes` or `endnotes`, or ""."""
        return self._find_related(self.main, kind)

    def read_part(self, kind: str) -> _Element | None:
        """That part; None where the file has none. Raises FlowingTextError where it is damaged."""
        name = self.find_part_name(kind)
        return self._parse_part(name) if name in self._names else None

    def read_properties(self) -> _Element | None:
        """The part with the title and the author; None where the file has none."""
        name = self._find_related("", "metadata/core-properties")
        return self._parse_part(name) if name in self._names else None

    def _find_related(self, source: str, kind: str) -> str:
        """The part to which `source` has a relationship of `kind` (ECMA-376-2, 9.3)."""
        folder, name = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._names:
            return ""
        for relation in self._parse_part(relations):
            if str(relation.get("Type", "")).endswith(f"/{kind}"):
                target = str(relation.get("Target", ""))
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return ""

    def _parse_part(self, name: str) -> _Element:
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, huge_tree=True
        )
        try:
            data = read_part(self._zip, name, self.path.name)
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
            root = etree.fromstring(data, parser)
        except (
            etree.XMLSyntaxError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            KeyError,
            ValueError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            if _TOO_DEEP in str(error):
                raise make_depth_error(self.path) from error
            if getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from error
            raise self._make_damage_error() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise FlowingTextError(
                f"{self.path.name} declares words of its own (a document type), which no Word file"
                " may: what they stand for would be lost.",
                "Open it in a word processor and save it again.",
            )
        return root

    def _make_damage_error(self) -> FlowingTextError:
        return FlowingTextError(
            f"{self.path.name} is damaged, or is not a Word file.",
            "Open it in a word processor, let it repair the file, and save it as .docx.",
        )


def _describe_actual_kind(names: list[str]) -> str:
    if any(name.startswith("xl/") for name in names):
        return " but a spreadsheet"
    if any(name.startswith("ppt/") for name in names):
        return " but slides"
    return " but another kind of file" if "mimetype" in names else ""


def parse_measure(value: str | None) -> int:
    """A measure in twentieths of a point; 0 where it is absent or not a number.

    The Strict form may have a unit: "0.5in", "12pt", "1cm".
    """
    text = (value or "").strip()
    scale = _UNITS.get(text[-2:], 0.0)
    try:
        return round(float(text[:-2]) * scale) if scale else round(float(text))
    except (ValueError, OverflowError):
        return 0


def is_on(element: _Element | None, attribute: str = "val", default: str = "on") -> bool:
    """Whether a switch, in an `attribute` of the element, is there and not turned off.

    `default` is the value where the attribute is absent: `w:vanish` alone is on.
    """
    if element is None:
        return False
    return element.get(f"{W}{attribute}", default) not in ("0", "false", "off", "none")


def read_properties(path: Path) -> dict[str, str]:
    """`Title` and `Author` as the file states them (ECMA-376-2, 11). Raises FlowingTextError."""
    package = Package(path)
    try:
        core = package.read_properties()
    finally:
        package.close()
    if core is None:
        return {}
    names = {"Title": "title", "Author": "creator"}
    return {key: core.findtext(f"{_DC}{name}") or "" for key, name in names.items()}
