"""PDF files, made by hand: every place of them in which a text may stand."""

import base64
import zlib
from collections.abc import Callable
from random import Random

from leaks.plants import Carrier, Files
from leaks.text_carriers import FILLER, words_of


def pdf(objects: list[bytes], *, trailer: bytes = b"") -> bytes:
    """A PDF file of these objects (numbered from 1; the first is the catalogue)."""
    out, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, own in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, own)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return out + b"trailer <</Size %d /Root 1 0 R %b>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        trailer,
        start,
    )


def stream(data: bytes, *, keys: bytes = b"", packed: bool = True) -> bytes:
    """A stream object."""
    if packed:
        data, keys = zlib.compress(data), keys + b" /Filter /FlateDecode"
    return b"<<%b /Length %d>>\nstream\n%b\nendstream" % (keys, len(data), data)


def _page(content: bytes, *more: bytes, font: bytes, trailer: bytes = b"") -> bytes:
    return pdf(
        [
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R "
            b"/Resources <</Font <</F1 5 0 R>>>>>>",
            content,
            font,
            *more,
        ],
        trailer=trailer,
    )


LATIN_FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"


def literal(data: bytes) -> bytes:
    """A literal string."""
    return b"(" + data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def utf16(text: str) -> bytes:
    """A text string as in Info (ISO 32000-1, 7.9.2.2)."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def _glyphs(text: str, random: Random) -> tuple[bytes, bytes, bytes]:
    """The text in glyph numbers that mean nothing, the font, and its way back to Unicode."""
    signs = sorted(set(text.replace("\n", " ")))
    random.shuffle(signs)
    codes = {sign: number + 1 for number, sign in enumerate(signs)}
    shown = "".join(f"{codes[sign]:04X}" for sign in text.replace("\n", " "))
    rows = "\n".join(
        f"<{code:04X}> <{sign.encode('utf-16-be').hex().upper()}>" for sign, code in codes.items()
    )
    way_back = (
        "/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <0000> <FFFF> "
        f"endcodespacerange\n{len(codes)} beginbfchar\n{rows}\nendbfchar endcmap end"
    ).encode()
    font = (
        b"<</Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Sans /Encoding /Identity-H "
        b"/DescendantFonts [<</Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Sans "
        b"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>] "
        b"/ToUnicode 6 0 R>>"
    )
    return shown.encode(), font, stream(way_back)


def _shown_text(how: str) -> Callable[[str, Random], bytes]:
    def make(text: str, random: Random) -> bytes:
        shown, font, way_back = _glyphs(text, random)
        if how == "whole":
            operator = b"<%b> Tj" % shown
        elif how == "kerned":
            signs = [shown[place : place + 4] for place in range(0, len(shown), 4)]
            operator = b"[" + b" -20 ".join(b"<%b>" % sign for sign in signs) + b"] TJ"
        else:
            signs = [shown[place : place + 4] for place in range(0, len(shown), 4)]
            operator = b" ".join(b"8 0 Td <%b> Tj" % sign for sign in signs)
        colour = b"1 1 1 rg 3 Tr " if how == "invisible" else b""
        content = stream(b"BT /F1 9 Tf " + colour + b"20 200 Td " + operator + b" ET")
        return _page(content, way_back, font=font)

    return make


def _literal_text(text: str, random: Random) -> bytes:
    own = " ".join(words_of(text)).encode("cp1251", "replace")
    if not text.isascii():
        return _shown_text("whole")(text, random)
    packed = random.random() < 0.7
    return _page(
        stream(b"BT /F1 9 Tf 20 200 Td " + literal(own) + b" Tj ET", packed=packed), font=LATIN_FONT
    )


def _two_filters(text: str, random: Random) -> bytes:
    if not text.isascii():
        return _shown_text("kerned")(text, random)
    content = b"BT /F1 9 Tf 20 200 Td " + literal(" ".join(words_of(text)).encode()) + b" Tj ET"
    coded = base64.a85encode(zlib.compress(content)) + b"~>"
    keys = b"/Filter [/ASCII85Decode /FlateDecode]"
    return _page(stream(coded, keys=keys, packed=False), font=LATIN_FONT)


PLAIN = stream(b"BT /F1 9 Tf 20 200 Td " + literal(FILLER[0].encode()) + b" Tj ET")


def _info(text: str, random: Random) -> bytes:
    key = random.choice([b"Title", b"Author", b"Subject", b"Keywords"])
    own = literal(text.encode()) if text.isascii() and random.random() < 0.5 else utf16(text)
    return _page(PLAIN, b"<</%b %b>>" % (key, own), font=LATIN_FONT, trailer=b"/Info 6 0 R ")


def _xmp(text: str, random: Random) -> bytes:
    from xml.sax.saxutils import escape

    own = f"<x:xmpmeta><dc:description>{escape(text)}</dc:description></x:xmpmeta>".encode()
    return _page(
        PLAIN, stream(own, keys=b"/Type /Metadata /Subtype /XML", packed=False), font=LATIN_FONT
    )


def _annotation(text: str, random: Random) -> bytes:
    return _page(
        PLAIN, b"<</Type /Annot /Subtype /Text /Contents %b>>" % utf16(text), font=LATIN_FONT
    )


def _attachment(text: str, random: Random) -> bytes:
    return _page(PLAIN, stream(text.encode(), keys=b"/Type /EmbeddedFile"), font=LATIN_FONT)


def _object_stream(text: str, random: Random) -> bytes:
    inner = b"7 0 <</Note %b>>" % utf16(text)
    keys = b"/Type /ObjStm /N 1 /First 4"
    return _page(PLAIN, stream(inner, keys=keys), font=LATIN_FONT)


def _earlier_version(text: str, random: Random) -> bytes:
    """An object that a later save replaced, but left in the file."""
    first = _info(text, random)
    return first + b"6 0 obj\n<</Title (Calls)>>\nendobj\nstartxref\n0\n%%EOF\n"


def _behind(text: str, random: Random) -> bytes:
    return _page(PLAIN, font=LATIN_FONT) + b"\n" + text.encode() + b"\n"


def _file(make: Callable[[str, Random], bytes]) -> Carrier:
    def carry(text: str, random: Random) -> Files:
        return {"statement.pdf": make(text, random)}

    return carry


CARRIERS: dict[str, Carrier] = {
    "PDF text": _file(_literal_text),
    "PDF text in glyphs": _file(_shown_text("whole")),
    "PDF text, kerned": _file(_shown_text("kerned")),
    "PDF text, sign by sign": _file(_shown_text("placed")),
    "PDF text, invisible": _file(_shown_text("invisible")),
    "PDF, two filters": _file(_two_filters),
    "PDF Info": _file(_info),
    "PDF XMP": _file(_xmp),
    "PDF annotation": _file(_annotation),
    "PDF attachment": _file(_attachment),
    "PDF object stream": _file(_object_stream),
    "PDF, replaced object": _file(_earlier_version),
    "behind a PDF": _file(_behind),
}
