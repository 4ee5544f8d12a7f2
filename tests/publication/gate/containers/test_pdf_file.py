"""Whatever a PDF file shows or hides, its text is handed out as a person would read it."""

import base64
import io
import zlib
from pathlib import Path

import pytest
import ttf_opensans
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from earwitness.publication.gate.containers import pdf_file
from earwitness.publication.gate.containers.member import Shut, Source
from earwitness.publication.gate.containers.pdf_objects import PdfObject, Undecodable, decoded
from earwitness.publication.gate.containers.pdf_text import code_table, strings

FONT = Path(ttf_opensans.__file__).parent / "ttf" / "OpenSans-Regular.ttf"


def read(data: bytes) -> list[str]:
    """The text of every member; what stays shut as "shut: why"."""
    source = Source(data=data, name="a.pdf", scratch=Path())
    return [
        f"shut: {one.why}"
        if isinstance(one, Shut)
        else b"".join(one.chunks() if one.chunks else ()).decode("utf-8", "replace")
        for one in pdf_file.KIND.open(source, 0)
    ]


def written(*lines: str, apart: float = 0) -> bytes:
    """A page of reportlab, its font a subset with glyph numbers of its own."""
    pdfmetrics.registerFont(TTFont("OpenSans", str(FONT)))
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.setFont("OpenSans", 12)
    for number, line in enumerate(lines):
        text = page.beginText(72, 700 - 20 * number)
        text.setCharSpace(apart)
        text.textOut(line)
        page.drawText(text)
    page.save()
    return out.getvalue()


def packed(content: bytes, *filters: str, keys: bytes = b"") -> bytes:
    names = " ".join(f"/{name}" for name in filters).encode()
    return (
        b"%PDF-1.7\n7 0 obj\n<<"
        + keys
        + b" /Filter ["
        + names
        + b"]>>\nstream\n"
        + content
        + b"\nendstream\nendobj\n"
    )


def test_a_page_in_a_subset_font_is_read_in_letters() -> None:
    data = written("Звонил Верхотоеву, 8-955-210-44-17")
    assert "Верхотоеву".encode() not in data
    assert any("Звонил Верхотоеву, 8-955-210-44-17" in text for text in read(data))


def test_signs_that_are_placed_one_by_one_are_read_together() -> None:
    content = b" ".join(b"9 0 Td (%c) Tj" % sign for sign in b"89552104417")
    data = packed(zlib.compress(b"BT /F1 9 Tf " + content + b" ET"), "FlateDecode")
    assert any("89552104417" in text for text in read(data))


def test_kerned_pieces_are_read_together_and_wide_gaps_as_blanks() -> None:
    content = b"BT /F1 9 Tf [(Ver) -20 (khoto) 15.5 (ev) -300 (8955)] TJ ET"
    texts = read(packed(zlib.compress(content), "FlateDecode"))
    assert any("Verkhotoev 8955" in text for text in texts)


@pytest.mark.parametrize(
    ("filters", "pack"),
    [
        (("ASCII85Decode", "FlateDecode"), lambda d: base64.a85encode(zlib.compress(d)) + b"~>"),
        (("ASCIIHexDecode",), lambda d: d.hex().encode() + b">"),
        (("AHx", "Fl"), lambda d: zlib.compress(d).hex().encode() + b">"),
        (("RunLengthDecode",), lambda d: bytes([len(d) - 1]) + d + b"\x80"),
        (("FlateDecode", "FlateDecode"), lambda d: zlib.compress(zlib.compress(d))),
    ],
)
def test_every_chain_of_filters_is_undone(filters: tuple[str, ...], pack) -> None:  # noqa: ANN001
    data = packed(pack(b"BT (call +79552104417) Tj ET"), *filters)
    assert any("call +79552104417" in text for text in read(data))


def test_lzw_is_undone_as_the_standard_shows_it() -> None:
    example = bytes.fromhex("800B6050220C0C8501")  # ISO 32000-1, 7.4.4.2, example 2
    one = PdfObject(number=1, head=b"", raw=example, filters=(b"LZWDecode",))
    assert decoded(one) == bytes([45, 45, 45, 45, 45, 65, 45, 45, 45, 66])


def test_titles_and_notes_in_utf_16_are_read_also_in_packed_objects() -> None:
    title = b"(\\376\\377" + b"".join(b"\\%03o" % byte for byte in "Ира".encode("utf-16-be")) + b")"
    plain = b"%PDF-1.7\n6 0 obj\n<</Title " + title + b">>\nendobj\n"
    assert any("Ира" in text for text in read(plain))
    inner = b"9 0 <</Contents <FEFF" + "Ира".encode("utf-16-be").hex().encode() + b">>>"
    data = packed(zlib.compress(inner), "FlateDecode", keys=b"/Type /ObjStm /N 1")
    assert any("Ира" in text for text in read(data))


def test_what_a_later_save_replaced_is_read_too() -> None:
    old = b"6 0 obj\n<</Author (Sergey Verkhotoev)>>\nendobj\n"
    data = b"%PDF-1.7\n" + old + b"6 0 obj\n<</Author (Desk)>>\nendobj\n"
    assert any("Sergey Verkhotoev" in text for text in read(data))


def test_what_cannot_be_read_is_shut() -> None:
    assert read(b"%PDF-1.7\ntrailer <</Encrypt 5 0 R>>") == ["shut: is encrypted"]
    assert read(packed(b"???", "Unheard")) == ["shut: is packed in a way that is not known here"]
    assert read(packed(b"6e6f74>", "ASCIIHexDecode", "FlateDecode")) == ["shut: is damaged"]


def test_a_bomb_of_a_stream_is_shut() -> None:
    once = zlib.compress(bytes(80 * 2**20))
    assert read(packed(once, "FlateDecode")) == ["shut: unpacks to more than is read"]


def test_ranges_of_glyphs_are_led_back() -> None:
    table = code_table(
        b"1 beginbfrange <0003> <0005> <0410> endbfrange "
        b"1 beginbfrange <10> <11> [<0031> <00320033>] endbfrange"
    )
    assert table == {b"\0\3": "А", b"\0\4": "Б", b"\0\5": "В", b"\x10": "1", b"\x11": "23"}


def test_brackets_in_strings_are_kept() -> None:
    assert list(strings(rb"(8 \(955\) 210) (a (b) c) (d\\) <61 62>")) == [
        b"8 (955) 210", b"a (b) c", b"d\\", b"ab",
    ]  # fmt: skip


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(noise: bytes) -> None:
    for data in (
        b"%PDF-1.7 1 0 obj <<" + noise + b">> endobj",
        packed(noise, "LZWDecode"),
        packed(noise, "ASCII85Decode"),
        packed(zlib.compress(b"BT " + noise + b" Tj ET beginbfrange <00> <01> <"), "FlateDecode"),
    ):
        read(data)


def test_an_unknown_filter_of_a_single_stream_is_said() -> None:
    one = PdfObject(number=1, head=b"", raw=b"", filters=(b"Unheard",))
    with pytest.raises(Undecodable):
        decoded(one)
