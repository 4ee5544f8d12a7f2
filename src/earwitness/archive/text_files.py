"""Foreign text: is it text at all, and in which encoding."""

import codecs

from charset_normalizer import from_bytes

from earwitness.records.errors import InputUnusable

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The encodings in which Cyrillic and Western lists of the last forty years were written.
EIGHT_BIT = ("cp1251", "cp866", "koi8_u", "koi8_r", "iso8859_5", "mac_cyrillic", "cp1252")
CONTROL = frozenset(range(0x20)) - frozenset(b"\t\n\r\f\x1a") | {0x7F}
PRINTABLE = bytes(sorted(set(range(256)) - CONTROL))
STRAY_SHARE = 500  # one damaged byte in a line or two; compressed sound has one in ten
SAMPLE_BYTES = 2**16


def is_text(head: bytes, *, eight_bit: bool = True) -> bool:
    """Whether the beginning of a file is text: Unicode, or (`eight_bit`) a Cyrillic code page.

    Zero bytes and more than a stray control character rule text out. An eight-bit text must
    also have spaces or lines, since a silent telephone channel is one repeated printable byte.
    """
    if not head:
        return False
    if any(head.startswith(mark) for mark, _ in BYTE_ORDER_MARKS) or utf_16_order(head):
        return True
    if 0 in head or len(head.translate(None, PRINTABLE)) > max(1, len(head) // STRAY_SHARE):
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return eight_bit and any(head.count(space) > len(head) // 200 for space in b" \t\n;,")
    return True


def utf_16_order(head: bytes) -> str:
    """ "utf-16-le" or "utf-16-be" for UTF-16 without a mark, else "".

    Tables are mostly digits and separators, so one byte of most pairs is zero.
    """
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    if head[1::2].count(0) > pairs // 2 and 0 not in head[::2]:
        return "utf-16-le"
    if head[::2].count(0) > pairs // 2 and 0 not in head[1::2]:
        return "utf-16-be"
    return ""


def candidate_encodings(content: bytes) -> tuple[str, ...]:
    """Encodings in which the content may be written, likeliest first, at least one.

    A byte-order mark or valid UTF-8 leaves no choice. Otherwise the statistical guess of
    charset-normalizer leads the code pages of `EIGHT_BIT`.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return (encoding,)
    if order := utf_16_order(content[:SAMPLE_BYTES]):
        return (order,)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(content[:SAMPLE_BYTES], cp_isolation=list(EIGHT_BIT)).best()
        guess = (best.encoding,) if best is not None else ()
        return tuple(dict.fromkeys((*guess, *EIGHT_BIT)))
    return ("utf-8",)


def decode(content: bytes, encoding: str) -> str:
    """The content as text; bytes that mean nothing in the encoding become "�".

    "\\x1a", with which DOS ended its text files, is dropped at the end.
    """
    return content.decode(encoding, "replace").rstrip("\x1a\0")


def decode_prose(content: bytes, *, name: str) -> str:
    """Running text in its likeliest encoding.

    Raises:
        InputUnusable: this is no text.
    """
    if content and not is_text(content[:SAMPLE_BYTES]):
        raise InputUnusable(f"{name} is not a text file.", remedy="Export it as UTF-8 text.")
    return decode(content, candidate_encodings(content)[0])
