"""PDF (ISO 32000-1): streams whatever they are packed in, strings of objects, and what pages show.

Streams of one zlib filter are found by `streams` too; here are those of several filters, and what
is only text once it is put together: strings in pieces, glyphs without letters.
"""

from collections.abc import Iterator
from functools import partial

from earwitness.publication.gate.containers.member import (
    Found,
    Kind,
    Member,
    Shut,
    Source,
    bytes_member,
)
from earwitness.publication.gate.containers.pdf_objects import (
    ENCRYPTED,
    MOST_STREAM_BYTES,
    Undecodable,
    decoded,
    objects,
)
from earwitness.publication.gate.containers.pdf_text import (
    Codes,
    TooManyCodes,
    code_table,
    strings,
    texts,
)

MAGIC = b"%PDF-"
PLAIN = {(), (b"FlateDecode",), (b"Fl",)}
"""Filters that other kinds of containers undo."""


def _open(source: Source, start: int) -> Found:
    if source.data.find(MAGIC, 0, start) >= 0:
        return  # all objects up to the end of the file were read from there
    if ENCRYPTED.search(source.data, start):
        yield Shut(name="", why="is encrypted")
        return
    yield from _parts(source, start)


def _parts(source: Source, start: int) -> Found:
    tables: list[Codes] = []
    pages: list[tuple[int, bytes]] = []
    held = 0
    for one in objects(source.data, start):
        name = f"object {one.number}"
        if told := b"\n".join(strings(one.head)):
            yield bytes_member(f"{name}, strings", told)
        if one.raw is None or one.is_picture:
            continue
        try:
            data = decoded(one)
        except Undecodable as why:
            yield Shut(name=name, why=str(why))
            continue
        if one.filters not in PLAIN:
            yield bytes_member(name, data)
        if b"/ObjStm" in one.head:
            yield bytes_member(f"{name}, strings", b"\n".join(strings(data)))
        if b"beginbf" in data:
            yield from _added(tables, name, data)
        if _shows_text(data):
            held += len(data)
            if held > MOST_STREAM_BYTES:
                yield Shut(name="", why="holds more text than is read")
                return
            pages.append((one.number, data))
    for number, data in pages:
        chunks = partial(_page, data, tables)
        yield Member(name=f"object {number}, text", chunks=chunks)


def _added(tables: list[Codes], name: str, data: bytes) -> Iterator[Shut]:
    try:
        tables.append(code_table(data))
    except TooManyCodes:
        yield Shut(name=name, why="tells more codes of glyphs than are read")


def _shows_text(data: bytes) -> bool:
    return b"Tj" in data or b"TJ" in data or (b"BT" in data and b"ET" in data)


def _page(data: bytes, tables: list[Codes]) -> Iterator[bytes]:
    for text in texts(data, tables):
        yield text
        yield b"\n"


KIND = Kind(name="pdf", magic=MAGIC, open=_open)
