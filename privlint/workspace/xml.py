"""XML with the line of every element, safe for any input: no DTD, no entities, no recursion."""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

import msgspec

from privlint.workspace.files import decode

MAX_DEPTH: Final = 512
MAX_ELEMENTS: Final = 200_000
MAX_TEXT: Final = 16_000


_UNKNOWN_ENCODING: Final = expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING]


class Element(msgspec.Struct, gc=False):
    """An element. Attribute names carry their namespace as `{uri}name`; positions are 1-based."""

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[Element]
    text: str = ""


class XmlFault(msgspec.Struct, gc=False, frozen=True):
    """Why a document could not be read, or not be read to its end."""

    line: int
    reason: str


class _TooLargeError(Exception):
    """Ends parsing early."""


class _Reader:
    """Builds elements; what was read before a fault is kept."""

    def __init__(self, encoding: str | None) -> None:
        self.root: Element | None = None
        self.fault: XmlFault | None = None
        self.stack: list[Element] = []
        self.count = 0
        self.parser = expat.ParserCreate(encoding, " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.entity

    def note(self, reason: str) -> None:
        """Keeps the first fault."""
        self.fault = self.fault or XmlFault(self.parser.CurrentLineNumber, reason)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.stack) >= MAX_DEPTH or self.count > MAX_ELEMENTS:
            self.note("nested too deeply" if self.count <= MAX_ELEMENTS else "too many elements")
            raise _TooLargeError
        element = Element(
            _qualified(name),
            {_qualified(key): value for key, value in attributes.items()},
            self.parser.CurrentLineNumber,
            self.parser.CurrentColumnNumber + 1,
            [],
        )
        if self.stack:
            self.stack[-1].children.append(element)
        else:
            self.root = element
        self.stack.append(element)

    def end(self, _name: str) -> None:
        self.stack.pop()

    def characters(self, text: str) -> None:
        if self.stack and len(self.stack[-1].text) < MAX_TEXT:
            self.stack[-1].text += text

    def doctype(self, *_: object) -> None:
        self.note("a document type declaration is not read")

    def entity(self, *_: object) -> None:
        """An entity could stand for more text than any memory holds."""
        self.note("entity declarations are not read")
        raise _TooLargeError


def read_xml(data: bytes) -> tuple[Element | None, XmlFault | None]:
    """The root element (None if there is not even one) and what is wrong. Never raises."""
    try:
        return _read(data, None)
    except (ValueError, LookupError):  # an encoding that expat does not know, such as GBK
        try:
            return _read(decode(data).encode("utf-8", "replace"), "UTF-8")
        except (ValueError, LookupError) as error:
            return None, XmlFault(1, f"not valid XML: {error}")


def _read(data: bytes, encoding: str | None) -> tuple[Element | None, XmlFault | None]:
    reader = _Reader(encoding)
    try:
        reader.parser.Parse(data, True)
    except _TooLargeError:
        pass
    except expat.ExpatError as error:
        if error.code == _UNKNOWN_ENCODING and encoding is None:
            raise LookupError("unknown encoding") from error
        reader.fault = reader.fault or XmlFault(error.lineno or 1, f"not valid XML: {expat.ErrorString(error.code)}")
    return reader.root, reader.fault


def _qualified(name: str) -> str:
    namespace, separator, local = name.rpartition(" ")
    return f"{{{namespace}}}{local}" if separator else name
