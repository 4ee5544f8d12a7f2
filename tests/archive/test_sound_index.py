"""The sound index: what it tells does not depend on when a recording came, nor on a kill."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive import landmark_postings, landmark_votes, sound_index
from earwitness.archive.constellations import BINS, FRAME_MS, Constellation, pack
from earwitness.archive.landmark_density import Density, density_of
from earwitness.archive.sound_index import SoundIndex
from earwitness.records.duplicates import DuplicatePair, Fingerprint, Relation, Track
from fakes.search_anew import pairs_anew, renamed

SECONDS = 14
PEAKS_A_SECOND = 18


def named(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def peaks(seed: int, seconds: float = SECONDS) -> Constellation:
    """Peaks as dense as those of speech, anywhere."""
    random = np.random.default_rng(seed)
    count = round(seconds * PEAKS_A_SECOND)
    frames = np.sort(random.choice(round(1000 * seconds / FRAME_MS), count, replace=False))
    return Constellation(frames.astype(np.int32), random.integers(0, BINS, count).astype(np.int32))


def part(whole: Constellation, start: float, end: float) -> Constellation:
    first, last = (round(1000 * second / FRAME_MS) for second in (start, end))
    inside = (whole.frames >= first) & (whole.frames < last)
    return Constellation(whole.frames[inside] - np.int32(first), whole.bins[inside])


def behind(first: Constellation, second: Constellation, seconds: float) -> Constellation:
    """The second after so many seconds of the first."""
    by = np.int32(round(1000 * seconds / FRAME_MS))
    return Constellation(
        np.concatenate([first.frames, second.frames + by]),
        np.concatenate([first.bins, second.bins]),
    )


def print_of(name: str, *tracks: Constellation, seconds: float = SECONDS) -> Fingerprint:
    packed = [pack(track) for track in tracks]
    channels = ("mix", "0", "1")
    return Fingerprint(
        sha256=named(name),
        duration_ms=round(1000 * seconds),
        sound_sha256=named("".join(packed)),
        bandwidth_hz=3400,
        levels="",
        tracks=tuple(Track(channel=c, peaks=p) for c, p in zip(channels, packed, strict=False)),
    )


def archive() -> list[Fingerprint]:
    """Calls, their copies, cuts, sides, an announcement that many calls share, and strangers."""
    calls = [peaks(seed) for seed in range(5)]
    announcement = peaks(99, 5)
    prints = [print_of(f"call {number}", one) for number, one in enumerate(calls)]
    prints += [renamed(prints[0], named(f"again {number}")) for number in range(3)]
    for number, call in enumerate(calls):
        whole = behind(announcement, part(call, 0, 9), 5)
        prints.append(print_of(f"announced {number}", whole))
    prints.append(print_of("cut", part(calls[0], 3, 12), seconds=9))
    prints.append(print_of("later", behind(part(calls[1], 4, 14), peaks(7, 4), 10)))
    prints.append(print_of("sides", calls[2], calls[3], peaks(8)))
    prints.append(print_of("nothing", peaks(1, 0.5), seconds=0.5))
    return prints


def taken_in(index: SoundIndex, prints: Sequence[Fingerprint]) -> list[DuplicatePair]:
    by_hash = {one.sha256: one for one in prints}

    def load(hashes: Sequence[str]) -> Iterable[Fingerprint]:
        return [by_hash[one] for one in hashes]

    index.take_in({sha256: one.levels + "x" for sha256, one in by_hash.items()}, load)
    return index.pairs()


def tell(monkeypatch: pytest.MonkeyPatch, density: Density) -> None:
    monkeypatch.setattr(sound_index, "density_of", lambda peaks: density)


@settings(max_examples=6, deadline=None)
@given(
    data=st.data(),
    common=st.sampled_from([3, 5, 7, 100]),
    one_in=st.sampled_from([4, 4, 16, 128]),
)
def test_recordings_that_come_one_after_another_are_grouped_as_if_they_came_at_once(
    data: st.DataObject, common: int, one_in: int
) -> None:
    everything = data.draw(st.permutations(archive()))
    cuts = data.draw(st.sets(st.integers(1, len(everything) - 1), max_size=6))
    density = Density(one_in, common)
    with pytest.MonkeyPatch.context() as patched, TemporaryDirectory() as folder:
        tell(patched, density)
        for _, end in pairwise([0, *sorted(cuts), len(everything)]):
            index = SoundIndex(Path(folder))
            told = taken_in(index, everything[:end])
            assert told == pairs_anew(everything[:end], density)
    assert len(told) > 3


@pytest.mark.parametrize(("one_in", "together"), [(4, 4), (8, 4), (16, 3), (64, 3), (128, 2)])
def test_the_fewer_landmarks_are_kept_the_fewer_make_a_candidate(
    one_in: int, together: int
) -> None:
    assert Density(one_in, 100).together == together


def test_what_becomes_common_speaks_for_no_pair_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    announcement, density = peaks(99, 4), Density(one_in=4, common=3)
    calls = [print_of(f"{n}", behind(announcement, peaks(n, 9), 4)) for n in range(6)]
    tell(monkeypatch, density)
    assert len(taken_in(SoundIndex(tmp_path), calls[:2])) == 1
    assert taken_in(SoundIndex(tmp_path), calls) == pairs_anew(calls, density) == []


def test_an_archive_that_grows_over_a_step_of_density_is_searched_anew(tmp_path: Path) -> None:
    everything, dense, sparse = archive(), Density(4, 100), Density(65_536, 100)
    with pytest.MonkeyPatch.context() as patched:
        tell(patched, dense)
        found = taken_in(SoundIndex(tmp_path), everything[:10])
        tell(patched, sparse)
        told = taken_in(SoundIndex(tmp_path), everything)
    assert told == pairs_anew(everything, sparse)
    assert len(pairs_anew(everything[:10], sparse)) < len(found), "the step changes nothing here"


def test_memory_is_bounded_by_small_steps_with_the_same_outcome(tmp_path: Path) -> None:
    everything = archive()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(landmark_votes, "MEETINGS_AT_ONCE", 3_000)
        patched.setattr(landmark_postings, "MERGED_AT_ONCE", 1_000)
        patched.setattr(sound_index, "LANDMARKS_A_SEGMENT", 2_000)
        told = taken_in(SoundIndex(tmp_path), everything)
    assert told == pairs_anew(everything, density_of(1))


def test_a_forgotten_or_changed_recording_leaves_nothing_behind(tmp_path: Path) -> None:
    everything = archive()
    taken_in(SoundIndex(tmp_path), everything)
    left = [one for one in everything if one.sha256 != named("call 0")]
    assert taken_in(SoundIndex(tmp_path), left) == pairs_anew(left, density_of(1))
    other = print_of("call 1", peaks(0))
    changed = [other if one.sha256 == named("call 1") else one for one in left]
    index = SoundIndex(tmp_path)
    by_hash = {one.sha256: one for one in changed}
    digests = {sha256: "x" for sha256 in by_hash} | {other.sha256: "another"}
    index.take_in(digests, lambda hashes: [by_hash[one] for one in hashes])
    assert index.pairs() == pairs_anew(changed, density_of(1))


@pytest.mark.parametrize(
    "damage", ["cut short", "no manifest", "not json", "lost segment", "other pairs"]
)
def test_a_damaged_index_is_made_anew(damage: str, tmp_path: Path) -> None:
    everything = archive()
    expected = taken_in(SoundIndex(tmp_path), everything)
    manifest, frames = tmp_path / "manifest.json", tmp_path / "frames.raw"
    if damage == "cut short":
        frames.write_bytes(frames.read_bytes()[:100])
    elif damage == "no manifest":
        manifest.unlink()
    elif damage == "not json":
        manifest.write_text("{", encoding="ascii")
    elif damage == "other pairs":
        kept = json.loads(manifest.read_text(encoding="ascii"))
        del kept["pairs"][1][0][2]["relation"]
        manifest.write_text(json.dumps(kept), encoding="ascii")
    else:
        next(tmp_path.glob("postings-*")).unlink()
    assert taken_in(SoundIndex(tmp_path), everything) == expected


def test_what_a_killed_run_wrote_does_not_count(tmp_path: Path) -> None:
    everything = archive()
    taken_in(SoundIndex(tmp_path), everything[:8])
    for path in tmp_path.glob("*.raw"):
        with path.open("ab") as file:
            file.write(bytes(1_000))
    (tmp_path / "postings-77-hashes.raw").write_bytes(bytes(40))
    assert taken_in(SoundIndex(tmp_path), everything) == pairs_anew(everything, density_of(1))
    assert not (tmp_path / "postings-77-hashes.raw").exists()


def test_a_copy_with_the_same_samples_stands_behind_the_first_whenever_it_comes(
    tmp_path: Path,
) -> None:
    call = print_of("call", peaks(1))
    names = sorted([named("one"), named("two")])
    cut = print_of("cut", part(peaks(1), 0, 9), seconds=9)
    taken_in(SoundIndex(tmp_path), [renamed(call, names[1]), cut])
    told = taken_in(SoundIndex(tmp_path), [renamed(call, names[1]), cut, renamed(call, names[0])])
    assert {pair.relation for pair in told} == {Relation.SAME_AUDIO, Relation.CUT}
    (of_cut,) = (pair for pair in told if pair.relation is Relation.CUT)
    assert {of_cut.first, of_cut.second} == {names[0], cut.sha256}
    assert of_cut.container == names[0]
    assert of_cut.first < of_cut.second
