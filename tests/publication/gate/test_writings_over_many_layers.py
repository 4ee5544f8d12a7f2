"""What lies deep is found: in files in mails, under several writings, torn or joined by others."""

import base64
import gzip
import hashlib
import io
import quopri
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from earwitness.publication.gate.checking import Checker, FoundIn
from earwitness.publication.gate.composing import search_for
from earwitness.publication.gate.places import Entry, entries
from earwitness.records.gate import Identifier, IdentifierKind

NUMBER = "+79552143017"
NAME = "Ярошенко"
PLACE = "Заозёрное Подворье"
ID = "sp11652"
SEARCH = search_for(
    [
        Identifier(kind=IdentifierKind.NUMBER, value=NUMBER, told="a line ending in 17"),
        Identifier(kind=IdentifierKind.NAME, value=NAME, told="a surname of a caller"),
        Identifier(kind=IdentifierKind.PROTECTED, value=PLACE, told="a protected word"),
        Identifier(kind=IdentifierKind.PROFILE_ID, value=ID, told="a profile"),
    ],
    time_zone="Europe/Kyiv",
)


def found_in(data: bytes, tmp_path: Path, name: str = "file.bin") -> FoundIn:
    path = tmp_path / "package" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    (tmp_path / "scratch").mkdir()
    checker = Checker(search=SEARCH, salt=b"salt", scratch=tmp_path / "scratch")
    entry = list(entries(tmp_path / "package"))[-1]
    assert isinstance(entry, Entry)
    return checker.check(entry)


def sent(data: bytes, coding: str) -> bytes:
    coded = quopri.encodestring(data) if coding == "quoted-printable" else base64.encodebytes(data)
    head = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: "
    return head + coding.encode() + b"\r\n\r\n" + coded.replace(b"\n", b"\r\n") + b"\r\n--b--\r\n"


def picture(comment: bytes) -> bytes:
    blocks = [comment[at : at + 20] for at in range(0, len(comment), 20)]
    held = b"".join(bytes([len(block)]) + block for block in blocks)
    return b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff!\xfe" + held + b"\0;"


def paper(shown: bytes) -> bytes:
    content = zlib.compress(b"BT /F1 9 Tf 20 200 Td (" + shown + b") Tj ET")
    coded = base64.a85encode(content) + b"~>"
    return (
        b"%%PDF-1.7\n4 0 obj\n<</Filter [/ASCII85Decode /FlateDecode] /Length %d>>\nstream\n%b\n"
        b"endstream\nendobj\ntrailer <</Size 5>>\n%%%%EOF\n" % (len(coded), coded)
    )


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("make", [picture, paper])
def test_a_file_that_is_nearly_all_text_is_opened_in_a_mail(
    make: Callable[[bytes], bytes], coding: str, tmp_path: Path
) -> None:
    hidden = make(base64.b64encode(f"call {NUMBER}".encode()))
    assert found_in(sent(hidden, coding), tmp_path).findings


BROKEN = quopri.encodestring(b"x" * 60 + f" звонил {NAME} снова".encode())
PACKED = quopri.encodestring(b"x" * 50 + b" " + base64.b64encode(zlib.compress(NUMBER.encode())))
ESCAPED = quopri.encodestring(
    b"x" * 50 + b" " + "".join(f"\\x{one:02x}" for one in f"call {NUMBER}".encode()).encode()
)


@pytest.mark.parametrize("broken", [BROKEN, PACKED, ESCAPED, b"call +79552= 143017 again"])
def test_a_soft_line_break_of_which_a_blank_was_made_is_none(broken: bytes, tmp_path: Path) -> None:
    assert found_in(b"NOTE " + broken.replace(b"=\n", b"= "), tmp_path).findings


def test_a_soft_line_break_of_which_rich_text_made_a_paragraph_is_none(tmp_path: Path) -> None:
    text = BROKEN.replace(b"=\n", b"=\\par\n")
    assert found_in(b"{\\rtf1\\ansi {\\b Clips} " + text + b"}", tmp_path).findings


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_misread_letters_with_signs_of_money_are_read_in_wide_text(
    charset: str, tmp_path: Path
) -> None:
    text = f"see {NAME.encode().decode('cp1251', 'replace')} again"
    assert "€" in text
    assert found_in(text.encode(charset).hex().encode(), tmp_path).findings


def test_misread_letters_in_the_header_of_a_packed_file_are_read_in_base64(tmp_path: Path) -> None:
    packed = gzip.compress(b"nothing is here but the road to the north")
    misread = NAME.encode().decode("latin-1").encode()
    data = packed[:3] + b"\x10" + packed[4:10] + misread + b"\0" + packed[10:]
    assert found_in(base64.encodebytes(data), tmp_path).findings


def test_misread_letters_in_base64_in_a_name_behind_a_folder_are_read(tmp_path: Path) -> None:
    misread = f"to {NAME.encode().decode('latin-1')}, twice".encode()
    name = base64.urlsafe_b64encode(misread).decode().rstrip("=")
    assert found_in(b"nothing", tmp_path, name=f"media/{name}.txt").findings


@pytest.mark.parametrize("charset", ["utf-8", "cp866"])
def test_an_extra_field_ends_where_it_ends(charset: str, tmp_path: Path) -> None:
    text = f"caller: {PLACE.upper()}".encode(charset)
    info, out = zipfile.ZipInfo("a.txt"), io.BytesIO()
    info.extra = struct.pack("<HH", 0x6375, len(text)) + text
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "The road north stayed open.")
    (finding, *_) = found_in(out.getvalue(), tmp_path).findings
    assert finding.identifier_kind is IdentifierKind.PROTECTED


@pytest.mark.parametrize("form", [b"\0\0\0\x18uuid%b", b'{"id": "%b"}', b"see %b; again"])
def test_an_id_in_base32_is_read(form: bytes, tmp_path: Path) -> None:
    assert found_in(form % base64.b32encode(ID.encode()), tmp_path).findings


@pytest.mark.parametrize("name", ["md5", "sha1", "sha256", "sha512"])
@pytest.mark.parametrize("sign", [";", '","', "\t"])
def test_a_digest_in_base64_is_put_together_over_columns(
    name: str, sign: str, tmp_path: Path
) -> None:
    digest = base64.b64encode(hashlib.new(name, NUMBER.encode()).digest()).decode()
    filling = digest[len(digest.rstrip("=")) :]
    torn = sign.join([*(digest[at : at + 4] for at in range(0, len(digest.rstrip("=")), 4))])
    assert filling in torn
    assert found_in(f"a;b;c\n«{sign}{torn}{sign}»\n".encode(), tmp_path).findings


def test_how_letters_are_written_is_no_layer(tmp_path: Path) -> None:
    data = base64.b64encode(zlib.compress(f"call {NUMBER}".encode())).decode().encode("utf-16-le")
    data = base64.b64encode(data).decode().encode("utf-16-be")
    data = base64.b64encode(base64.b64encode(data))
    assert found_in(data, tmp_path).findings


def test_the_end_of_a_mail_is_no_last_line_of_base64(tmp_path: Path) -> None:
    wide = base64.b64encode(f"call {NUMBER} again".encode()).decode().encode("utf-32-le")
    page = b"<a href='data:application/x;base64," + base64.b64encode(wide) + b"'>a</a>"
    page += b" " * (-len(page) % 3)
    assert found_in(sent(page, "base64"), tmp_path).findings


def test_escapes_in_a_name_of_which_an_archive_made_folders_are_read(tmp_path: Path) -> None:
    name = "".join(f"/x{one:02x}" for one in f"call {NUMBER}".encode())
    assert found_in(f"media{name}.txt\n".encode(), tmp_path).findings


def test_a_dash_in_a_cell_of_its_own_parts_digits_as_a_dash_does(tmp_path: Path) -> None:
    assert found_in(b"a;b;c;d;e\ncaller:;214;-;30;-;17\n", tmp_path).findings


@pytest.mark.parametrize(
    "text",
    [
        b"x = 21430\ny= 17\n",
        b"a;214;-;3;-;17\nb;17;-;214;-;30\n",
        b"SOMETHINGLONG=\nOTHERTHINGS2=1",
    ],
)
def test_programs_and_tables_are_none_of_these(text: bytes, tmp_path: Path) -> None:
    assert not found_in(text, tmp_path).findings
