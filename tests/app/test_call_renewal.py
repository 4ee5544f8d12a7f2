"""Calls are renewed beside other commands, and stored as the observations have them."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from earwitness.app import call_renewal
from earwitness.app.call_renewal import renew_calls
from earwitness.app.custody import verify
from earwitness.app.intake import take_in
from earwitness.records.call import Call
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, journal
from earwitness.runtime.store.connection import disconnect, writing
from earwitness.runtime.store.models import CallRow
from fakes.sounds import encode, tone


@pytest.fixture
def received(tmp_path: Path) -> Path:
    folder = tmp_path / "received"
    folder.mkdir()
    for number in range(3):
        encode(folder / f"{number}.wav", tone(0.2, hertz=300 + 100 * number))
    return folder


def taken(place: Workplace, folder: Path) -> None:
    take_in(place, [folder], call_lists=(), delivery="", progress=SilentProgress())


def test_calls_that_another_command_stored_meanwhile_are_compared_anew(
    place: Workplace, received: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(place, received)
    wanted, looked = calls.all_calls(), []
    assembled = call_renewal.assembled_calls

    def while_another_stores(at: Workplace) -> Iterator[Call]:
        yield from assembled(at)
        looked.append(1)
        if len(looked) == 1:
            other = threading.Thread(target=store_none, args=(at,))
            other.start()
            other.join()

    monkeypatch.setattr(call_renewal, "assembled_calls", while_another_stores)
    renew_calls(place)
    assert len(looked) == 2
    assert calls.all_calls() == wanted
    assert verify(place)["ok"]


def store_none(place: Workplace) -> None:
    """What another command would do: other calls, in the ledger as well."""
    with writing(place.folder.database):
        CallRow.objects.all().delete()
        digest = calls.calls_digest_of(())
        journal.append(actor="other", action=calls.CALLS, subject=calls.CALLS, digest=digest)
    disconnect()


def test_a_disk_that_is_full_while_calls_are_assembled_is_told(
    place: Workplace, received: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(place, received)
    monkeypatch.setattr(
        "earwitness.archive.call_scratch.SCHEMA",
        "pragma max_page_count = 2; create table a (b); create table c (d); create table e (f);",
    )
    with pytest.raises(CaseUnusable, match="full"):
        renew_calls(place)
    assert len(calls.all_calls()) == 3


def test_nothing_is_left_in_the_case_folder(place: Workplace, received: Path) -> None:
    taken(place, received)
    assert [path.name for path in place.folder.derived.iterdir()] == []
