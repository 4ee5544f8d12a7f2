"""A number planted in a file is found, however the file is packed and the number is written."""

import base64
import bz2
import codecs
import gzip
import io
import json
import lzma
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.publication.gate.budget import Limits
from earwitness.publication.gate.checking import Checker, FoundIn
from earwitness.publication.gate.digits.searching import DigitSearch
from earwitness.publication.gate.places import Entry, entries
from earwitness.records.gate import Identifier, IdentifierKind, Unopened
from fakes.plain_search import PlainSearch

NUMBER = "+79552143017"
LINE = Identifier(kind=IdentifierKind.NUMBER, value=NUMBER, told="a line ending in 17")
NAME = Identifier(kind=IdentifierKind.NAME, value="Васильченко", told="a surname of a caller")
SMALL = Limits(always_bytes=2**20, max_members=500, max_bytes=2**22, base_seconds=20.0)

Encode = Callable[[str], bytes]


def checked(folder: Path, limits: Limits | None = None) -> FoundIn:
    scratch = folder.parent / f"{folder.name}.scratch"
    scratch.mkdir(exist_ok=True)
    checker = Checker(
        search=PlainSearch([LINE, NAME]), salt=b"salt", scratch=scratch, limits=limits or Limits()
    )
    found = FoundIn()
    for one in entries(folder):
        if isinstance(one, Entry):
            found = found.with_more(checker.check(one))
        else:
            found = found.with_more(FoundIn(unopened=(one,)))
    return found


def found_in(data: bytes, tmp_path: Path, name: str = "file.bin") -> FoundIn:
    (tmp_path / name).write_bytes(data)
    return checked(tmp_path / name)


def kinds(found: FoundIn) -> set[str]:
    return {one.identifier_kind.value for one in found.findings}


def zipped(data: bytes, name: str = "inner.txt", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as bundle:
        bundle.writestr(name, data)
    return held.getvalue()


def tarred(data: bytes) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as bundle:
        member = tarfile.TarInfo("inner.txt")
        member.size = len(data)
        bundle.addfile(member, io.BytesIO(data))
    return held.getvalue()


def in_words(text: str) -> bytes:
    return f"Some words come first, and then {text} and the story goes on.".encode()


TEXTS: dict[str, Encode] = {
    "plain": lambda text: text.encode(),
    "spaced": lambda text: " ".join(text).encode(),
    "base64": lambda text: base64.b64encode(in_words(text)),
    "base64 of the bare number": lambda text: base64.b64encode(text.encode()),
    "base64 without its end": lambda text: base64.b64encode(text.encode()).rstrip(b"="),
    "base64 behind letters": lambda text: b"id" + base64.b64encode(in_words(text)),
    "base64 url": lambda text: base64.urlsafe_b64encode(b"\xff\xfe\xfb" + in_words(text)),
    "base64 in lines": lambda text: base64.encodebytes(in_words(text) * 3),
    "base64 last line": lambda text: base64.encodebytes(b"-" * 54 + text.encode()),
    "data address": lambda text: b"<img src='data:text/plain;base64,"
    + base64.b64encode(in_words(text)) + b"'>",
    "base64 twice": lambda text: base64.b64encode(base64.b64encode(in_words(text))),
    "gzip in base64": lambda text: base64.b64encode(gzip.compress(text.encode())),
    "zlib in base64": lambda text: base64.b64encode(zlib.compress(in_words(text))),
    "zip in base64": lambda text: base64.b64encode(zipped(in_words(text))),
    "hex": lambda text: text.encode().hex().encode(),
    "HEX": lambda text: text.encode().hex().upper().encode(),
    "hex behind a digit": lambda text: b"7" + text.encode().hex().encode(),
    "hex spaced": lambda text: text.encode().hex(" ").encode(),
    "hex with colons": lambda text: text.encode().hex(":").encode(),
    "hex in C": lambda text: ", ".join(f"0x{b:02x}" for b in text.encode()).encode(),
    "backslash x": lambda text: "".join(f"\\x{b:02x}" for b in text.encode()).encode(),
    "octal": lambda text: "".join(f"\\{b:03o}" for b in text.encode()).encode(),
    "backslash u": lambda text: "".join(f"\\u{ord(c):04x}" for c in text).encode(),
    "braced u": lambda text: "".join(f"\\u{{{ord(c):x}}}" for c in text).encode(),
    "CSS": lambda text: "".join(f"\\{ord(c):x} " for c in text).encode(),
    "JSON": lambda text: json.dumps({"a": text}).encode(),
    "character codes": lambda text: ",".join(str(ord(c)) for c in text).encode(),
    "percent": lambda text: "".join(f"%{b:02X}" for b in text.encode()).encode(),
    "percent twice": lambda text: "".join(f"%25{b:02X}" for b in text.encode()).encode(),
    "percent u": lambda text: "".join(f"%u{ord(c):04X}" for c in text).encode(),
    "quoted-printable": lambda text: "".join(f"={b:02X}" for b in text.encode()).encode(),
    "soft line break": lambda text: f"{text[:5]}=\r\n{text[5:]}".encode(),
    "entities": lambda text: "".join(f"&#{ord(c)};" for c in text).encode(),
    "hex entities": lambda text: "".join(f"&#x{ord(c):x};" for c in text).encode(),
    "entities without end": lambda text: "".join(f"&#{ord(c)}" for c in text).encode(),
    "tags": lambda text: b"<p>" + "".join(f"<b class='x1'>{c}</b>" for c in text).encode(),
    "comment": lambda text: f"{text[:5]}<!-- and more 123 -->{text[5:]}".encode(),
    "concatenated": lambda text: f'var a = "{text[:5]}" + "{text[5:]}"'.encode(),
    "list of strings": lambda text: json.dumps(list(text)).encode(),
    "soft hyphens": lambda text: "\u00ad".join(text).encode(),
    "no width": lambda text: "\u200b".join(text).encode(),
    "word joiners": lambda text: "\u2060\ufe0f".join(text).encode(),
    "UTF-16 LE": lambda text: text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: text.encode("utf-16-be"),
    "UTF-16 odd": lambda text: b"x" + text.encode("utf-16-le"),
    "UTF-32": lambda text: text.encode("utf-32-le"),
    "UTF-32 BE": lambda text: b"abc" + text.encode("utf-32-be"),
    "UTF-7": lambda text: b"+" + base64.b64encode(text.encode("utf-16-be")).rstrip(b"=") + b"-",
    "base32": lambda text: base64.b32encode(in_words(text)),
    "ascii85": lambda text: base64.a85encode(in_words(text), adobe=True),
    "base85": lambda text: base64.b85encode(in_words(text)),
    "backwards": lambda text: text[::-1].encode(),
}  # fmt: skip

LETTERS_ONLY: dict[str, Encode] = {
    "cp1251": lambda text: in_words(text).decode().encode("cp1251"),
    "koi8-r": lambda text: in_words(text).decode().encode("koi8-r"),
    "cp866": lambda text: in_words(text).decode().encode("cp866"),
    "mac": lambda text: in_words(text).decode().encode("mac-cyrillic"),
    "read as Latin": lambda text: text.encode().decode("latin-1").encode(),
    "read as cp1251": lambda text: text.encode().decode("cp1251", "replace").encode(),
    "punycode": lambda text: b"https://xn--" + text.lower().encode("punycode") + b".example/",
    "RTF": lambda text: rb"{\rtf1 \'e1 "
    + "".join(f"\\'{b:02x}" for b in text.encode("cp1251")).encode() + b"}",
    "RTF unicode": lambda text: rb"{\rtf1 "
    + "".join(f"\\u{ord(c)}?" for c in text).encode() + b"}",
}  # fmt: skip

FORMS: dict[str, Encode] = {
    "wide digits": lambda text: "".join(chr(ord(c) + 0xFEE0) for c in text).encode(),
    "Arabic digits": lambda text: "".join(
        chr(0x660 + int(c)) if c.isdigit() else c for c in text
    ).encode(),
    "mathematical": lambda text: "".join(
        chr(0x1D7CE + int(c)) if c.isdigit() else c for c in text
    ).encode(),
    "ringed": lambda text: "".join(
        chr(0x2460 + int(c) - 1) if c in "123456789" else c.replace("0", "\u24ea") for c in text
    ).encode(),
}

PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "two gzips": lambda data: gzip.compress(b"first") + gzip.compress(data),
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "lzma": lambda data: lzma.compress(data, lzma.FORMAT_ALONE),
    "zlib": zlib.compress,
    "zlib inside": lambda data: os.urandom(777) + zlib.compress(data, 9) + os.urandom(99),
    "zip": zipped,
    "stored zip": lambda data: zipped(data, method=zipfile.ZIP_STORED),
    "bzip2 zip": lambda data: zipped(data, method=zipfile.ZIP_BZIP2),
    "lzma zip": lambda data: zipped(data, method=zipfile.ZIP_LZMA),
    "zip in zip": lambda data: zipped(zipped(data), "a.zip"),
    "zip behind a picture": lambda data: b"\xff\xd8\xff\xe0" + bytes(5000) + zipped(data),
    "zip without its list": lambda data: zipped(data)[:-77],
    "tar": tarred,
    "tar.gz": lambda data: gzip.compress(tarred(data)),
    "tar.xz in zip": lambda data: zipped(lzma.compress(tarred(data)), "a.tar.xz"),
}


@pytest.mark.parametrize("way", TEXTS)
def test_a_number_in_a_text_is_found_however_it_is_written(way: str, tmp_path: Path) -> None:
    data = b"<html>\nHere begins a page. " + TEXTS[way](NUMBER) + b" and here it ends.\n"
    found = found_in(data, tmp_path)
    assert kinds(found) == {"number"}, way
    assert not found.unopened


@pytest.mark.parametrize("way", [*TEXTS, *LETTERS_ONLY])
def test_a_name_in_a_text_is_found_however_it_is_written(way: str, tmp_path: Path) -> None:
    if way in ("spaced", "character codes", "list of strings"):
        pytest.skip("The plain search of these tests sees a name in one piece only.")
    data = b"Page.\n" + {**TEXTS, **LETTERS_ONLY}[way]("Васильченко") + b" end.\n"
    if way == "punycode":
        data = b"Page.\n" + LETTERS_ONLY[way]("васильченко")
    found = checked_for("васильченко" if way == "punycode" else "Васильченко", data, tmp_path)
    assert kinds(found) == {"name"}, way


def checked_for(name: str, data: bytes, tmp_path: Path) -> FoundIn:
    (tmp_path / "file").write_bytes(data)
    (tmp_path / "scratch").mkdir()
    one = Identifier(kind=IdentifierKind.NAME, value=name, told="a surname")
    checker = Checker(search=PlainSearch([one]), salt=b"", scratch=tmp_path / "scratch")
    (entry,) = entries(tmp_path / "file")
    assert isinstance(entry, Entry)
    return checker.check(entry)


@pytest.mark.parametrize("way", FORMS)
def test_digits_that_only_look_otherwise_are_found(way: str, tmp_path: Path) -> None:
    assert kinds(found_in(FORMS[way](NUMBER), tmp_path)) == {"number"}


def test_letters_moved_by_half_the_alphabet_are_found(tmp_path: Path) -> None:
    found = checked_for("Vasylchenko", codecs.encode("Mr Vasylchenko", "rot13").encode(), tmp_path)
    assert [one.encoding for one in found.findings] == ["ROT13"]


@pytest.mark.parametrize(("digits", "count"), [("7103412", 0), ("71034125597", 1)])
def test_a_part_of_a_number_does_not_count_from_its_end(
    digits: str, count: int, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text(f"row {digits} of a table")
    (tmp_path / "scratch").mkdir()
    one = Identifier(kind=IdentifierKind.NUMBER, value="+79552143017", told="a line")
    search = DigitSearch([one], time_zone="Europe/Kyiv")
    checker = Checker(search=search, salt=b"", scratch=tmp_path / "scratch")
    (entry,) = entries(tmp_path / "file")
    assert isinstance(entry, Entry)
    assert len(checker.check(entry).findings) == count


@pytest.mark.parametrize("way", PACKED)
def test_a_number_in_a_packed_file_is_found(way: str, tmp_path: Path) -> None:
    data = PACKED[way](in_words(NUMBER) * 20)
    found = found_in(data, tmp_path)
    assert kinds(found) == {"number"}, way
    assert not found.unopened


@pytest.mark.parametrize("way", PACKED)
def test_a_packed_and_encoded_number_is_found(way: str, tmp_path: Path) -> None:
    data = PACKED[way](b"A line.\n" * 20 + base64.b64encode("Васильченко".encode("utf-16-le")))
    found = found_in(data, tmp_path)
    assert kinds(found) == {"name"}
    assert any("base64, UTF-16 LE" in one.encoding for one in found.findings)


def test_a_finding_says_where_and_how_but_never_what(tmp_path: Path) -> None:
    data = zipped(in_words(base64.b64encode(in_words(NUMBER)).decode()), "notes/draft.txt")
    (finding,) = found_in(data, tmp_path, "clip.zip").findings
    assert finding.path == "clip.zip"
    assert finding.where.startswith("notes/draft.txt, byte ")
    assert finding.encoding == "base64"
    assert finding.what == "a line ending in 17"


def test_the_same_bytes_give_the_same_finding_and_others_another(tmp_path: Path) -> None:
    first = found_in(in_words(NUMBER), tmp_path).findings[0].id
    assert found_in(in_words(NUMBER), tmp_path).findings[0].id == first
    assert found_in(in_words(NUMBER) + b"!", tmp_path).findings[0].id != first
    assert len(first) == 16


def test_one_place_is_one_finding_in_the_plainest_way(tmp_path: Path) -> None:
    data = f'<p title="a">"{NUMBER}"</p><!-- x --> \\n &amp; {NUMBER}'.encode()
    (finding,) = found_in(data, tmp_path).findings
    assert finding.encoding == "as it is"


def test_names_of_files_and_folders_are_searched_and_not_repeated(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    (folder / f"calls {NUMBER}").mkdir(parents=True)
    (folder / f"calls {NUMBER}" / f"{base64.b64encode(NUMBER.encode()).decode()}.txt").write_text(
        ""
    )
    found = checked(folder)
    assert len(found.findings) == 2
    assert not any("2143017" in one.path + one.where for one in found.findings)
    assert any("[number]" in one.path for one in found.findings)


def test_only_that_part_of_a_path_is_hidden_that_tells_under_an_encoding(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    hidden = base64.urlsafe_b64encode(f"call {NUMBER} again".encode()).decode()
    (folder / "media" / hidden).mkdir(parents=True)
    (folder / "media" / hidden / "clip.txt").write_text("clean")
    paths = {one.path for one in checked(folder).findings}
    assert paths == {"media/[hidden name]", "media/[hidden name]/clip.txt"}


def test_a_link_is_not_followed_but_its_target_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(NUMBER)
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "a").symlink_to(tmp_path / "secret")
    (folder / "b").symlink_to(f"{NUMBER}.txt")
    found = checked(folder)
    assert [one.where.split(",")[0] for one in found.findings] == ["target of the link"]
    assert [(one.path, one.why) for one in found.unopened] == [
        ("a", "it is a link to something outside")
    ]


def test_what_is_no_file_is_unopened(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    os.mkfifo(folder / "pipe")
    assert [one.path for one in checked(folder).unopened] == ["pipe"]


def test_attributes_of_the_file_system_are_searched(tmp_path: Path) -> None:
    file = tmp_path / "file.txt"
    file.write_text("nothing")
    try:
        os.setxattr(file, "user.xdg.origin.url", f"https://example/{NUMBER}".encode())
    except OSError as error:
        pytest.skip(f"This file system keeps no attributes ({error}).")
    (finding,) = checked(file).findings
    assert finding.where.startswith("attribute user.xdg.origin.url")


def test_an_encrypted_member_is_unopened_by_its_name(tmp_path: Path) -> None:
    data = bytearray(zipped(b"something", "secret.txt"))
    data[6] |= 1
    found = found_in(bytes(data), tmp_path)
    assert [(one.where, one.why) for one in found.unopened] == [("secret.txt", "it is encrypted")]


@pytest.mark.parametrize(
    ("head", "word"), [(b"Rar!\x1a\x07\x01\x00", "RAR"), (b"-----BEGIN PGP MESSAGE-----", "PGP")]
)
def test_what_is_not_opened_here_is_told(head: bytes, word: str, tmp_path: Path) -> None:
    (one,) = found_in(b"xx" + head + bytes(100), tmp_path).unopened
    assert word in one.why


def test_a_bomb_is_ended_and_told(tmp_path: Path) -> None:
    bomb = zipped(bytes(2**26))
    for _ in range(2):
        bomb = zipped(bomb * 3)
    (tmp_path / "bomb.zip").write_bytes(bomb)
    assert any(
        "more than is allowed" in one.why for one in checked(tmp_path / "bomb.zip", SMALL).unopened
    )


def test_an_archive_that_holds_itself_ends(tmp_path: Path) -> None:
    data = b"x"
    for _ in range(20):
        data = gzip.compress(data)
    assert any("too deep" in one.why for one in found_in(data, tmp_path).unopened)


def test_a_sparse_file_is_passed_quickly_and_searched_at_its_end(tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as file:
        file.seek(2**27)
        file.write(NUMBER.encode())
    assert kinds(checked(tmp_path / "sparse")) == {"number"}


def test_sounds_and_pictures_are_handed_on(tmp_path: Path) -> None:
    wave = b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt " + bytes(28)
    found = found_in(
        zipped(wave, "a.wav") + zipped(b"\x89PNG\r\n\x1a\n" + bytes(40), "a.png"), tmp_path
    )
    assert [(one.where, one.file.read_bytes()) for one in found.sounds] == [("a.wav", wave)]
    assert found.picture_count == 1


def test_a_sound_behind_a_picture_is_handed_on_once(tmp_path: Path) -> None:
    wave = b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt " + bytes(28)
    found = found_in(b"\xff\xd8\xff\xe0" + b"x" * 900 + b"\xff\xd9" + wave, tmp_path)
    assert [one.where for one in found.sounds] == ["sound at byte 906"]
    stored = zipped(wave, "a.wav", zipfile.ZIP_STORED)
    assert [one.where for one in found_in(stored, tmp_path).sounds] == ["a.wav"]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damaged_containers_end_without_a_traceback(data: st.DataObject, tmp_path: Path) -> None:
    way = data.draw(st.sampled_from(sorted(PACKED)))
    whole = bytearray(PACKED[way](in_words(NUMBER) * 20))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    (tmp_path / "file").write_bytes(bytes(whole[:cut]))
    assert all(isinstance(one, Unopened) for one in checked(tmp_path / "file", SMALL).unopened)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=3000))
def test_any_bytes_end_without_a_traceback(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(data)
    checked(tmp_path / "file", SMALL)


def test_lines_in_another_character_set_are_read_in_base64(tmp_path: Path) -> None:
    text = "Здравствуйте,\r\nзвонил Васильченко.\r\n".encode("cp1251")
    assert "name" in kinds(found_in(b"\r\n" + base64.b64encode(text), tmp_path))
