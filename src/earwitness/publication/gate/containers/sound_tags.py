"""Tags at the end of sounds, whose texts no sign ends: ID3 of the first version, and APE.

ID3v1: 128 bytes at the end, "TAG" and fields of fixed width (id3.org, "ID3v1"). APEv2: items with
their sizes, and "APETAGEX" behind them (wiki.hydrogenaudio.org, "APEv2 specification").
"""

from collections.abc import Iterator

from earwitness.publication.gate.containers.member import Buffer, Found, Kind, Source, bytes_member

ID3_BYTES, APE_BYTES = 128, 32
_FIELDS = ((3, 33), (33, 63), (63, 93), (93, 97), (97, 125))
MOST_ITEMS, MOST_TAG = 1_000, 16 * 2**20
"""Items of one APE tag, and bytes of all of them, that are read. Estimate."""


def _id3(source: Source, start: int) -> Found:
    tag = bytes(source.data[start : start + ID3_BYTES])
    fields = [tag[first:end].rstrip(b"\0 ") for first, end in _FIELDS]
    if len(tag) == ID3_BYTES and b"\0" in tag[3:] and not any(b"\0" in one for one in fields):
        yield bytes_member("tags", b"\n".join(fields))


def _ape(source: Source, foot: int) -> Found:
    """Backwards from the foot: its size counts the items and itself."""
    size = int.from_bytes(source.data[foot + 12 : foot + 16], "little")
    first = foot + APE_BYTES - size
    if APE_BYTES < size <= MOST_TAG and first >= 0:
        yield bytes_member("tags", b"\n".join(_items(source.data, first, foot)))


def _items(data: Buffer, at: int, end: int) -> Iterator[bytes]:
    """Size, flags, name, zero, value (item by item)."""
    for _ in range(MOST_ITEMS):
        size = int.from_bytes(data[at : at + 4], "little")
        name_end = data.find(b"\0", at + 8, min(end, at + 8 + 256))
        if at + 8 > end or name_end < 0:
            return
        yield data[at + 8 : name_end]
        yield data[name_end + 1 : min(end, name_end + 1 + size)]
        at = name_end + 1 + size


KINDS = (
    Kind(name="id3v1", magic=b"TAG", open=_id3),
    Kind(name="ape", magic=b"APETAGEX", open=_ape),
)
