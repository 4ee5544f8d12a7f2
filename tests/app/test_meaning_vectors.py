"""The vectors of meaning in `index/` are those of the results that lead, whatever happens."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from earwitness.app import meaning_vectors
from earwitness.app.forgetting import forget
from earwitness.app.meaning_vectors import FOLDER, STAGE, vectors_kept
from earwitness.claims.themes.packed import packed
from earwitness.records.custody import Provenance
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.runner import Workplace
from earwitness.runtime.search.likest import likest
from earwitness.runtime.store import recordings, results
from earwitness.runtime.store.connection import writing

SIZE = 16


def direction(number: int) -> np.ndarray:
    return np.eye(SIZE, dtype=np.float32)[number]


def understand(place: Workplace, meant: dict[str, Sequence[int]], version: str = "1") -> None:
    """Let each recording have turns a second apart, each of which means one thing, by number."""
    provenance = Provenance(
        stage=STAGE, engine="test", version=version, weights_digest="", options="", input_digests=()
    )
    made = [
        (sha256, provenance, {
            "starts_ms": [1000 * turn for turn in range(len(things))],
            "vectors": packed(np.array([direction(one) for one in things]).reshape(-1, SIZE)),
        })
        for sha256, things in meant.items()
    ]  # fmt: skip
    with writing(place.folder.database):
        results.save_all(STAGE, made, actor="test")


def meaning(place: Workplace, thing: int) -> list[tuple[str, int]]:
    """The turns that mean a thing."""
    found = likest(vectors_kept(place.folder, SIZE), direction(thing), least=0.9, most=99)
    return [(one.sha256, one.start_ms) for one in found]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The recordings whose vectors are read from the store, as they are."""
    seen: list[str] = []
    outputs = results.outputs

    def noted(stage: str, subjects: Sequence[str]) -> Iterator[tuple[str, Any]]:
        seen.extend(subjects)
        return outputs(stage, subjects)

    monkeypatch.setattr(meaning_vectors.results, "outputs", noted)
    return seen


@pytest.fixture
def hashes(spoken: Workplace) -> list[str]:
    return sorted(one.sha256 for one in recordings.all_recordings())


def test_only_what_is_new_is_read(spoken: Workplace, hashes: list[str], read: list[str]) -> None:
    first, second, third = hashes
    understand(spoken, {second: [1, 2], third: []})
    assert meaning(spoken, 1) == [(second, 0)]
    assert sorted(read) == [second, third]
    read.clear()
    assert meaning(spoken, 2) == [(second, 1000)]
    understand(spoken, {first: [3, 1]})
    assert meaning(spoken, 1) == [(first, 1000), (second, 0)]
    assert read == [first]


def test_a_recording_that_is_read_anew_is_found_by_what_it_now_means(
    spoken: Workplace, hashes: list[str]
) -> None:
    first, second, _ = hashes
    understand(spoken, {first: [1, 1, 1, 1, 1], second: [1]})
    assert len(meaning(spoken, 1)) == 6
    understand(spoken, {second: [2]}, version="2")
    assert (len(meaning(spoken, 1)), meaning(spoken, 2)) == (5, [(second, 0)])
    understand(spoken, {second: [1]}, version="1")  # leads again
    assert (len(meaning(spoken, 1)), meaning(spoken, 2)) == (6, [])
    understand(spoken, {first: [2]}, version="2")
    assert (meaning(spoken, 1), meaning(spoken, 2)) == ([(second, 0)], [(first, 0)])
    kept = vectors_kept(spoken.folder, SIZE).manifest
    assert (kept.rows, kept.gone) == (2, ()), "what is mostly old is written anew"


def test_what_is_forgotten_is_gone_from_the_files_with_the_same_act(
    spoken: Workplace, hashes: list[str], read: list[str]
) -> None:
    first, *others = hashes
    understand(spoken, {sha256: [1] for sha256 in hashes})
    assert len(meaning(spoken, 1)) == 3
    forget(spoken, first, why="the source withdrew consent")
    assert [*spoken.folder.index.iterdir()] == []
    read.clear()
    assert meaning(spoken, 1) == [(sha256, 0) for sha256 in others]
    assert sorted(read) == others


def test_what_is_forgotten_while_files_are_written_is_not_in_them(
    spoken: Workplace, hashes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    understand(spoken, {sha256: [1] for sha256 in hashes})
    outputs, done = results.outputs, list[Path]()

    def forgetting(stage: str, subjects: Sequence[str]) -> list[tuple[str, Any]]:
        read = [*outputs(stage, subjects)]
        if not done:
            done.append(spoken.folder.index / FOLDER)
            forget(spoken, hashes[0], why="the source withdrew consent")
        return read

    monkeypatch.setattr(meaning_vectors.results, "outputs", forgetting)
    assert meaning(spoken, 1) == [(sha256, 0) for sha256 in hashes[1:]]
    name = hashes[0].encode()
    files = [path for path in spoken.folder.index.rglob("*") if path.is_file()]
    assert files and not [path for path in files if name in path.read_bytes()]


def test_a_search_does_not_wait_for_an_end_of_what_is_read_meanwhile(
    spoken: Workplace, hashes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs, versions = results.outputs, iter(range(2, 9))

    def busy(stage: str, subjects: Sequence[str]) -> list[tuple[str, Any]]:
        read = [*outputs(stage, subjects)]
        understand(spoken, {hashes[1]: [1]}, version=str(next(versions)))
        return read

    understand(spoken, {hashes[0]: [1]})
    monkeypatch.setattr(meaning_vectors.results, "outputs", busy)
    assert meaning(spoken, 1) == [(hashes[0], 0)]
    assert meaning(spoken, 1) == [(hashes[0], 0), (hashes[1], 0)]


def test_another_encoder_has_files_of_its_own(spoken: Workplace, hashes: list[str]) -> None:
    understand(spoken, {hashes[0]: [1]})
    assert meaning(spoken, 1) == [(hashes[0], 0)]
    assert vectors_kept(spoken.folder, SIZE + 1).manifest.rows == 0
    assert meaning(spoken, 1) == [(hashes[0], 0)]


def test_files_of_another_case_or_time_are_not_believed(
    spoken: Workplace, hashes: list[str], tmp_path: Path
) -> None:
    """As after a store was restored beside an index that is newer."""
    understand(spoken, {hashes[0]: [1]})
    assert meaning(spoken, 1)
    older = shutil.copytree(spoken.folder.index, tmp_path / "older")
    understand(spoken, {hashes[0]: [2]}, version="2")
    assert meaning(spoken, 2) and not meaning(spoken, 1)
    manifest = older / FOLDER / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"hash": "', '"hash": "0'))
    shutil.rmtree(spoken.folder.index)
    older.rename(spoken.folder.index)
    assert meaning(spoken, 2) and not meaning(spoken, 1)


def test_a_folder_that_cannot_be_made_is_told(spoken: Workplace, hashes: list[str]) -> None:
    understand(spoken, {hashes[0]: [1]})
    (spoken.folder.index / FOLDER).write_text("a file in its place")
    with pytest.raises(CaseUnusable, match="vectors of meaning cannot be kept"):
        vectors_kept(spoken.folder, SIZE)
