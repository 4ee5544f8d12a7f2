"""Which of several copies is the best original, and the reasons that are given."""

from dataclasses import replace

import pytest

from earwitness.archive.best_original import (
    COMPANDED,
    LOSSLESS,
    MUSIC,
    SPEECH,
    WAVEFORM,
    MemberFacts,
    best_original,
    codec_kind,
)

PLAIN = MemberFacts(
    sha256="aa",
    duration_ms=60_000,
    sides=1,
    bandwidth_hz=3400,
    codec="pcm_alaw",
    arrival=5,
)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_part": True}, "holds both sides of the call"),
        ({"duration_ms": 40_000}, "is the longest"),
        ({"bandwidth_hz": 2400}, "has the widest band"),
        ({"codec": "amrnb"}, "has the codec that loses least"),
        ({"arrival": 6}, "came first"),
    ],
)
def test_one_difference_decides_and_is_named(change: dict[str, object], reason: str) -> None:
    worse = replace(PLAIN, sha256="a0", **change)  # type: ignore[arg-type]
    assert best_original([worse, PLAIN]) == (PLAIN, (reason,))


def test_two_channels_go_before_a_wider_band() -> None:
    wide = replace(PLAIN, sha256="bb", bandwidth_hz=7000)
    stereo = replace(PLAIN, sha256="cc", sides=2)
    best, why = best_original([wide, stereo])
    assert (best, why) == (stereo, ("has the two sides on two channels",))


def test_ends_that_an_encoder_added_do_not_make_a_copy_the_longest() -> None:
    padded = replace(PLAIN, sha256="bb", duration_ms=60_150, codec="mp3float")
    assert best_original([padded, PLAIN])[0] == PLAIN


@pytest.mark.parametrize(
    ("codec", "kind"),
    [
        ("pcm_s16le", LOSSLESS),
        ("flac", LOSSLESS),
        ("pcm_alaw", COMPANDED),
        ("adpcm_ms", WAVEFORM),
        ("g722", WAVEFORM),
        ("mp3float", MUSIC),
        ("opus", MUSIC),
        ("amrnb", SPEECH),
        ("gsm_ms", SPEECH),
    ],
)
def test_codecs_are_ranked_by_what_they_keep(codec: str, kind: int) -> None:
    assert codec_kind(codec) == kind
