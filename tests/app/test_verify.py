"""What `verify` finds, what it says that it did not check, and what is no bad news."""

import json
import os
import shutil
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from earwitness.app import custody
from earwitness.app.custody import verify
from earwitness.app.intake import take_in
from earwitness.app.opening import open_case
from earwitness.archive.heads import head_line, read_heads
from earwitness.cli import commands
from earwitness.records.custody import LedgerHead
from earwitness.runtime.ledger import chained
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import disconnect, writing
from fakes.progress import RememberedProgress
from fakes.sounds import encode, tone


def kinds(place: Workplace, **how: object) -> set[str]:
    return {one["kind"] for one in verify(place, **how)["problems"]}  # type: ignore[arg-type]


def changed(place: Workplace, *statements: str) -> None:
    disconnect()
    with sqlite3.connect(place.folder.database) as store:
        for sql in statements:
            assert store.execute(sql).rowcount > 0, sql
    store.close()


def kept(place: Workplace, folder: Path) -> tuple[LedgerHead, ...]:
    """The head, written down elsewhere and read again."""
    file = folder / "heads.txt"
    file.write_text(head_line(custody.ledger_head()) + "\n")
    return read_heads(file)


def act(place: Workplace, times: int = 1) -> None:
    for _ in range(times):
        custody.record_view(place, "ab" * 32)


def rewrite(place: Workplace, *, first: int = 1) -> None:
    """Change the actor from entry `first` on, and hash the chain anew."""
    entries = list(journal.entries())
    disconnect()
    with sqlite3.connect(place.folder.database) as store:
        last = None
        for entry in entries:
            actor = "nobody" if entry.sequence >= first else entry.actor
            last = chained(
                last,
                at=entry.at,
                actor=actor,
                action=entry.action,
                subject=entry.subject,
                digest=entry.digest,
            )
            values = (last.actor, last.previous_hash, last.hash, last.sequence)
            store.execute(
                "update store_ledgerrow set actor=?, previous_hash=?, hash=? where sequence=?",
                values,
            )
    store.close()


@pytest.mark.file_store
def test_a_rewritten_chain_is_whole_in_itself_and_found_with_a_head_kept_elsewhere(
    spoken: Workplace, tmp_path: Path
) -> None:
    heads = kept(spoken, tmp_path)
    rewrite(spoken)
    assert kinds(spoken) == set()
    (problem,) = verify(spoken, heads=heads)["problems"]
    assert problem["kind"] == "head_differs"
    assert "heads.txt:1" in problem["detail"]


@pytest.mark.file_store
def test_a_cut_tail_is_found_with_a_head_kept_elsewhere(place: Workplace, tmp_path: Path) -> None:
    act(place, 3)
    heads = kept(place, tmp_path)
    changed(place, "delete from store_ledgerrow where sequence > 2")
    assert kinds(place) == set()
    assert kinds(place, heads=heads) == {"head_cut"}


@pytest.mark.file_store
def test_a_cut_and_continued_ledger_is_found(place: Workplace, tmp_path: Path) -> None:
    act(place, 3)
    heads = kept(place, tmp_path)
    changed(place, "delete from store_ledgerrow where sequence > 2")
    act(place, 5)
    assert kinds(place) == set()
    assert kinds(place, heads=heads) == {"head_differs"}


def test_a_ledger_that_grew_fits_its_earlier_heads(place: Workplace, tmp_path: Path) -> None:
    heads = [*kept(place, tmp_path)]
    act(place, 2)
    heads += kept(place, tmp_path)
    act(place)
    answer = verify(place, heads=heads)
    assert answer["ok"] and answer["heads_compared"] == 2


@pytest.mark.file_store
def test_a_rewriting_after_the_kept_head_is_beyond_it(place: Workplace, tmp_path: Path) -> None:
    """The limit of a head: it vouches for what was before it."""
    act(place, 2)
    heads = kept(place, tmp_path)
    act(place, 2)
    rewrite(place, first=4)
    assert kinds(place, heads=heads) == set()


@pytest.mark.file_store
def test_an_older_copy_in_its_place_is_found(spoken: Workplace, tmp_path: Path) -> None:
    disconnect()
    shutil.copytree(spoken.folder.root, tmp_path / "older")
    place = open_case(spoken.folder.root)
    act(place)
    heads = kept(place, tmp_path)
    disconnect()
    assert kinds(open_case(tmp_path / "older"), heads=heads) == {"head_cut"}


@pytest.mark.file_store
def test_a_query_for_a_stamp_in_the_case_shows_a_cut_tail(place: Workplace, tmp_path: Path) -> None:
    from earwitness.app import anchors

    act(place, 2)
    anchors.request_stamp(place, tmp_path / "q")
    changed(place, "delete from store_ledgerrow where sequence > 2")
    assert {"head_cut", "row_changed"} <= kinds(place)


def test_fast_says_what_it_did_not_check(spoken: Workplace) -> None:
    original = next(path for path in spoken.folder.originals.rglob("*") if path.is_file())
    content = bytearray(original.read_bytes())
    content[-1] ^= 1
    original.chmod(0o644)
    original.write_bytes(content)
    original.chmod(0o444)
    answer = verify(spoken, fast=True)
    assert answer["ok"]
    assert any("not hashed" in part for part in answer["not_checked"])
    assert kinds(spoken) == {"hash"}
    assert not any("not hashed" in part for part in verify(spoken)["not_checked"])


@pytest.mark.parametrize("damage", ["missing", "size", "writable"])
def test_fast_finds_what_needs_no_reading(spoken: Workplace, damage: str) -> None:
    original = next(path for path in spoken.folder.originals.rglob("*") if path.is_file())
    original.chmod(0o644)
    if damage == "size":
        original.write_bytes(original.read_bytes() + b"x")
    if damage == "missing":
        original.unlink()
    elif damage != "writable":
        original.chmod(0o444)
    assert kinds(spoken, fast=True) == {damage}


def test_a_clock_that_was_set_back_is_recorded_and_told_and_is_no_bad_news(
    place: Workplace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from datetime import UTC, datetime

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2001, 2, 3, tzinfo=UTC)

    monkeypatch.setattr(journal, "datetime", Earlier)
    act(place)
    answer = verify(place)
    assert answer["ok"]
    (notice,) = answer["notices"]
    assert (notice["kind"], notice["subject"]) == ("clock_set_back", "ledger entry 2")
    assert commands._run(["-C", str(place.folder.root), "verify"]) == 0
    assert "clock of the machine" in capsys.readouterr().out


def test_an_intake_that_was_stopped_before_calls_were_made_is_a_notice(spoken: Workplace) -> None:
    from earwitness.records.recording import CallListRow, ListReading
    from earwitness.runtime.store import call_lists

    row = CallListRow(list_name="l", list_sha256="ab" * 32, row_number=1, untrusted_caller="102")
    reading = ListReading(
        list_sha256=row.list_sha256,
        list_name="l",
        shape="",
        headings=(),
        columns_used={},
        recorded_at=datetime.now(UTC),
        recorded_by="a",
    )
    with writing(spoken.folder.database):
        call_lists.add_list(reading, [row], actor="a")
    answer = verify(spoken)
    assert answer["ok"]
    assert {one["kind"] for one in answer["notices"]} == {"calls_behind"}


CALL_CHANGES = [
    "update store_callrow set body = json_set(body, '$.caller', '+79552000000')",
    "update store_callrow set started_at = '2022-03-05 17:42:11' where rowid = 1",
    "update store_callrecordingrow set sha256 = 'ab' where id = 1",
    "delete from store_callrecordingrow where id = 1",
    "update store_callrow set id = 'call-other' where rowid = 1",
    "delete from store_callrow where rowid = 1",
]


@pytest.mark.file_store
@pytest.mark.parametrize("sql", CALL_CHANGES)
def test_a_changed_call_is_named(spoken: Workplace, sql: str) -> None:
    changed(spoken, sql)
    assert "call_differs" in kinds(spoken)


SAME_VALUES = [
    "update store_transcriptrow set body = replace(body, '\\u043c', '\\u043C')",
    "update store_resultrow set output = output || ' ' where stage = 'cross'",
    "update store_resultrow set made_at = '2022-03-05 17:42:11'",
    "update store_resultrow set made_at = replace(made_at, ' ', 'T')",
    "update store_transcriptrow set id = 100 - id",
    "update store_intakerow set id = 100 - id",
]


@pytest.mark.file_store
@pytest.mark.parametrize("sql", SAME_VALUES)
def test_a_text_order_or_time_that_was_changed_without_the_record_is_found(
    spoken: Workplace, sql: str
) -> None:
    changed(spoken, sql)
    assert "row_changed" in kinds(spoken)


def test_long_work_tells_where_it_stands(spoken: Workplace) -> None:
    progress = RememberedProgress()
    verify(spoken, progress=progress)
    labels = [str(told[1]) for told in progress.told if told[0] == "start"]
    assert labels == [
        "Recomputing the chain",
        "Reading the ledger",
        "Comparing rows",
        "Looking at originals",
    ]
    assert sum(told[0] == "finish" for told in progress.told) == len(labels)
    totals = [float(str(told[2])) for told in progress.told if told[0] == "start"]
    done, at = [0.0] * len(labels), -1
    for told in progress.told:
        at += told[0] == "start"
        done[at] += float(str(told[1])) if told[0] == "advance" else 0.0
    assert done == pytest.approx(totals)


@pytest.mark.file_store
def test_the_command_compares_with_kept_heads(
    place: Workplace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = ["-C", str(place.folder.root)]
    assert commands._run([*case, "ledger", "--heads"]) == 0
    line = capsys.readouterr().out
    assert line.startswith("earwitness-head 1 ") and line.count("\n") == 1
    (tmp_path / "heads.txt").write_text(line)
    assert commands._run([*case, "ledger", "--heads", "--json"]) == 0
    (tmp_path / "heads.json").write_text(capsys.readouterr().out)
    both = ["--against", str(tmp_path / "heads.txt"), "--against", str(tmp_path / "heads.json")]
    assert commands._run([*case, "verify", *both, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["heads_compared"] == 2
    rewrite(place)
    assert commands._run([*case, "verify", *both]) == 1
    assert "rewritten" in capsys.readouterr().out
    assert commands._run([*case, "verify", "--against", str(tmp_path / "none")]) == 3


@pytest.mark.file_store
def test_what_is_written_meanwhile_is_no_contradiction(spoken: Workplace) -> None:
    """Another command appends an act between the reading of the ledger and that of the rows."""
    from earwitness.records.custody import Provenance
    from earwitness.runtime.canonical import digest
    from earwitness.runtime.store import results

    class Meddling(RememberedProgress):
        def start(self, label: str, total: float, unit: str) -> None:
            super().start(label, total, unit)
            if label == "Comparing rows":
                meddle()

    def meddle() -> None:
        own = Provenance(
            stage="hear", engine="e", version="1", weights_digest="", options="{}", input_digests=()
        )
        key, content = results.key_of("s", own), digest({})
        with sqlite3.connect(spoken.folder.database) as store:
            store.execute(
                "insert into store_resultrow values (?, 'hear', 's', '{}', '{}', ?, '', 1)",
                (key, content),
            )
        store.close()

    assert verify(spoken, progress=Meddling())["ok"]
    assert kinds(spoken) == {"row_changed"}


REMEMBERED = {
    "store_seenfilerow": ("path", "sha256", "signature", "digest"),
    "store_problemrow": ("subject", "stage", "what", "remedy", "met_at", "digest"),
}


@pytest.fixture
def remembering(place: Workplace, tmp_path: Path) -> Workplace:
    """A case that remembers how a file looked, and has an open problem."""
    folder = tmp_path / "received"
    folder.mkdir()
    sound = encode(folder / "1.wav", tone(1, hertz=500))
    os.utime(sound, (1_600_000_000, 1_600_000_000))
    (folder / "empty.wav").touch()
    later = time.time_ns() + 60 * 10**9
    with pytest.MonkeyPatch.context() as patch:  # what just changed is not relied on
        patch.setattr("earwitness.archive.seen.time.time_ns", lambda: later)
        take_in(place, [folder], call_lists=(), delivery="", progress=SilentProgress())
    for table in REMEMBERED:
        with connection.cursor() as cursor:
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (1,), table
    assert verify(place)["ok"]
    return place


@pytest.mark.file_store
@pytest.mark.parametrize(
    ("table", "column"), [(table, one) for table, own in REMEMBERED.items() for one in own]
)
def test_a_changed_character_in_what_is_no_observation_is_found_and_named(
    remembering: Workplace, table: str, column: str
) -> None:
    text = f"substr({column}, 2) || char(unicode({column}) + 1)"
    if column == "signature":  # stays JSON
        text = "replace(signature, ',', ' ,')"
    changed(remembering, f"update {table} set {column} = {text}")
    (problem,) = verify(remembering)["problems"]
    assert problem["kind"] == "memory_changed"
    assert problem["subject"]


@pytest.mark.file_store
@pytest.mark.parametrize(
    ("table", "column"), [(table, one) for table, own in REMEMBERED.items() for one in own]
)
def test_text_that_became_bytes_is_found(remembering: Workplace, table: str, column: str) -> None:
    changed(remembering, f"update {table} set {column} = cast({column} as blob)")
    assert kinds(remembering) - {"store_damaged"} == {"memory_changed"}


@pytest.mark.file_store
def test_a_time_of_a_result_that_became_bytes_is_found(spoken: Workplace) -> None:
    changed(spoken, "update store_resultrow set made_at = cast(made_at as blob)")
    assert kinds(spoken) == {"row_changed"}


@pytest.mark.file_store
def test_what_version_0_1_0_remembers_bears_no_digest_and_is_no_bad_news(
    remembering: Workplace,
) -> None:
    changed(remembering, *(f"update {table} set digest = ''" for table in REMEMBERED))
    assert verify(remembering)["ok"]
