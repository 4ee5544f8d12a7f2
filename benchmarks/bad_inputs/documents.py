"""Documents that nest, expand, share, lie or are damaged."""

import os
import sqlite3
import struct
import zlib
from pathlib import Path

MIB = 2**20
DEEP = 100_000


def billion_laughs(path: Path) -> None:
    """Entities of entities: a billion words."""
    names = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "laugh">' + "".join(names) + "]><a>&l9;</a>"
    )


def quadratic_xml(path: Path) -> None:
    """One long entity, named again and again."""
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "{"a" * 100_000}">]><a>{"&e;" * 100_000}</a>'
    )


def external_entity(path: Path) -> None:
    """An entity that is a file of this machine."""
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
    )


def deep_xml(path: Path) -> None:
    """Elements in each other."""
    path.write_text("<a>" * DEEP + "words" + "</a>" * DEEP)


def deep_json(path: Path) -> None:
    """Lists in each other."""
    path.write_text("[" * DEEP + "1" + "]" * DEEP)


def deep_json_objects(path: Path) -> None:
    """Objects in each other."""
    path.write_text('{"a":' * DEEP + "1" + "}" * DEEP)


def deep_html(path: Path) -> None:
    """Elements in each other, none closed."""
    path.write_text("<!doctype html>" + "<div><b>" * DEEP + "words")


def comments_html(path: Path) -> None:
    """Comments that begin and never end."""
    path.write_text("<!-- <b " * 500_000)


def columns_pdf(path: Path) -> None:
    """Object streams whose rows are a byte wide, under a predictor."""
    packed = zlib.compress(bytes([2, 1]) * (16 * MIB), 9)
    head = b"<</Type/ObjStm/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 1>>>>"
    path.write_bytes(_pdf(head, packed))


def wide_columns_pdf(path: Path) -> None:
    """The same with rows of 999,999 bytes."""
    packed = zlib.compress(bytes([2]) * (60 * MIB), 9)
    head = b"<</Type/ObjStm/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 999999>>>>"
    path.write_bytes(_pdf(head, packed))


def glyphs_pdf(path: Path) -> None:
    """Blocks of glyph tables that begin and never end."""
    path.write_bytes(_pdf(b"<<>>", b"beginbfchar beginbfrange <00> <00> [ " * 400_000))


def strings_pdf(path: Path) -> None:
    """Strings that open and never close."""
    path.write_bytes(b"%PDF-1.7\n" + b"1 0 obj\n" + b"(" * (8 * MIB) + b"\nendobj")


def objects_pdf(path: Path) -> None:
    """A million objects, none of which ends."""
    path.write_bytes(b"%PDF-1.7\n" + b"1 0 obj\n" * 1_000_000)


def _pdf(head: bytes, raw: bytes) -> bytes:
    return b"%PDF-1.7\n7 0 obj\n" + head + b"\nstream\n" + raw + b"\nendstream\nendobj\n%%EOF"


def difat_doc(path: Path) -> None:
    """A compound file of the largest sectors whose list of tables leads to itself."""
    head = _ole_head(shift=16, first_difat=0, difats=1)
    block = struct.pack("<16383I", *[0] * 16383) + struct.pack("<I", 0)
    path.write_bytes(head.ljust(65536, b"\0") + block)


def shared_doc(path: Path) -> None:
    """A compound file of 8 MiB whose 20,000 entries all name the same sectors."""
    sectors, entries = 16_000, 20_000
    tables = -(-(sectors + entries // 4 + 200) // 128)
    first_entry, first_data = tables, tables + entries // 4
    last = first_data + sectors
    table = [0xFFFFFFFD] * tables
    table += [n + 1 for n in range(first_entry, first_data - 1)] + [0xFFFFFFFE]
    table += [n + 1 for n in range(first_data, last - 1)] + [0xFFFFFFFE]
    raw = struct.pack(f"<{len(table)}I", *table).ljust(tables * 512, b"\xff")
    directory = b"".join(_ole_entry(f"e{n}", first_data, sectors * 512) for n in range(entries))
    head = _ole_head(tables=tables, directory=first_entry)
    path.write_bytes(head + raw + directory + b"words of it     " * (sectors * 32))


def looped_doc(path: Path) -> None:
    """A compound file whose only stream leads back into itself."""
    table = [0xFFFFFFFD, 0xFFFFFFFE, 3, 2] + [0xFFFFFFFF] * 124
    directory = _ole_entry("WordDocument", 2, 100_000) + bytes(384)
    head = _ole_head(tables=1, directory=1)
    path.write_bytes(head + struct.pack("<128I", *table) + directory + b"words " * 170 + b"abcd")


def cut_doc(path: Path) -> None:
    """A compound file that ends within its stream."""
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 100), 0xFFFFFFFE]
    directory = _ole_entry("WordDocument", 2, 98 * 512) + bytes(384)
    head = _ole_head(tables=1, directory=1)
    raw = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    path.write_bytes(head + raw + directory + b"words " * 500)


def _ole_head(
    *,
    shift: int = 9,
    tables: int = 0,
    directory: int = 0,
    first_difat: int = 0xFFFFFFFE,
    difats: int = 0,
) -> bytes:
    places = [*range(min(tables, 109)), *[0xFFFFFFFF] * (109 - min(tables, 109))]
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 4 if shift == 12 else 3, 0xFFFE, shift, 6)
        + bytes(6)
        + struct.pack("<9I", 0, tables, directory, 0, 4096, 0xFFFFFFFE, 0, first_difat, difats)
        + struct.pack("<109I", *places)
    )


def _ole_entry(name: str, first: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBB", len(raw) + 2, 2, 1)
        + struct.pack("<3I", *[0xFFFFFFFF] * 3)
        + bytes(36)
        + struct.pack("<II", first, size)
        + bytes(4)
    )


def view_sqlite(path: Path) -> None:
    """A database whose view would count to for ever, and a table of a huge blob."""
    with sqlite3.connect(path) as store:
        store.execute(
            "create view v as with recursive c(x) as (select 1 union all select x + 1 from c) "
            "select x from c"
        )
        store.execute("create table t(a)")
        store.execute("insert into t values (zeroblob(200000000))")
    store.close()


def computed_sqlite(path: Path) -> None:
    """A table of a hundred rows that each compute 100 MB."""
    with sqlite3.connect(path) as store:
        store.execute("create table t(a, b generated always as (hex(zeroblob(50000000))) virtual)")
        store.executemany("insert into t(a) values (?)", [(n,) for n in range(100)])
    store.close()


def corrupt_sqlite(path: Path) -> None:
    """A database with damaged pages."""
    with sqlite3.connect(path) as store:
        store.execute("create table t(a)")
        store.executemany("insert into t values (?)", [("words " * 50,)] * 2000)
    store.close()
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 4096):
        data[at + 3 : at + 40] = os.urandom(37)
    path.write_bytes(bytes(data))


def sqlite_heads(path: Path) -> None:
    """Beginnings of databases in 32 MiB."""
    path.write_bytes((b"SQLite format 3\0" + bytes(1008)) * (32 * 1024))
