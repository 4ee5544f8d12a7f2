"""Duplicates among calls of the fictional archive: what is found, and what is not."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.best_original import MemberFacts
from earwitness.archive.constellations import RATE
from earwitness.archive.duplicates import find_duplicates, find_pairs
from earwitness.records.duplicates import DuplicatePair, Duplicates, Fingerprint, Relation
from fakes.copies import Samples, call, print_of, through
from fakes.sounds import noise, tone

PLAIN, OTHER, STEREO = (
    "2022-03-10_13-44-18_+79552721684.wav",
    "70314804.wav",
    "70316389.wav",
)
AMR = ("libopencore_amrnb", "amr", RATE)
CODECS = {
    "A-law": ("pcm_alaw", "wav", RATE),
    "AMR": AMR,
    "MP3": ("libmp3lame", "mp3", RATE),
    "Opus": ("libopus", "ogg", 48_000),
    "AAC": ("aac", "mp4", 16_000),
    "G.722": ("g722", "wav", 16_000),
    "G.726": ("g726", "wav", RATE),
    "FLAC": ("flac", "flac", RATE),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sounds")


def facts_of(prints: list[Fingerprint]) -> dict[str, MemberFacts]:
    return {
        one.sha256: MemberFacts(
            sha256=one.sha256,
            duration_ms=one.duration_ms,
            sides=2 if len(one.tracks) == 3 else 1,
            bandwidth_hz=one.bandwidth_hz,
            codec="pcm_s16le",
            arrival=place,
        )
        for place, one in enumerate(prints)
    }


def found(*prints: Fingerprint) -> Duplicates:
    return find_duplicates(prints, facts_of(list(prints)))


def pair_of(first: Fingerprint, second: Fingerprint) -> DuplicatePair | None:
    pairs = find_pairs(sorted((first, second), key=lambda one: one.sha256))
    return pairs[0] if pairs else None


def begins_ms(pair: DuplicatePair, inner: Fingerprint) -> int:
    """Where `inner` begins in the other one."""
    return pair.offset_ms if pair.first == inner.sha256 else -pair.offset_ms


def speech(folder: Path, name: str, start: float, end: float) -> Samples:
    return call(name, folder)[:, round(start * RATE) : round(end * RATE)]


@pytest.mark.parametrize("codec", CODECS)
def test_a_call_is_found_again_through_every_codec(codec: str, folder: Path) -> None:
    original = call(PLAIN, folder)
    name, container, rate = CODECS[codec]
    copy = through(original, folder, name, container, rate=rate)
    pair = pair_of(
        print_of(original, "original"), print_of(copy.samples, codec, sample_rate=copy.sample_rate)
    )
    assert pair is not None
    wanted = Relation.SAME_AUDIO if codec == "FLAC" else Relation.REENCODED
    assert (pair.relation, pair.container) == (wanted, "")
    assert abs(pair.offset_ms) <= 100


@pytest.mark.parametrize(
    ("decibels", "relation"), [(-12, "level"), (6, "level"), (0, "same_audio")]
)
def test_a_louder_or_quieter_copy_says_by_how_much(
    decibels: int, relation: str, folder: Path
) -> None:
    original = print_of(call(PLAIN, folder), "original")
    louder = (call(PLAIN, folder) * 10 ** (decibels / 20)).clip(-1, 1).astype(np.float32)
    pair = pair_of(original, print_of(louder, "louder"))
    assert pair is not None
    sign = 1 if pair.first == original.sha256 else -1
    assert pair.relation.value == relation
    assert sign * pair.level_db == pytest.approx(decibels, abs=1)


@settings(max_examples=8, deadline=None)
@given(start=st.floats(0, 35), length=st.floats(10, 15))
def test_a_cut_of_ten_seconds_is_found_where_it_was(
    start: float, length: float, folder: Path
) -> None:
    whole = print_of(call(PLAIN, folder), "whole")
    piece = print_of(speech(folder, PLAIN, start, start + length), "piece")
    pair = pair_of(whole, piece)
    assert pair is not None
    assert (pair.relation, pair.container) == (Relation.CUT, whole.sha256)
    assert begins_ms(pair, piece) == pytest.approx(1000 * start, abs=50)


def test_two_cuts_that_overlap_are_one_sound_of_which_each_has_more(folder: Path) -> None:
    early = print_of(speech(folder, PLAIN, 0, 30), "early")
    late = print_of(speech(folder, PLAIN, 15, 50), "late")
    pair = pair_of(early, late)
    assert pair is not None and pair.relation is Relation.OVERLAP
    assert begins_ms(pair, late) == pytest.approx(15_000, abs=50)
    assert pair.overlap_ms == pytest.approx(15_000, abs=100)


def test_a_side_is_found_in_the_stereo_call_and_in_its_mix(folder: Path) -> None:
    stereo = call(STEREO, folder)
    both, left = print_of(stereo, "both"), print_of(stereo[:1], "left")
    mixed = print_of(stereo.mean(axis=0, keepdims=True, dtype=np.float32), "mixed")
    for container in (both, mixed):
        pair = pair_of(container, left)
        assert pair is not None
        assert (pair.relation, pair.container) == (Relation.ONE_SIDE, container.sha256)
    pair = pair_of(both, left)
    assert pair is not None and "0" in pair.channels
    (group,) = found(left, both, mixed).groups
    assert group.best == both.sha256
    assert group.why[0] == "holds both sides of the call"


def test_a_mix_of_a_stereo_call_is_a_copy_and_the_stereo_call_the_better(folder: Path) -> None:
    stereo = call(STEREO, folder)
    both = print_of(stereo, "both")
    mixed = print_of(stereo.mean(axis=0, keepdims=True, dtype=np.float32), "mixed")
    (group,) = found(mixed, both).groups
    assert (group.best, group.why) == (both.sha256, ("has the two sides on two channels",))


def test_the_two_sides_of_a_call_have_no_sound_in_common(folder: Path) -> None:
    stereo = call(STEREO, folder)
    assert pair_of(print_of(stereo[:1], "left"), print_of(stereo[1:], "right")) is None


def test_steady_noise_over_a_copy_is_not_taken_for_a_second_speaker(folder: Path) -> None:
    original = call(PLAIN, folder)
    level = float(np.sqrt((original**2).mean())) * 10 ** (-5 / 20)
    random = np.random.default_rng(3)
    noisy = original + random.standard_normal(original.shape).astype(np.float32) * level
    pair = pair_of(print_of(original, "original"), print_of(noisy.clip(-1, 1), "noisy"))
    assert pair is not None and pair.relation in {Relation.REENCODED, Relation.LEVEL}


def test_different_calls_of_the_same_voices_are_strangers(folder: Path) -> None:
    names = (PLAIN, OTHER, "20220306_081533_380970003405.wav", "70317974.wav")
    assert find_pairs(sorted((print_of(call(name, folder), name) for name in names), key=str)) == []


def ring_back(seconds: float) -> Samples:
    """425 Hz, one second of tone and four of silence (ITU-T E.180, Russia)."""
    steps = tone(seconds, hertz=425)
    steps[:, np.arange(steps.shape[1]) % (5 * RATE) >= RATE] = 0
    return steps.astype(np.float32) / 32768


def test_calls_that_share_a_ring_back_are_strangers(folder: Path) -> None:
    ringing = ring_back(15)
    one = np.concatenate([ringing, speech(folder, PLAIN, 5, 30)], axis=1)
    other = np.concatenate([ringing, speech(folder, OTHER, 5, 30)], axis=1)
    assert (
        find_duplicates(
            (first := print_of(one, "one"), second := print_of(other, "other")),
            facts_of([first, second]),
        ).groups
        == ()
    )


def test_unanswered_calls_of_ring_back_alone_are_no_duplicates() -> None:
    assert found(print_of(ring_back(30), "one"), print_of(ring_back(25), "other")).groups == ()
    assert found(print_of(ring_back(30), "one"), print_of(ring_back(30), "same")).groups == ()


def test_calls_that_share_an_announcement_are_told_as_a_shared_part(folder: Path) -> None:
    announcement = speech(folder, "call-20220311T143651Z.wav", 3, 11)
    one = print_of(np.concatenate([announcement, speech(folder, PLAIN, 5, 35)], axis=1), "one")
    other = print_of(np.concatenate([announcement, speech(folder, OTHER, 5, 35)], axis=1), "other")
    answer = found(one, other)
    assert answer.groups == ()
    (part,) = answer.shared_parts
    assert part.relation is Relation.SHARED_PART
    (span,) = part.spans
    assert span.start_ms <= 1_500
    assert span.end_ms == pytest.approx(8_000, abs=1_500)


def test_an_announcement_at_the_end_of_one_and_the_start_of_another_joins_nothing(
    folder: Path,
) -> None:
    announcement = speech(folder, "call-20220311T143651Z.wav", 3, 10)
    one = print_of(np.concatenate([speech(folder, PLAIN, 5, 35), announcement], axis=1), "one")
    other = print_of(np.concatenate([announcement, speech(folder, OTHER, 5, 35)], axis=1), "other")
    answer = found(one, other)
    assert answer.groups == ()
    assert len(answer.shared_parts) == 1


def test_a_piece_that_stands_in_two_calls_joins_neither(folder: Path) -> None:
    announcement = speech(folder, "call-20220311T143651Z.wav", 3, 15)
    one = np.concatenate([announcement, speech(folder, PLAIN, 5, 30)], axis=1)
    other = np.concatenate([announcement, speech(folder, OTHER, 5, 30)], axis=1)
    answer = found(print_of(announcement, "piece"), print_of(one, "one"), print_of(other, "other"))
    assert answer.groups == ()
    assert {pair.relation for pair in answer.shared_parts} == {Relation.SHARED_PART}
    assert len(answer.shared_parts) == 3


@pytest.mark.parametrize(
    "steps",
    [np.zeros((1, 80_000), dtype=np.int16), tone(10), tone(10, hertz=50), tone(1), noise(0.5)],
    ids=["silence", "tone", "hum", "short tone", "a moment of noise"],
)
def test_silence_tones_and_moments_match_nothing_not_even_themselves(steps: np.ndarray) -> None:
    own = steps.astype(np.float32) / 32768
    assert found(print_of(own, "one"), print_of(own, "other")).groups == ()
    assert found(print_of(own, "one"), print_of(own[:, 100:], "other")).groups == ()


def test_the_answer_does_not_depend_on_the_order_of_recordings(folder: Path) -> None:
    prints = [print_of(call(PLAIN, folder), "one"), print_of(call(OTHER, folder), "two")]
    copy = through(call(PLAIN, folder), folder, *AMR[:2])
    prints.append(print_of(copy.samples, "copy"))
    facts = facts_of(prints)
    forwards, backwards = find_duplicates(prints, facts), find_duplicates(prints[::-1], facts)
    assert forwards == backwards
    assert len(forwards.groups) == 1
