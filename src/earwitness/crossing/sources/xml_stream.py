"""XML of any size and origin, read in one pass at bounded memory.

Document types are refused as a whole, and with them entities, "billion laughs" and anything from
outside (https://cwe.mitre.org/data/definitions/776.html and 611); depth, attributes and single
tags are bounded. Bytes that are not of the declared encoding become U+FFFD, and control characters
that XML forbids become spaces: exports hold both, and one of them must not cost the rest.
"""

import codecs
import re
from collections.abc import Iterator
from typing import IO, Any, NoReturn, Protocol
from xml.parsers import expat

from earwitness.crossing.sources.in_utf8 import InUtf8, is_charset

DEEPEST = 200
"""Open elements; exports of phones need about twenty. Estimate."""

MOST_ATTRIBUTES = 200
"""Attributes of one element; exports have a dozen. Estimate."""

LONGEST_TAG = 1024 * 1024
"""Bytes read without any event, as within an endless tag or comment. Estimate."""

MOST_BYTES = 128 * 1024**3
"""Bytes of one document: above the largest export, below what a zip bomb can hold. Estimate."""

_BLOCK = 64 * 1024
_FORBIDDEN = bytes(32 if c < 32 and c not in b"\t\n\r" else c for c in range(256))
_DECLARED = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


class XmlBroken(Exception):
    """The document ends early (`cut_off`), is no XML, or breaks a limit; `what` says which."""

    def __init__(self, what: str, *, cut_off: bool = False) -> None:
        super().__init__(what)
        self.what = what
        self.cut_off = cut_off


class XmlTaker(Protocol):
    """What is told of a document. Names are local, without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        ...

    def text(self, piece: str) -> None:
        """A piece of text, possibly in the middle of a word."""
        ...

    def end(self, name: str) -> None:
        """An element ends."""
        ...


def encoding_of_xml(head: bytes) -> str:
    """The encoding by byte order mark or declaration, else UTF-8."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _DECLARED.match(head.removeprefix(codecs.BOM_UTF8).lstrip())
    name = declared[1].decode() if declared else "utf-8"
    if name.lower().startswith("utf-16") or not is_charset(name):
        return "utf-8"
    return "utf-8-sig" if codecs.lookup(name).name == "utf-8" else name


def take_xml(stream: IO[bytes], head: bytes, taker: XmlTaker) -> Iterator[None]:
    """Tell `taker` all of a document that lies at the start of `stream`; a step is one block, so
    that the caller can hand on what was gathered. `head` are its first bytes.

    Raises:
        XmlBroken: see there.
        OSError and what archives raise: the stream cannot be read.
    """
    guarded = _Guarded(taker)
    source = InUtf8(stream, encoding_of_xml(head))
    total = 0
    while True:
        block = source.read(_BLOCK).translate(_FORBIDDEN)
        total += len(block)
        if total > MOST_BYTES:
            raise XmlBroken("is larger than any export")
        try:
            guarded.parser.Parse(block, not block)
        except expat.ExpatError as error:
            what = "is damaged and cannot be read further"
            raise XmlBroken(what, cut_off=not block) from error
        guarded.quiet += len(block)
        if guarded.quiet > LONGEST_TAG:
            raise XmlBroken("has a tag of endless length")
        yield
        if not block:
            return


class _Guarded:
    """The parser with its limits."""

    def __init__(self, taker: XmlTaker) -> None:
        self.taker = taker
        self.depth = 0
        self.quiet = 0
        self.parser: Any = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = _refuse
        self.parser.EntityDeclHandler = _refuse
        self.parser.ExternalEntityRefHandler = _refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.quiet = 0
        self.depth += 1
        if self.depth > DEEPEST:
            raise XmlBroken("is nested beyond all measure")
        if len(attributes) > MOST_ATTRIBUTES:
            raise XmlBroken("has an element with attributes beyond all measure")
        self.taker.start(name.rpartition(" ")[2], attributes)

    def _end(self, name: str) -> None:
        self.quiet = 0
        self.depth -= 1
        self.taker.end(name.rpartition(" ")[2])

    def _text(self, piece: str) -> None:
        self.quiet = 0
        self.taker.text(piece)


def _refuse(*_: object) -> NoReturn:
    raise XmlBroken("declares a document type or entities, which no export does")
