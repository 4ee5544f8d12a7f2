"""Forgetting reaches what people keep at the desk, wherever their accounts lie."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.core.cache import cache

from desk.call.test_editing import person, recording
from desk.conftest import account
from earwitness.app.desk_traces import TRACES
from earwitness.app.forgetting import forget
from earwitness.app.forgotten import finish_forgetting
from earwitness.app.opening import open_case
from earwitness.desk.acting import Desk, serve_case
from earwitness.desk.models import Account, Exposure, UnsavedText
from earwitness.desk.roles import Role
from earwitness.desk.start import open_desk
from earwitness.records.errors import CaseUnusable
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import tombstones
from earwitness.runtime.store.connection import disconnect

TYPED = "двадцать"
WHY = "the source withdrew consent"


def with_accounts_at(place: Workplace, address: str) -> Workplace:
    """The case anew, with the address of the accounts in its settings."""
    with place.folder.settings.open("a", encoding="utf-8") as settings:
        settings.write(f'\n[desk]\naccounts_database = "{address}"\n')
    disconnect()
    return open_case(place.folder.root)


@pytest.fixture
def served(spoken: Workplace, postgresql_database: str) -> Iterator[Workplace]:
    """The tiny case, served to a team whose accounts lie in PostgreSQL."""
    place = with_accounts_at(spoken, postgresql_database)
    open_desk(place.folder.root, postgresql_database)
    cache.clear()
    serve_case(Desk(place=place, alone=False))
    yield place
    disconnect()


def leave_traces(sha256: str) -> None:
    olena = person("olena")
    fields = {"start_ms": "0", "end_ms": "1000", "channel": "0", "text": TYPED}
    olena.post(f"/recordings/{sha256}/unsaved", fields)
    olena.post(f"/recordings/{sha256}/heard", {"ms": "12000"})
    assert (UnsavedText.objects.count(), Exposure.objects.count()) == (1, 1)


def pages_with(address: str, table: str, said: str) -> int:
    """How many pages of the table's file hold these words, in rows that live or in dead ones."""
    count = (
        "select count(*) from generate_series(0, pg_relation_size(%(table)s) / 8192 - 1) as page "
        "where position(convert_to(%(said)s, 'UTF8') in pg_read_binary_file("
        "pg_relation_filepath(%(table)s), page * 8192, 8192)) > 0"
    )
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("checkpoint")
        found = other.execute(count, {"table": table, "said": said}).fetchone()
    assert found is not None
    return int(found[0])


def test_it_goes_from_accounts_on_a_server_too(served: Workplace, postgresql_database: str) -> None:
    sha256 = recording()
    leave_traces(sha256)
    assert pages_with(postgresql_database, "desk_exposure", sha256) == 1
    forget(served, sha256, why=WHY)
    assert (UnsavedText.objects.count(), Exposure.objects.count()) == (0, 0)
    assert pages_with(postgresql_database, "desk_exposure", sha256) == 0
    assert pages_with(postgresql_database, "desk_unsavedtext", sha256) == 0
    assert Account.objects.filter(username="olena").exists()


def test_what_a_window_saves_afterwards_goes_with_the_next_command(served: Workplace) -> None:
    sha256 = recording()
    forget(served, sha256, why=WHY)
    olena = account(Role.VERIFIER, "olena")
    late = {"subject": f"{sha256} 0", "based_on": 0, "body": {"text": TYPED}}
    UnsavedText.objects.create(account=olena, **late)
    finish_forgetting(served)
    assert UnsavedText.objects.count() == 0


def test_it_is_not_over_while_the_server_cannot_be_reached(
    spoken: Workplace, tmp_path: Path
) -> None:
    nowhere = tmp_path / "nowhere"
    place = with_accounts_at(spoken, f"postgresql://postgres@/accounts?host={nowhere}")
    sha256 = recording()
    with pytest.raises(CaseUnusable, match="What the desk keeps") as told:
        forget(place, sha256, why=WHY)
    assert "can be reached" in told.value.remedy
    assert tombstones.uncleared() == {sha256}


def test_every_table_of_the_desk_that_names_a_recording_is_known() -> None:
    naming = {
        model._meta.db_table
        for model in apps.get_app_config("desk").get_models()
        if {"recording", "subject"} & {field.name for field in model._meta.get_fields()}
    }
    assert naming == set(TRACES)
