"""Texts that are written as other text, short ones and packed ones too, are read."""

import base64
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.publication.gate.decodings.deflated import unbrotlied
from earwitness.publication.gate.decodings.short_base64 import short_base64
from earwitness.publication.gate.decodings.undone import Stretch
from earwitness.publication.gate.undoing import Undoing

TEXT = b"call +7 955 210-44-17 again"


def undone(data: bytes) -> list[bytes]:
    return [one.data for one in Undoing(4).of_bytes(data)]


def deflate(text: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(text) + packer.flush()


@pytest.mark.parametrize("text", [b"2104417", b"55210441", b"sp11652", b"id=sp11652"])
@pytest.mark.parametrize("form", [b'{"id": "%b"}', b"data:text/plain;base64,%b", b"%b\n"])
@pytest.mark.parametrize("padded", [True, False])
def test_a_few_bytes_in_base64_are_read(text: bytes, form: bytes, padded: bool) -> None:
    written = base64.urlsafe_b64encode(text)
    assert any(text in one for one in undone(form % (written if padded else written.rstrip(b"="))))


def test_the_place_of_short_base64_is_told() -> None:
    data = b"x" * 40 + b" " + base64.b64encode(b"55210441") + b" y"
    (one,) = short_base64(Stretch(data))
    assert data[one.place_of(0) :].startswith(b"NTUyMTA0NDE")


@given(st.binary(max_size=200))
def test_any_bytes_are_no_trouble(data: bytes) -> None:
    for one in short_base64(Stretch(data)):
        assert one.data.isascii()


def test_words_and_names_of_programs_are_no_short_base64() -> None:
    code = b"const getElementBy = documentURI; XMLHttpReq.onLoadEnd(innerHeight, HttpRequest2)"
    assert not list(short_base64(Stretch(code)))


BEFORE = [b"", b"free", b"TAG", b"media/", b"LAME3.100" + b"U" * 40, b"Comment ", b"a/b/"]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("pack", [deflate, brotli.compress])
def test_packed_text_in_base64_is_read_behind_other_letters(
    before: bytes, pack: Callable[[bytes], bytes]
) -> None:
    data = b"<p>" + before + base64.b64encode(pack(TEXT)) + b"</p>"
    assert any(TEXT in one for one in undone(data))


def test_a_short_packed_text_in_base64_is_read() -> None:
    assert any(b"sp11652" in one for one in undone(b"id " + base64.b64encode(deflate(b"sp11652"))))


@given(st.binary(max_size=300))
def test_brotli_of_any_bytes_is_undone_and_noise_gives_no_trouble(data: bytes) -> None:
    unbrotlied(data)
    if len(data) >= 9:
        assert unbrotlied(brotli.compress(data)) == data


@pytest.mark.parametrize("width", [2, 3, 4, 5, 6])
def test_hexadecimal_in_groups_of_several_bytes_is_read(width: int) -> None:
    groups = (TEXT[at : at + width].hex() for at in range(0, len(TEXT), width))
    assert any(TEXT in one for one in undone("\n".join(groups).encode()))
    groups = (TEXT[at : at + width].hex() for at in range(0, len(TEXT), width))
    assert any(TEXT in one for one in undone(" ".join(groups).encode()))


def encoded(text: str, charset: str) -> str:
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251"])
def test_a_header_of_mail_is_read_over_its_words(charset: str) -> None:
    header = f"Subject: {encoded('звонок 8955', charset)}\r\n {encoded('2104417', charset)}"
    assert any("звонок 89552104417".encode() in one for one in undone(header.encode()))


def test_quoted_words_of_a_header_are_read() -> None:
    header = b"Subject: =?utf-8?Q?call_=2B7955210?= =?utf-8*en?Q?4417?= end"
    assert any(b"call +79552104417" in one for one in undone(header))


def test_a_header_in_an_unknown_character_set_is_read_as_it_is() -> None:
    assert any(b"8955" in one for one in undone(b"x =?x-none?B?ODk1NQ==?= y"))


def rich(text: str) -> str:
    """As Word writes Russian: letters by number and bytes of cp1251 in turns."""
    return "".join(
        sign if sign.isascii()
        else f"\\u{ord(sign)}?" if at % 3 else f"\\'{sign.encode('cp1251').hex()}"
        for at, sign in enumerate(text)
    )  # fmt: skip


def test_rich_text_with_letters_written_in_two_ways_is_read() -> None:
    words = "восемь девять пять пять два один ноль"
    page = "{\\rtf1\\ansi\\ansicpg1251 {\\b Clips} " + rich(words) + "\\par }"
    assert any(words.encode() in one for one in undone(page.encode()))


def test_signs_that_steer_do_not_cut_a_text_of_two_bytes_a_letter() -> None:
    text = "&#1087;ять девять &#1076;ва"
    data = b"\x00\x1c" + text.encode("utf-16-be") + b"\x00\x02" + bytes([0xFF, 0xFE, 0x9D] * 9)
    assert any("пять девять два".encode() in one for one in undone(data))
