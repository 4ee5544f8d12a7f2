"""A whole case on a PostgreSQL server: taken in, processed, shown, judged, edited, verified."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from desk.call.test_editing import HEARD, person, recording, save
from desk.call.test_page import call_of, shown
from desk.conftest import LogIn
from earwitness.app import custody, judging
from earwitness.app.answers import all_attributions
from earwitness.app.exporting import export_as
from earwitness.app.forgetting import forget
from earwitness.app.opening import open_case
from earwitness.app.transcripts import transcript_of
from earwitness.desk.roles import Role
from earwitness.records.attribution import Judgement
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import disconnect

PAGES = ("/", "/calls/", "/search/?q=Мама", "/speakers/", "/findings/", "/releases/")


@pytest.fixture
def spoken(spoken_case_on_postgresql: Path) -> Iterator[Workplace]:
    """The tiny case, its store in a database."""
    yield open_case(spoken_case_on_postgresql)
    disconnect()


def test_a_team_works_on_a_case_whose_store_is_on_a_server(
    team: Workplace, log_in: LogIn, tmp_path: Path
) -> None:
    admin = log_in(Role.ADMIN)
    for page in PAGES:
        assert admin.get(page).status_code == 200, page
    assert HEARD[:4] in shown(person("olena"), call_of())
    right = HEARD.replace("двенадцать", "двадцать")
    assert save(person("olena"), text=right, why="heard thrice").json()["version"] == 1
    assert save(person("petro"), text=HEARD + " Да.").json()["clash"] is True
    assert transcript_of(recording()).versions[0].why == "heard thrice"
    one = next(one for one in all_attributions() if one.person_id)
    silent = SilentProgress()
    judging.judge(team, one.id, Judgement.POSITIVE, why="Her voice.", by="olena", progress=silent)
    assert {"open", "edit", "judge"} <= {entry.action for entry in journal.entries()}
    assert custody.verify(team)["problems"] == []
    export_as("bag", team, tmp_path / "bag", progress=silent)
    assert (tmp_path / "bag" / "bagit.txt").is_file()


def test_what_is_forgotten_is_in_no_table_any_more(spoken: Workplace) -> None:
    sha256 = recording()
    forget(spoken, sha256, why="The source withdrew consent.")
    assert custody.verify(spoken)["ok"]
    disconnect()
    with psycopg.connect(spoken.settings.case.database) as other:
        names = other.execute("select tablename from pg_tables where tablename like 'store_%'")
        texts = "".join(
            str(row)
            for (name,) in names.fetchall()
            for row in other.execute(f"select * from {name}")
        )
    assert "нас обманули" not in texts
    assert "\\u043d\\u0430\\u0441 \\u043e\\u0431" not in texts
    assert sha256 in texts  # its tombstone
