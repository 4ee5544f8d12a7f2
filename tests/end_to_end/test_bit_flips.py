"""Single-bit flips anywhere in originals, rows and the store's file: `verify` names every one.

`benchmarks/bit_flips.py` does the same a thousand times.
"""

import random
from pathlib import Path

import pytest

from earwitness.app import anchors, judging
from earwitness.app.answers import all_attributions
from earwitness.app.custody import verify
from earwitness.app.opening import open_case
from earwitness.records.attribution import Judgement
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.connection import disconnect
from fakes.bit_flips import Tried, content, tried

SEED = 20220324
FLIPS = {"original": 30, "value": 90, "file": 30}


@pytest.fixture
def whole(spoken: Workplace, tmp_path: Path) -> Path:
    """A case with rows in the tables of evidence, closed and sound."""
    judge(spoken)
    anchors.request_stamp(spoken, tmp_path / "head.tsq")
    assert verify(spoken)["ok"]
    disconnect()
    return spoken.folder.root


def judge(place: Workplace) -> None:
    """Somebody decides about a speaker."""
    one = next(one for one in all_attributions() if one.person_id)
    judging.judge(
        place, one.id, Judgement.POSITIVE, why="Known.", by="Olena", progress=SilentProgress()
    )


@pytest.mark.parametrize("kind", FLIPS)
def test_every_flip_that_changes_evidence_is_named(whole: Path, kind: str) -> None:
    print(f"seed {SEED}")
    chance = random.Random(f"{SEED} {kind}")
    before = content(whole / "case.sqlite3")
    found = [tried(whole, kind, chance, before) for _ in range(FLIPS[kind])]
    assert [one for one in found if one.missed] == []
    assert any(not one.idle for one in found)
    assert verify(open_case(whole))["ok"]


def test_every_flip_in_a_judgement_is_named(whole: Path) -> None:
    chance = random.Random(SEED)
    before = content(whole / "case.sqlite3")
    table = "store_judgementrow"
    found = [tried(whole, "value", chance, before, table=table) for _ in range(20)]
    assert [one for one in found if one.missed or one.idle] == []


def test_a_flipped_original_is_named_by_its_hash(whole: Path) -> None:
    one: Tried = tried(whole, "original", random.Random(SEED), {})
    assert one.code == 1
    name = one.flip.where.split()[0]
    assert one.named[0].startswith(f"hash {name}")


def test_a_store_that_cannot_be_read_is_told_in_words(whole: Path) -> None:
    """The root page of a table gone: no row of it can be read."""
    from fakes.bit_flips import answer_of

    database = whole / "case.sqlite3"
    data = bytearray(database.read_bytes())
    data[0:16] = bytes(16)
    database.write_bytes(bytes(data))
    code, (words,) = answer_of(whole)
    assert code == 3
    assert "cannot be used" in words
