"""Channels read in blocks: the same as read at once, wherever a block ends."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.archive import channels
from earwitness.archive.channels import Mix, blocks, long_runs
from earwitness.archive.examination import spectra
from earwitness.archive.examination.examine import examine
from earwitness.archive.fingerprints import fingerprint
from earwitness.records.hearing import AudioFacts
from fakes.sounds import noise, tone


@given(st.lists(st.booleans(), max_size=60), st.lists(st.integers(0, 60), max_size=6))
def test_runs_are_the_same_wherever_the_flags_are_parted(
    flags: list[bool], cuts: list[int]
) -> None:
    own = np.array(flags, dtype=np.bool_)
    text = "".join("x" if flag else "-" for flag in flags) + "-"
    expected, start = [], None
    for place, sign in enumerate(text):
        if sign == "x" and start is None:
            start = place
        elif sign == "-" and start is not None:
            expected += [[start, place]] if place - start >= 2 else []
            start = None
    assert long_runs(np.split(own, sorted(cuts)), 2).tolist() == expected


def test_a_channel_comes_back_from_its_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "SAMPLES_AT_ONCE", 1_000)
    own = noise(1)[0].astype(np.float32)
    assert np.array_equal(np.concatenate(list(blocks(own, 160))), own)
    assert {len(block) for block in list(blocks(own, 160))[:-1]} == {960}
    assert np.array_equal(Mix((own, -own))[:100], np.zeros(100))


def test_small_blocks_change_no_observation_and_no_fingerprint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps = np.concatenate([noise(5), tone(6), np.zeros((1, 4_000)), noise(5), tone(3)], axis=1)
    steps[0, 10_000:10_400] = 32_767
    sound = tuple(steps.astype(np.float32) / 32_768)
    facts = AudioFacts(
        sha256="", container="wav", codec="pcm_s16le", sample_rate=8_000, channels=1,
        duration_ms=0, assumed_format="", lost_packets=0, identical_channels=False,
    )  # fmt: skip
    whole = examine(sound, 8_000, facts=facts, file=None, native=None)
    taken = fingerprint("", sound, 8_000, sound)
    monkeypatch.setattr(channels, "SAMPLES_AT_ONCE", 12_345)
    monkeypatch.setattr(spectra, "SAMPLES_A_PIECE", 20_000)
    assert examine(sound, 8_000, facts=facts, file=None, native=None) == whole
    assert fingerprint("", sound, 8_000, sound) == taken
    kinds = {one.kind for one in whole.observations}
    assert {"clipping", "digital_silence", "bandwidth", "repetition"} <= kinds
