"""The graph: what lies around a line, a person, a group of voices."""

from django.test import Client

from desk.conftest import LogIn
from desk.speakers.test_judging import speakers_with_persons
from desk.speakers.voices_told import tell_voices_apart
from earwitness.app import restricting
from earwitness.app.neighbours import neighbours
from earwitness.desk.roles import Role
from earwitness.records.call_listing import Reach
from earwitness.records.neighbours import NearKind
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls
from fakes.dialogue import MOTHER, SOLDIER, WIFE


def near(client: Client, kind: str, key: str, start: int = 0) -> dict[str, object]:
    answer = client.get("/speakers/graph/near", {"kind": kind, "key": key, "start": start})
    assert answer.status_code == 200
    found: dict[str, object] = answer.json()
    return found


def labels(found: dict[str, object]) -> set[str]:
    told = found["near"]
    assert isinstance(told, list)
    return {one["label"] for one in told}


def test_around_a_line_are_the_lines_and_persons_of_its_calls(client: Client) -> None:
    client.get("/speakers/")
    assert {MOTHER, WIFE} <= labels(near(client, "line", SOLDIER))
    assert "Людмила Светозарова" in labels(near(client, "line", MOTHER))


def test_the_graph_begins_where_somebody_asks(client: Client) -> None:
    client.get("/speakers/")
    page = client.get("/speakers/graph/", {"find": "светозар"}).content.decode()
    assert '<h2 id="here">Людмила Светозарова</h2>' in page
    page = client.get("/speakers/graph/", {"find": WIFE[-4:]}).content.decode()
    assert f'<h2 id="here">{WIFE}</h2>' in page


def test_voices_hang_on_the_lines_of_their_calls(alone: Workplace, client: Client) -> None:
    tell_voices_apart(alone)
    client.get("/speakers/")
    assert any(one.startswith("Voice ") for one in labels(near(client, "line", SOLDIER)))


def test_neighbours_come_page_by_page_and_none_twice(alone: Workplace, client: Client) -> None:
    client.get("/speakers/")
    whole = neighbours(NearKind.LINE, SOLDIER, Reach())
    assert whole is not None
    pieces = [
        neighbours(NearKind.LINE, SOLDIER, Reach(), start=start, most=1)
        for start in range(whole.total)
    ]
    assert [one.near[0] for one in pieces if one] == list(whole.near)


def test_what_is_restricted_does_not_stand_in_the_graph(team: Workplace, log_in: LogIn) -> None:
    reader = log_in(Role.READER)
    reader.get("/speakers/")
    person = speakers_with_persons()[0].candidates[0]
    restricting.restrict(team, person.person, allowed=["olena"], why="Danger.")
    for call in calls.all_calls():
        if WIFE in (call.caller, call.called):
            restricting.restrict(team, call.id, allowed=["olena"], why="Danger.")
    assert person.name not in labels(near(reader, "line", MOTHER))
    assert WIFE not in labels(near(reader, "line", SOLDIER))
    for kind, key in (("person", person.person), ("line", WIFE)):
        answer = reader.get("/speakers/graph/near", {"kind": kind, "key": key})
        assert answer.status_code == 404
    page = reader.get("/speakers/graph/", {"find": WIFE}).content.decode()
    assert "No line and no person fits." in page


def test_what_is_no_node_is_not_found(client: Client) -> None:
    for asked in ({}, {"kind": "call", "key": "x"}, {"kind": "line", "key": "+1"}):
        assert client.get("/speakers/graph/near", asked).status_code == 404
    asked = {"kind": "line", "key": SOLDIER, "start": "-1"}
    assert client.get("/speakers/graph/near", asked).status_code == 200
