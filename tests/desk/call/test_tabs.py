"""What stands beside the texts: where the recording came from, what it shows, what is declared."""

import pytest
from django.test import Client

from desk.call.test_editing import person, recording, save
from desk.call.test_page import call_of, shown
from earwitness.runtime.runner import Workplace

TABS = ("custody", "examination", "declared", "copies", "versions")


def tab(client: Client, name: str, call_id: str = "") -> str:
    """One page."""
    answer = client.get(f"/calls/{call_id or call_of()}/{name}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", TABS)
def test_a_call_without_a_recording_has_them_too(client: Client, name: str) -> None:
    tab(client, name, call_of(recorded=False))


def test_custody_shows_the_arrival_the_hash_and_the_ledger(client: Client) -> None:
    page = tab(client, "custody")
    assert recording() in page
    assert "2022-03-05_19-42-10" in page
    assert "<td>intake</td>" in page
    assert "lies sealed in the case" in page


def test_a_lost_original_is_said(client: Client, alone: Workplace) -> None:
    sha256 = recording()
    (alone.folder.originals / sha256[:2] / sha256).unlink()
    assert "is missing" in tab(client, "custody")


def test_what_the_list_and_the_file_name_declare_stands_side_by_side(client: Client) -> None:
    page = tab(client, "declared")
    assert "call list calls.csv, row 2" in page
    assert "+380970000011" in page


def test_the_examination_says_that_a_hint_is_no_proof(client: Client) -> None:
    page = tab(client, "examination")
    assert "no proof" in page or "has not been examined" in page


def test_versions_say_who_wrote_what(team: Workplace) -> None:
    olena = person("olena")
    save(olena, text="двадцать.", why="heard three times")
    shown(olena, call_of())
    page = tab(olena, "versions")
    assert all(word in page for word in ("olena", "двадцать.", "heard three times"))


@pytest.mark.parametrize("name", TABS)
def test_tabs_of_no_call_are_not_there(client: Client, name: str) -> None:
    assert client.get(f"/calls/call-000000000000/{name}/").status_code == 404
