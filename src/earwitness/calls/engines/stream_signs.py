"""Streams without a container that still say what they are: frame after frame of MPEG sound."""

from collections.abc import Callable

LOOKED_AT = 16_384
"""Bytes: three frames of the highest rate, and what may stand before them."""

FRAMES = 3
"""Frames that must follow each other where each says the next one begins. One alone may be chance:
silence in µ-law is FF FF."""

BIT_RATES = {
    (3, 1): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (3, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (2, 1): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""kbit/s by version (3: MPEG-1, 2: MPEG-2 and 2.5) and layer code (1: III, 2: II); ISO 11172-3,
section 2.4.2.3, and ISO 13818-3."""

SAMPLE_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8000)}


def begins_with_frames(head: bytes) -> bool:
    """Whether a file begins with frames of MPEG layer II or III, or of AAC in ADTS."""
    return any(_frames_follow(head, length) for length in (_mpeg_length, _adts_length))


def _frames_follow(head: bytes, length_of: Callable[[bytes], int]) -> bool:
    place = 0
    for _ in range(FRAMES):
        length = length_of(head[place : place + 7])
        if not length:
            return False
        place += length
    return True


def _mpeg_length(header: bytes) -> int:
    """Bytes of a frame of layer II or III, 0 if this is none (ISO 11172-3, 2.4.3.1)."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return 0
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    rate_index, sample_index = header[2] >> 4, header[2] >> 2 & 3
    family = 3 if version == 3 else 2
    if version == 1 or (family, layer) not in BIT_RATES or sample_index == 3:
        return 0
    if rate_index in {0, 15}:
        return 0
    bit_rate = 1000 * BIT_RATES[family, layer][rate_index - 1]
    samples = 576 if family == 2 and layer == 1 else 1152
    padding = header[2] >> 1 & 1
    return samples // 8 * bit_rate // SAMPLE_RATES[version][sample_index] + padding


def _adts_length(header: bytes) -> int:
    """Bytes of an ADTS frame, 0 if this is none (ISO 13818-7, 6.2)."""
    if len(header) < 7 or header[0] != 0xFF or header[1] & 0xF6 != 0xF0:
        return 0
    length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    return length if length > 7 else 0
