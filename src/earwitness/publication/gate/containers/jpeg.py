"""JPEG (ITU-T T.81, B.1.1): comments and application data, which it cuts into segments of 64 KiB.

Each is searched in the bytes of the file as well; here those of one kind are one text, whatever
signs stand before and behind them.
"""

from earwitness.publication.gate.containers.member import Found, Kind, Source, bytes_member

COMMENT, FIRST_APPLICATION, LAST_APPLICATION = 0xFE, 0xE0, 0xEF
SCAN, END = 0xDA, 0xD9
MOST_SEGMENTS = 10_000
SMALL = 16 * 1024
"""A single segment up to this size is looked at by itself. Estimate: larger ones have own forms."""

_HEADS = (
    (b"ICC_PROFILE\0", 14),
    (b"http://ns.adobe.com/xmp/extension/\0", 75),
)
"""How segments begin that go on in the next one, and how long their heads are (ICC.1:2022, B.4;
XMP part 3, 1.1.3.1)."""


def _open(source: Source, start: int) -> Found:
    bodies: dict[int, list[bytes]] = {}
    at = start + 2
    for _ in range(MOST_SEGMENTS):
        source.step()
        head = source.data[at : at + 4]
        if len(head) < 4 or head[0] != 0xFF or head[1] in (SCAN, END):
            break
        size = int.from_bytes(head[2:], "big")
        if at + 2 + size > len(source.data):
            break  # no segment: its bytes are searched as they lie
        if head[1] == COMMENT or FIRST_APPLICATION <= head[1] <= LAST_APPLICATION:
            bodies.setdefault(head[1], []).append(_body(source.data[at + 4 : at + 2 + size]))
        at += 2 + size
    for marker, parts in bodies.items():
        whole = b"".join(parts)
        if whole and (len(parts) > 1 or len(whole) <= SMALL):
            yield bytes_member(f"segments {marker:02x}", whole)


def _body(data: bytes) -> bytes:
    length = next((length for head, length in _HEADS if data.startswith(head)), 0)
    return data[length:]


KIND = Kind(name="jpeg", magic=b"\xff\xd8\xff", open=_open)
