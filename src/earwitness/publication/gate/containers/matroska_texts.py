"""Texts in Matroska and WebM files, which no sign ends: what follows looks like one more letter.

EBML (RFC 8794) and Matroska (RFC 9559): elements in elements, each with its number and its size.
"""

from collections.abc import Iterator

from earwitness.publication.gate.containers.member import Buffer, Found, Kind, Source, text_member

HEADER = 0x1A45DFA3
_MASTERS = frozenset(
    {
        *(0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x6D80, 0x6240),  # segment, info, tracks
        *(0x1043A770, 0x45B9, 0xB6, 0x80, 0x1941A469, 0x61A7),  # chapters, attachments
        *(0x1254C367, 0x7373, 0x67C8),  # tags
    }
)
_TEXTS = frozenset(
    {
        *(0x7BA9, 0x4D80, 0x5741, 0x7384, 0x3C83AB, 0x3E83BB),  # title, programs, file names
        *(0x536E, 0x258688, 0x437C, 0x85),  # tracks, codecs, chapters
        *(0x467E, 0x466E, 0x45A3, 0x4487, 0x4485),  # attachments, tags
    }
)
MOST_ELEMENTS, MOST_TEXT = 100_000, 1 << 20
"""Elements of one file, and bytes of one text, that are read. Estimate."""


def _open(source: Source, start: int) -> Found:
    found = [text.strip("\0") for text in _texts(source.data, start)]
    if any(found):
        yield text_member("tags", "\n".join(found))


def _texts(data: Buffer, start: int) -> Iterator[str]:
    """Texts in the order of the file, until something is no element."""
    at, inside = start, False
    for _ in range(MOST_ELEMENTS):
        number, body = _vint(data, at, keeps_marker=True)
        size, body = _vint(data, body, keeps_marker=False)
        if number is None or size is None or (number != HEADER and not inside):
            return
        inside = True
        if number in _MASTERS or body + size > len(data):  # of no known size, or cut short
            at = body  # its elements follow
            continue
        if number in _TEXTS and size <= MOST_TEXT:
            yield bytes(data[body : body + size]).decode("utf-8", "replace")
        at = body + size


def _vint(data: Buffer, at: int, *, keeps_marker: bool) -> tuple[int | None, int]:
    """A number of variable length (RFC 8794, 4), and the place behind it; None at the end."""
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    if first == 0 or at + length > len(data):
        return None, at
    value = int.from_bytes(data[at : at + length], "big")
    return value if keeps_marker else value & ~(1 << (7 * length)), at + length


KIND = Kind(name="matroska", magic=b"\x1a\x45\xdf\xa3", open=_open)
