"""GIF (CompuServe 1990): comments and application data, which it cuts into blocks of 255 bytes."""

from earwitness.publication.gate.containers.member import Found, Kind, Source, bytes_member

EXTENSION, PICTURE, END = 0x21, 0x2C, 0x3B
CONTROL = 0xF9
MOST_BLOCKS = 1_000_000


def _open(source: Source, start: int) -> Found:
    data = source.data
    head = data[start : start + 13]
    if len(head) < 13:
        return
    at = start + 13 + _colours(head[10])
    for _ in range(MOST_BLOCKS):
        source.step()
        kind = data[at : at + 2]
        if len(kind) < 2 or kind[0] == END:
            return
        if kind[0] == EXTENSION:
            at, text = _blocks(source, at + 2)
            if kind[1] != CONTROL and text:
                yield bytes_member(f"extension {kind[1]:02x}", text)
        elif kind[0] == PICTURE:
            packed = data[at + 9 : at + 10]
            at, _text = _blocks(source, at + 11 + _colours(packed[0] if packed else 0))
        else:
            return


def _colours(packed: int) -> int:
    return 3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0


def _blocks(source: Source, at: int) -> tuple[int, bytes]:
    """The place behind a chain of blocks, and what they hold together."""
    out = bytearray()
    while size := source.data[at : at + 1]:
        source.step()
        at += 1
        if not size[0]:
            break
        out += source.data[at : at + size[0]]
        at += size[0]
    return at, bytes(out)


KINDS = tuple(Kind(name="gif", magic=magic, open=_open) for magic in (b"GIF87a", b"GIF89a"))
