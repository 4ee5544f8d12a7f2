"""Act and ledger entry live or die together."""

import json
import sqlite3
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from earwitness.app.custody import verify
from earwitness.records.custody import Provenance
from earwitness.records.recording import CallListRow, ListReading
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import call_lists, calls, journal, results
from earwitness.runtime.store.connection import disconnect, writing


def provenance(version: str = "1") -> Provenance:
    return Provenance(
        stage="hear",
        engine="fake",
        version=version,
        weights_digest="",
        options="{}",
        input_digests=("a",),
    )


def actions() -> list[str]:
    return [entry.action for entry in journal.entries()]


def kinds(place: Workplace) -> set[str]:
    return {problem["kind"] for problem in verify(place)["problems"]}


def test_an_entry_needs_a_transaction(place: Workplace) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        journal.append(actor="a", action="b", subject="c", digest="d")
    assert actions() == ["init"]


def test_what_fails_after_an_act_takes_the_act_and_its_entry_back(place: Workplace) -> None:
    with pytest.raises(ZeroDivisionError), writing(place.folder.database):
        results.save("s", provenance(), {"x": 1}, actor="a")
        raise ZeroDivisionError
    assert actions() == ["init"]
    assert results.output("hear", "s") is None


@pytest.mark.file_store
def test_a_new_version_stands_beside_the_earlier_one(place: Workplace) -> None:
    for version in "12":
        with writing(place.folder.database):
            results.save("s", provenance(version), {"text": version}, actor="a")
    assert results.output("hear", "s") == {"text": "2"}
    assert actions() == ["init", "made:hear", "made:hear"]
    with sqlite3.connect(place.folder.database) as store:
        texts = store.execute("select output, current from store_resultrow").fetchall()
    assert sorted((json.loads(text)["text"], lead) for text, lead in texts) == [("1", 0), ("2", 1)]


def test_leading_again_is_an_act_too(place: Workplace) -> None:
    keys = []
    for version in "12":
        with writing(place.folder.database):
            keys.append(results.save("s", provenance(version), {"text": version}, actor="a"))
    with writing(place.folder.database):
        results.lead_again("hear", "s", keys[0], actor="a")
    assert results.output("hear", "s") == {"text": "1"}
    assert actions()[-1] == "leads:hear"
    assert kinds(place) == set()


def reading(**fields: Any) -> ListReading:
    own = {"shape": "s", "headings": ("a",), "columns_used": {"caller": "a"}, **fields}
    return ListReading(
        list_name="l", list_sha256="ab", recorded_at=datetime.now(UTC), recorded_by="a", **own
    )


def test_a_list_that_gains_rows_is_as_recorded(place: Workplace) -> None:
    rows = [CallListRow(list_name="l", list_sha256="ab", row_number=number) for number in (2, 3, 4)]
    added = []
    for some in (rows[::2], rows, rows):
        with writing(place.folder.database):
            added.append(call_lists.add_list(reading(), some, actor="a"))
    assert added == [2, 1, 0]
    assert [row.row_number for row in calls.list_rows()] == [2, 3, 4]
    assert [one.reading for one in call_lists.readings()] == [1, 2]
    assert kinds(place) == set()


@pytest.mark.file_store
def test_a_list_read_otherwise_leads_and_the_earlier_reading_stays(place: Workplace) -> None:
    for caller in ("", "+380970001127"):
        row = CallListRow(list_name="l", list_sha256="ab", row_number=2, untrusted_caller=caller)
        with writing(place.folder.database):
            call_lists.add_list(reading(), [row], actor="a")
    assert [row.untrusted_caller for row in calls.list_rows()] == ["+380970001127"]
    assert set(call_lists.rows_at(["ab:2"])) == {"ab:2"}
    with sqlite3.connect(place.folder.database) as store:
        assert store.execute("select count(*) from store_calllistentryrow").fetchone() == (2,)
    assert actions()[1:] == ["call_list", "call_list_reading"] * 2
    assert kinds(place) == set()


TAMPERINGS = [
    "update store_intakerow set body = json_set(body, '$.delivery', 'somebody else')",
    "update store_intakerow set body = json_set(body, '$.modified_at', '1999-01-01T00:00:00')",
    "update store_intakerow set source_path = '/elsewhere' || id",
    "update store_recordingrow set source_name = 'other.wav'",
    "update store_recordingrow set byte_size = byte_size + 1",
    "delete from store_intakerow where id = 1",
    "update store_calllistentryrow set body = json_set(body, '$.untrusted_caller', '+79550000000')",
    "delete from store_calllistentryrow where row_number = 2",
    "update store_calllistentryrow set reading = 2 where row_number = 2",
    "update store_calllistreadingrow set reading = 2",
    "update store_calllistreadingrow set body = json_set(body, '$.mapping', 'given')",
    "delete from store_calllistreadingrow",
    "update store_profilerow set body = json_set(body, '$.name', 'Somebody Else')",
    "update store_profilerow set profile_id = 'x' || id",
    "delete from store_profilerow where id = 1",
    "update store_profilesourcerow set body = json_set(body, '$.coverage', 'partial')",
    "update store_transcriptrow set body = json_set(body, '$.turns[0].text', 'Ничего не было.')",
    "update store_transcriptrow set body = json_set(body, '$.author', 'a person')",
    "update store_transcriptrow set origin = 'person'",
    "delete from store_transcriptrow where id = 1",
    "update store_resultrow set output = json_set(output, '$.duration_ms', 1) where stage='decode'",
    "update store_resultrow set provenance = json_set(provenance, '$.engine', 'better')",
    "update store_resultrow set output_digest = 'ab'",
    "update store_resultrow set subject = subject || '0' where stage = 'cross'",
    "update store_resultrow set current = 0 where stage = 'claims'",
    "delete from store_resultrow where stage = 'cross'",
    "update store_ledgerrow set subject = 'other' where sequence = 2",
    "delete from store_ledgerrow where sequence = 2",
    "delete from store_ledgerrow where sequence = (select max(sequence) from store_ledgerrow)",
    "delete from store_ledgerrow",
    "update store_resultrow set output = '{'",
    "update store_resultrow set provenance = '[]'",
    "update store_intakerow set body = '17'",
    "update store_transcriptrow set body = 'null'",
    "update store_profilesourcerow set body = '{}'",
]


@pytest.mark.file_store
@pytest.mark.parametrize("sql", TAMPERINGS)
def test_verification_finds_what_was_changed_in_the_store(spoken: Workplace, sql: str) -> None:
    assert kinds(spoken) == set()
    disconnect()
    with sqlite3.connect(spoken.folder.database) as store:
        store.execute("pragma foreign_keys = off")
        store.execute("pragma ignore_check_constraints = on")
        assert store.execute(sql).rowcount > 0
    store.close()
    assert kinds(spoken)


def test_verification_finds_a_changed_original(spoken: Workplace) -> None:
    original = next(path for path in spoken.folder.originals.rglob("*") if path.is_file())
    original.chmod(0o644)
    content = bytearray(original.read_bytes())
    content[-1] ^= 1
    original.write_bytes(content)
    original.chmod(0o444)
    assert kinds(spoken) == {"hash"}


def test_verification_finds_a_missing_original_and_a_guest(spoken: Workplace) -> None:
    original = next(path for path in spoken.folder.originals.rglob("*") if path.is_file())
    original.rename(original.with_name("guest"))
    assert kinds(spoken) == {"missing", "unrecorded"}
