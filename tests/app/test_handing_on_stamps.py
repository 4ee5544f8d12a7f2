"""From case to case to case: chains stay tied, stamps stay those of the case that had them."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from earwitness.app import anchors, bags, custody, forgetting
from earwitness.app.custody import verify
from earwitness.app.deliveries import describe
from earwitness.app.opening import open_case
from earwitness.archive.bags import layout
from earwitness.cli import commands
from earwitness.records.errors import InputUnusable
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import foreign_ledgers, foreign_stamps, journal, recordings
from earwitness.runtime.store.connection import disconnect
from earwitness.runtime.store.models import ForeignLedgerRow, ForeignStampRow
from fakes.authority import Authority
from fakes.bags import edit_rows, exported, repacked

SILENT = SilentProgress()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "authority")


def kinds(place: Workplace) -> set[str]:
    return {one["kind"] for one in verify(place)["problems"]}


def stamped(place: Workplace, authority: Authority, folder: Path, name: str) -> None:
    """A stamp over the head of the case, and a second query that nobody answered."""
    anchors.request_stamp(place, folder / f"{name}.tsq")
    answer = folder / f"{name}.tsr"
    answer.write_bytes(authority.answer((folder / f"{name}.tsq").read_bytes()))
    anchors.take_answer(place, answer, authority.root)
    anchors.request_stamp(place, folder / f"{name}-waiting.tsq")


@pytest.fixture(scope="module")
def bag_once(
    spoken_once: Path, authority: Authority, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A case with deliveries, stamps and a forgotten recording, as a bag."""
    root = tmp_path_factory.mktemp("first")
    shutil.copytree(spoken_once, root / "case")
    case = open_case(root / "case")
    describe(case, "test", {"handed_over_by": "a relative"})
    forgetting.forget(case, next(recordings.all_recordings()).sha256, why="consent withdrawn")
    stamped(case, authority, root, "first")
    assert kinds(case) == set()
    exported(case, root / "bag")
    disconnect()
    return root / "bag"


@pytest.fixture
def bag(bag_once: Path, tmp_path: Path) -> Path:
    """A copy of the bag, to be spoilt."""
    shutil.copytree(bag_once, tmp_path / "bag")
    return tmp_path / "bag"


@pytest.fixture
def received(place: Workplace, bag: Path) -> Iterator[Workplace]:
    """The second case, which took the bag in."""
    bags.take_bag(place, bag, progress=SILENT)
    yield place


def test_three_cases_in_a_row_verify_and_know_whose_stamp_is_whose(
    place: Workplace, bag: Path, authority: Authority, tmp_path: Path
) -> None:
    from conftest import empty_case

    first = bags.take_bag(place, bag, progress=SILENT)
    assert first.not_read == ()
    assert first.rows["stamps"] == 2
    assert kinds(place) == set()
    stamped(place, authority, tmp_path, "second")
    second = exported(place, tmp_path / "second")
    third = empty_case(tmp_path / "third")
    taken = bags.take_bag(third, tmp_path / "second", progress=SILENT)
    assert (taken.not_read, taken.rows["stamps"]) == ((), 4)
    answer = verify(third)
    assert answer["ok"] and answer["notices"] == []
    heads = {first.bag.head, second.head}
    assert {stamp["chain"] for stamp in answer["stamps"]} == heads
    assert {one["chain"] for one in anchors.list_anchors()} == heads
    for head in heads:
        assert foreign_ledgers.head_of(head) == head
        listed = list(custody.ledger(third, of=head[:12]))
        assert listed[-1]["hash"] == head
    assert sum(entry.action == "foreign_stamp" for entry in journal.entries()) == 4


def test_a_bag_with_the_same_stamps_again_adds_none_for_the_same_ledger(
    received: Workplace, bag: Path
) -> None:
    stamps = list(foreign_stamps.all_stamps())
    assert all(not foreign_stamps.add(stamp, actor="a") for stamp in stamps)
    assert bags.take_bag(received, bag, progress=SILENT).known


CHANGES: list[Callable[[], Any]] = [
    lambda: ForeignStampRow.objects.order_by("id").first().delete(),  # type: ignore[union-attr]
    lambda: ForeignStampRow.objects.filter(id=1).update(digest="ab" * 32),
    lambda: ForeignStampRow.objects.update(body={}),
    lambda: ForeignLedgerRow.objects.filter(action="anchor").update(digest="ab" * 32),
    lambda: ForeignLedgerRow.objects.filter(action="stamp_request").delete(),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_stamp_of_another_case_that_was_changed_is_found(
    received: Workplace, change: Callable[[], Any]
) -> None:
    assert kinds(received) == set()
    change()
    assert "row_changed" in kinds(received) or "row_missing" in kinds(received)


def test_a_stamp_put_to_another_kept_ledger_is_found(received: Workplace) -> None:
    row = ForeignStampRow.objects.order_by("id").first()
    assert row is not None
    other = "cd" * 32
    row.body["chain"], row.chain = other, other
    row.save()
    assert {"head_differs", "row_changed", "row_missing"} <= kinds(received)


def test_stamps_are_checked_with_roots_from_elsewhere_too(
    received: Workplace, authority: Authority, tmp_path: Path
) -> None:
    other = Authority(tmp_path / "other", "Other")
    own, foreign = anchors.roots_of(authority.root), anchors.roots_of(other.root)
    assert verify(received, roots=own)["ok"]
    wrong = verify(received, roots=foreign)
    assert {one["kind"] for one in wrong["problems"]} == {"anchor_invalid"}


def test_the_command_line_shows_whose_stamp_it_is(
    received: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    case = ["-C", str(received.folder.root)]
    head = next(foreign_stamps.all_stamps()).chain
    assert commands._run([*case, "anchor", "--list"]) == 0
    assert f"of the ledger {head[:12]}" in capsys.readouterr().out
    assert commands._run([*case, "verify"]) == 0
    assert f"of the ledger {head[:12]}" in " ".join(capsys.readouterr().err.split())
    assert commands._run([*case, "ledger", "--of", head[:12], "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["hash"] == head
    assert commands._run([*case, "ledger", "--of", "ff" * 32]) == 2


def first_body_changed(rows: list[dict[str, Any]]) -> None:
    """Another value somewhere in the first row, whatever its table."""
    row = rows[0]
    holder = row["body"] if isinstance(row.get("body"), dict) else row
    name = next(name for name, value in sorted(holder.items()) if isinstance(value, str) and value)
    holder[name] = "Z" + holder[name][1:]


NO_OBSERVATION = {"problem"}
"""Open problems are made anew by the receiver, and never taken in."""


def filled_tables(bag: Path) -> list[str]:
    prefix, suffix = layout.table_name("|").rsplit("/", 1)[-1].split("|")
    folder = (bag / layout.table_name("x")).parent
    files = (path for path in folder.glob(f"{prefix}*{suffix}") if path.stat().st_size)
    return sorted({path.name.removesuffix(suffix) for path in files} - NO_OBSERVATION)


@pytest.mark.parametrize("spoil", [first_body_changed, list.pop, list.clear])
def test_whatever_table_is_forged_the_ledger_of_the_bag_refuses_it(
    place: Workplace, bag: Path, tmp_path: Path, spoil: Callable[[list[Any]], Any]
) -> None:
    """With new manifests, as a forger would make them."""
    stamps = {"anchor", "stamp_request", "delivery", "tombstone", "call", "call_recording"}
    assert stamps <= set(filled_tables(bag))
    for table in filled_tables(bag):
        forged = tmp_path / f"forged-{table}"
        shutil.copytree(bag, forged)
        edit_rows(forged, table, spoil)
        repacked(forged)
        with pytest.raises(InputUnusable):
            bags.take_bag(place, forged, progress=SILENT)
        assert [entry.action for entry in journal.entries()] == ["init"], table


def test_stamps_of_a_third_case_that_were_forged_in_between_are_refused(
    received: Workplace, tmp_path: Path
) -> None:
    from conftest import empty_case

    exported(received, tmp_path / "second")
    third = empty_case(tmp_path / "third")
    for table in ("foreign_stamp", "foreign_ledger", "bag"):
        forged = tmp_path / f"forged-{table}"
        shutil.copytree(tmp_path / "second", forged)
        edit_rows(forged, table, first_body_changed)
        repacked(forged)
        with pytest.raises(InputUnusable):
            bags.take_bag(third, forged, progress=SILENT)


def test_a_clock_that_was_set_back_keeps_no_case_from_being_handed_on(
    spoken: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    from conftest import empty_case

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2001, 2, 3, tzinfo=UTC)

    with monkeypatch.context() as patch:
        patch.setattr(journal, "datetime", Earlier)
        custody.record_view(spoken, "ab" * 32)
    assert {one["kind"] for one in verify(spoken)["notices"]} == {"clock_set_back"}
    exported(spoken, tmp_path / "bag")
    other = empty_case(tmp_path / "other")
    bags.take_bag(other, tmp_path / "bag", progress=SILENT)
    assert kinds(other) == set()
