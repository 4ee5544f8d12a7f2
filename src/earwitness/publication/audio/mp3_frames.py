"""What an MP3 file holds besides its sound, and taking it out.

LAME fills the end of frames with its name and version. Each frame says how many of its bits are
sound (ISO/IEC 13818-3, section 2.4.1.7: part2_3_length); all others are set to zero here. Only
what `encoding` writes is read: MPEG-2, layer III, mono, no checksum, no reservoir.
"""

from collections.abc import Iterator

from earwitness.records.errors import EngineFailed

SAMPLES = 576
"""Of a frame of MPEG-2 layer III."""

HEADER_BYTES, SIDE_BYTES = 4, 9
"""Of a frame, and its side information in mono."""

SIGN = 0xFFF3
"""Sync word, MPEG-2, layer III, no checksum."""

KBITS = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
RATES = (22_050, 24_000, 16_000)
MONO = 3


def only_sound(data: bytes) -> bytes:
    """The same file, every bit zero that is no part of the sound.

    Raises:
        EngineFailed: there is anything else than frames in it.
    """
    out = bytearray(data)
    for start, past in _frames(data):
        bits = _sound_bits(data, start)
        first = start + HEADER_BYTES + SIDE_BYTES + bits // 8
        if bits % 8:
            out[first] &= 0xFF << (8 - bits % 8) & 0xFF
            first += 1
        if first > past:
            raise _unexpected()
        out[first:past] = bytes(past - first)
    return bytes(out)


def _frames(data: bytes) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(data):
        past = start + _length(data[start : start + HEADER_BYTES])
        if past > len(data):
            raise _unexpected()
        yield start, past
        start = past


def _length(header: bytes) -> int:
    kbits, rate = header[2] >> 4 if len(header) == HEADER_BYTES else 0, 3
    if len(header) == HEADER_BYTES:
        rate = header[2] >> 2 & 3
    known = 0 < kbits < len(KBITS) and rate < len(RATES)
    if not known or int.from_bytes(header[:2]) != SIGN or header[3] >> 6 != MONO:
        raise _unexpected()
    return SAMPLES // 8 * KBITS[kbits] * 1000 // RATES[rate] + (header[2] >> 1 & 1)


def _sound_bits(data: bytes, start: int) -> int:
    """Side information begins with main_data_begin (8 bits), private_bits (1), and the length."""
    side = data[start + HEADER_BYTES : start + HEADER_BYTES + 3]
    if side[0] != 0:
        raise _unexpected()
    return int.from_bytes(side) >> 3 & 0xFFF


def _unexpected() -> EngineFailed:
    return EngineFailed(
        "The encoder wrote something else than sound into an MP3 file.",
        remedy="Nothing was published. Choose WAV or FLAC, and tell us.",
    )
