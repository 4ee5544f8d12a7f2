"""A name or number under several writings, or among bytes that are no text, is found."""

import base64
import bz2
import gzip
import html
import io
import json
import quopri
import random
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from earwitness.publication.gate.checking import Checker, FoundIn
from earwitness.publication.gate.decodings.in_place import InPlace, alone
from earwitness.publication.gate.decodings.percent import PERCENT
from earwitness.publication.gate.decodings.tags import TAGS
from earwitness.publication.gate.decodings.undone import Stretch
from earwitness.publication.gate.places import Entry, entries
from earwitness.records.gate import Identifier, IdentifierKind
from fakes.plain_search import PlainSearch

NUMBER = "+79552143017"
NAME = "Васильченко"
SOUGHT = [
    Identifier(kind=IdentifierKind.NUMBER, value=NUMBER, told="a line ending in 17"),
    Identifier(kind=IdentifierKind.NAME, value=NAME, told="a surname of a caller"),
]
NOISE = bytes(random.Random(3).choices(b"\x01\x02\x8f\x9d\xc1\xf5\xfe", k=600))
"""Bytes that are no text in any character set here."""


def found_in(data: bytes, tmp_path: Path) -> FoundIn:
    (tmp_path / "file.bin").write_bytes(data)
    (tmp_path / "scratch").mkdir()
    checker = Checker(search=PlainSearch(SOUGHT), salt=b"salt", scratch=tmp_path / "scratch")
    (entry,) = entries(tmp_path / "file.bin")
    assert isinstance(entry, Entry)
    return checker.check(entry)


def entities(text: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in text)


def escapes(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def printable(text: str) -> str:
    return quopri.encodestring(("a long line comes first " * 2 + text).encode()).decode()


def misread(text: str) -> str:
    return text.encode().decode("latin-1")


def codes(text: str) -> str:
    units = text.encode("utf-16-be")
    pairs = zip(units[::2], units[1::2], strict=True)
    return ",".join(str(high << 8 | low) for high, low in pairs)


def bare_deflate(text: str) -> str:
    packer = zlib.compressobj(wbits=-15)
    return base64.b64encode(packer.compress(text.encode()) + packer.flush()).decode()


CHAINS: dict[str, Callable[[str], str]] = {
    "escapes in percent signs": lambda text: percent(escapes(text)),
    "escapes in entities": lambda text: entities(escapes(text)),
    "entities in escapes": lambda text: escapes(entities(text)),
    "percent signs in escapes": lambda text: escapes(percent(text)),
    "quoted-printable in entities": lambda text: entities(printable(text)),
    "quoted-printable in JSON": lambda text: json.dumps(printable(text)),
    "base32 in quoted-printable in JSON": lambda text: json.dumps(
        printable(base64.b32encode(text.encode()).decode())
    ),
    "deflate in base64 in quoted-printable": lambda text: printable(bare_deflate(text)),
    "percent signs twice in escapes": lambda text: escapes(percent(percent(text))),
    "entities twice": lambda text: html.escape(entities(text)),
    "misread in percent signs": lambda text: quote(misread(text)),
    "misread in JSON": lambda text: json.dumps(misread(text)),
    "misread, a sign in each element": lambda text: "".join(
        f"<b class='x'>{sign}</b>" for sign in misread(text)
    ),
}


@pytest.mark.parametrize("way", CHAINS)
@pytest.mark.parametrize("text", [NUMBER, NAME])
def test_what_one_writing_hid_as_a_whole_is_undone_too(way: str, text: str, tmp_path: Path) -> None:
    found = found_in(f"A page of the desk. {CHAINS[way](text)} And the end.".encode(), tmp_path)
    assert found.findings, way


@pytest.mark.parametrize("way", CHAINS)
def test_and_so_it_is_in_a_binary_file_that_was_sent_as_base64(way: str, tmp_path: Path) -> None:
    sent = base64.encodebytes(NOISE * 7 + CHAINS[way](NAME).encode() + NOISE)
    assert found_in(b"Content-Transfer-Encoding: base64\r\n\r\n" + sent, tmp_path).findings, way


UNSEEN_AMONG_BYTES: dict[str, str] = {
    "misread as Latin": misread(NAME),
    "misread as cp1251": NAME.encode().decode("cp1251", "replace"),
    "soft hyphens": "\u00ad".join(NAME),
    "wide digits": "".join(chr(ord(sign) + 0xFEE0) for sign in NUMBER),
}


@pytest.mark.parametrize("way", UNSEEN_AMONG_BYTES)
def test_letters_of_several_bytes_are_undone_among_other_bytes(way: str, tmp_path: Path) -> None:
    assert found_in(NOISE + UNSEEN_AMONG_BYTES[way].encode() + NOISE, tmp_path).findings


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("way", UNSEEN_AMONG_BYTES)
def test_they_are_undone_in_wide_text(way: str, charset: str, tmp_path: Path) -> None:
    text = f"A note of the desk: {UNSEEN_AMONG_BYTES[way]}, and more."
    assert found_in(text.encode(charset), tmp_path).findings


def test_codes_of_characters_beyond_the_usual_ones_are_read(tmp_path: Path) -> None:
    wide = "".join(chr(0x1D7CE + int(sign)) for sign in NUMBER[1:])
    assert found_in(f"String.fromCharCode({codes('call +' + wide)})".encode(), tmp_path).findings


@pytest.mark.parametrize("text", ["A. Васильченко", "в +79552143017"])
def test_single_letters_and_plus_signs_of_utf_7_are_read(text: str, tmp_path: Path) -> None:
    assert found_in(text.encode("utf-7"), tmp_path).findings


@pytest.mark.parametrize("packed", [gzip.compress, bz2.compress])
def test_a_packed_file_in_a_quoted_printable_mail_is_opened(
    packed: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    text = "\n".join(f"{number} a line" for number in range(400)) + NUMBER
    mail = b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    assert found_in(mail + quopri.encodestring(packed(text.encode())), tmp_path).findings


@pytest.mark.parametrize(
    ("writing", "data", "holds"),
    [
        (TAGS, b"%PDF-1.7 <b>" + NOISE, False),
        (PERCENT, b"%PDF-1.7 %41" + NOISE, False),
        (PERCENT, b"%PDF-1.7 " + b"%41 and a long text" * 99 + NOISE[:40], False),
        (PERCENT, quote(NOISE).encode(), True),
    ],
)
def test_containers_are_looked_for_only_in_what_was_sent_as_text(
    writing: InPlace, data: bytes, holds: bool
) -> None:
    assert {one.is_binary for one in alone(writing, Stretch(data))} == {holds}


def test_a_packed_text_that_other_letters_follow_is_unpacked(tmp_path: Path) -> None:
    assert found_in(bare_deflate(f"call {NUMBER}").encode() + b"PK", tmp_path).findings


@pytest.mark.parametrize("packed", [gzip.compress, bz2.compress, zlib.compress])
def test_what_is_packed_in_a_member_of_a_tar_file_is_opened(
    packed: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    inner = _tarred({"readme.txt": b"clips", "a.bin": b"head" + packed(NUMBER.encode() * 9)})
    found = found_in(_tarred({"first.txt": b"clips", "inner.tar": inner}), tmp_path)
    assert found.findings
    assert "inner.tar › a.bin" in found.findings[0].where
    assert not found.unopened


def _tarred(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as bundle:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            bundle.addfile(member, io.BytesIO(data))
    return held.getvalue()
