"""When a film or sound of the MP4 family was made: binary moments in its headers."""

from earwitness.publication.gate.containers.member import Found, Kind, Source, text_member
from earwitness.publication.gate.containers.times import in_words

BEFORE_1970 = 2_082_844_800
"""Seconds from 1904-01-01 to 1970-01-01, UTC (ISO/IEC 14496-12, 8.2.2.3)."""
_HEADERS = (b"mvhd", b"tkhd", b"mdhd")
_LEAST, _MOST = 24, 256
"""Bytes of such a header: 32 to 120 in the standard."""


def _open(source: Source, start: int) -> Found:
    head = bytes(source.data[start : start + 28])
    if len(head) < 20 or not _LEAST <= int.from_bytes(head[:4], "big") <= _MOST or head[8] > 1:
        return
    size = 8 if head[8] else 4
    moments = (int.from_bytes(head[at : at + size], "big") for at in (12, 12 + size))
    told = [in_words(one - BEFORE_1970) for one in dict.fromkeys(moments) if one > BEFORE_1970]
    if told:
        yield text_member("times", "\n".join(told))


KINDS = tuple(Kind(name="film times", magic=magic, lead=4, open=_open) for magic in _HEADERS)
