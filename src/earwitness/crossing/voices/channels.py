"""What is known of the channels through which two voices came."""

LINE_CODECS = frozenset(
    {"gsm", "gsm_ms", "amrnb", "amrwb", "qcelp", "evrc", "g723_1", "g729", "ilbc"}
)
"""Codecs that a telephone itself speaks. Any other one (A-law in a WAV, MP3, Opus) may have been
written by a recorder, behind a codec that nobody sees any more."""

MOST_APART_HZ = 500
"""Bandwidths of one channel may differ so much between calls. Estimate."""


def same_channel(codecs: tuple[str, str], bandwidths_hz: tuple[int, int]) -> bool:
    """Whether both came through one kind of line, as far as the files tell; False if unknown."""
    left, right = (_plain(codec) for codec in codecs)
    near = abs(bandwidths_hz[0] - bandwidths_hz[1]) <= MOST_APART_HZ
    return left == right and left in LINE_CODECS and near


def channel_note(codecs: tuple[str, str], bandwidths_hz: tuple[int, int]) -> str:
    """The same in words."""
    left, right = (_plain(codec) or "unknown" for codec in codecs)
    if left != right:
        return f"{left} and {right}"
    if left not in LINE_CODECS:
        return f"both {left}: the telephone's own codec is not known"
    if not same_channel(codecs, bandwidths_hz):
        return f"both {left}, {bandwidths_hz[0]} and {bandwidths_hz[1]} Hz wide"
    return f"both {left}"


def _plain(codec: str) -> str:
    """The codec without the library that decoded it."""
    return codec.removeprefix("libopencore_").removeprefix("lib")
