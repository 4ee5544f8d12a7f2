import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from earwitness.runtime.search.likest import BLOCK, Likest, likest
from earwitness.runtime.search.vector_files import (
    MANIFEST,
    Unreadable,
    VectorFiles,
    is_worn,
    writing,
)

Rows, Floats = NDArray[np.int8], NDArray[np.float32]

SIZE = 32
CHANCE = np.random.default_rng(7)
QUERY = np.eye(SIZE, dtype=np.float32)[0]


def chance_rows(rows: int) -> Rows:
    return CHANCE.integers(-127, 128, (rows, SIZE), np.int8)


def written(folder: Path, recordings: dict[str, Rows], before: bool = False) -> VectorFiles:
    """A recording's digest is the first letter of its name."""
    with writing(folder, VectorFiles.open(folder) if before else None, SIZE) as open_write:
        for name, rows in recordings.items():
            open_write.add(name, name[0], range(len(rows)), rows)
    return VectorFiles.open(folder)


def names(found: list[Likest]) -> set[str]:
    return {one.sha256 for one in found}


def plainly(recordings: dict[str, Rows], query: Floats) -> dict[tuple[str, int], float]:
    """The cosine of every row, all at once."""
    found = {}
    for name, rows in recordings.items():
        lengths = np.linalg.norm(rows.astype(np.float64), axis=1)
        for row, cosine in enumerate(rows.astype(np.float64) @ query / np.maximum(lengths, 1e-9)):
            found[name, row] = float(cosine)
    return found


def test_the_likest_are_those_of_a_plain_search_wherever_their_rows_lie(tmp_path: Path) -> None:
    recordings = {f"{number:x}" * 64: chance_rows(rows) for number, rows in enumerate((3, 0, 9))}
    recordings["f" * 64] = chance_rows(2 * BLOCK + 5)
    files = written(tmp_path, recordings)
    query = CHANCE.standard_normal(SIZE).astype(np.float32)
    query /= np.linalg.norm(query)
    every = plainly(recordings, query)
    for least, most in ((-1.0, 4000), (0.2, 50), (0.9, 5)):
        best = sorted((own for own in every.values() if own >= least), reverse=True)[:most]
        found = likest(files, query, least=least, most=most)
        assert [one.likeness for one in found] == pytest.approx(best, abs=2e-6)
        for one in found:
            assert one.likeness == pytest.approx(every[one.sha256, one.start_ms], abs=2e-6)
        assert len({(one.sha256, one.start_ms) for one in found}) == len(found)


def test_the_same_words_are_found_in_one_order_whichever_recording_came_first(
    tmp_path: Path,
) -> None:
    same = np.repeat(chance_rows(1), BLOCK + 1, axis=0)
    same[:, 0] = 100
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    files = written(tmp_path / "one", {"b" * 64: same, "a" * 64: same})
    other = written(tmp_path / "other", {"a" * 64: same, "b" * 64: same})
    found = likest(files, QUERY, least=0.1, most=BLOCK + 3)
    assert found == likest(other, QUERY, least=0.1, most=BLOCK + 3)
    assert [one.sha256[0] for one in found] == ["a"] * (BLOCK + 1) + ["b"] * 2
    assert [one.start_ms for one in found[-2:]] == [0, 1]


def test_what_is_added_stands_behind_and_what_is_gone_is_not_found(tmp_path: Path) -> None:
    like = np.zeros((1, SIZE), np.int8)
    like[0, 0] = 127
    first = written(tmp_path, {"a" * 64: like, "b" * 64: like, "c" * 64: like[:0]})
    with writing(tmp_path, first, SIZE, gone=[0]) as more:
        more.add("a" * 64, "newer", [5], like)
        more.as_of(8, "hash")
    files = VectorFiles.open(tmp_path)
    assert files.manifest.generation == first.manifest.generation
    assert (files.manifest.sequence, files.manifest.hash) == (8, "hash")
    assert {own[0]: told for own, told in files.held().items()} == {
        "a": (3, "newer"),
        "b": (1, "b"),
        "c": (2, "c"),
    }
    found = likest(files, QUERY, least=0.9, most=9)
    assert [(one.sha256[0], one.start_ms) for one in found] == [("a", 5), ("b", 0)]
    assert names(likest(first, QUERY, least=0.9, most=9)) == {"a" * 64, "b" * 64}
    assert is_worn(files, []) and not is_worn(first, []) and is_worn(first, [1])


def test_vectors_of_another_size_are_noted_and_not_compared(tmp_path: Path) -> None:
    files = written(tmp_path, {"a" * 64: np.ones((2, SIZE + 1), np.int8)})
    assert set(files.held()) == {"a" * 64}
    assert likest(files, QUERY, least=-1, most=9) == []


def test_a_write_that_was_killed_does_not_count(tmp_path: Path) -> None:
    before = written(tmp_path, {"a" * 64: chance_rows(2)})
    with pytest.raises(KeyboardInterrupt), writing(tmp_path, before, SIZE) as more:
        more.add("b" * 64, "b", [1, 2], chance_rows(2))
        raise KeyboardInterrupt
    assert set(VectorFiles.open(tmp_path).held()) == {"a" * 64}
    assert not [*tmp_path.glob("*.part")]
    (tmp_path / "killed.part").write_bytes(b"")
    files = written(tmp_path, {"c" * 64: chance_rows(3)}, before=True)
    assert set(files.held()) == {"a" * 64, "c" * 64}
    assert likest(files, QUERY, least=-1, most=9) == likest(
        VectorFiles.open(tmp_path), QUERY, least=-1, most=9
    )
    assert not (tmp_path / "killed.part").exists()


def test_a_folder_that_is_removed_meanwhile_stays_away(tmp_path: Path) -> None:
    folder = tmp_path / "meanings"
    folder.mkdir()
    before = written(folder, {"a" * 64: chance_rows(2)})
    with pytest.raises(FileNotFoundError), writing(folder, before, SIZE) as more:
        shutil.rmtree(folder)
        more.add("b" * 64, "b", [1], chance_rows(1))
    assert not folder.exists()
    folder.mkdir()
    with pytest.raises(FileNotFoundError), writing(folder, before, SIZE):
        pytest.fail("it was begun")
    assert [*folder.iterdir()] == []


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("whole")
    written(folder, {"a" * 64: chance_rows(20), "b" * 64: chance_rows(3)})
    yield folder


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_damaged_files_are_told_as_such_or_read_as_they_are(
    whole: Path, data: st.DataObject
) -> None:
    """Bytes that were changed among the values are not noticed, and do no harm."""
    folder = whole.with_name("damaged")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    path = data.draw(st.sampled_from(sorted(folder.iterdir())))
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content = content[:at]
    else:
        content[at] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    try:
        files = VectorFiles.open(folder)
    except Unreadable:
        return
    if files.manifest.size != SIZE:
        return
    likest(files, QUERY, least=-1, most=9)
    files.held()


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 2},
        {"more": 1},
        {"size": "32"},
        {"size": 0},
        {"rows": 20.0},
        {"rows": 10**9},
        {"recordings": -1},
        {"gone": ["a"]},
        {"gone": [2]},
        {"generation": 1},
        {"hash": None},
    ],
)
def test_what_is_no_manifest_is_not_read(changed: dict[str, object], whole: Path) -> None:
    folder = whole.with_name("changed")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    told = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(told | changed))
    with pytest.raises(Unreadable):
        VectorFiles.open(folder)


@pytest.mark.parametrize("text", ["", "{}", "[]", "[" * 100_000])
def test_what_is_no_json_of_ours_is_not_read(text: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(Unreadable):
        VectorFiles.open(tmp_path)
