"""A call that is kept to others is not there: no page, no sound, no text, no writing."""

from desk.call.test_editing import person, recording, typed
from desk.call.test_page import call_of
from earwitness.app import restricting
from earwitness.app.call_pages import candidates_of
from earwitness.runtime.runner import Workplace

PAGES = ("", "custody/", "examination/", "declared/", "copies/", "versions/")
PARTS = (
    *("sound", "heights", "turns", "comments", "write?start_ms=0&channel=0"),
    "history?start_ms=0&end_ms=1000&channel=0",
)
ACTS = ("save", "change-turns", "take-back", "unsaved", "comments/new", "heard")


def test_who_is_not_allowed_finds_nothing_of_a_call(team: Workplace) -> None:
    restricting.restrict(team, call_of(), allowed=["olena"], why="Danger.")
    olena, petro = person("olena"), person("petro")
    call_id, sha256 = call_of(), recording()
    addresses = [f"/calls/{call_id}/{page}" for page in PAGES]
    addresses += [f"/recordings/{sha256}/{part}" for part in PARTS]
    seen = {address: petro.get(address).status_code for address in addresses}
    assert set(seen.values()) == {404}, seen
    acts = [f"/recordings/{sha256}/{act}" for act in ACTS]
    acts += [f"/calls/{call_id}/uncover", f"/calls/{call_id}/mute"]
    done = {address: petro.post(address, typed(text="!")).status_code for address in acts}
    assert set(done.values()) == {404}, done
    assert {olena.get(f"/calls/{call_id}/{page}").status_code for page in PAGES} == {200}


def test_who_somebody_is_is_hidden_where_that_is_restricted(team: Workplace) -> None:
    petro = person("petro")
    petro.post(f"/calls/{call_of()}/uncover")
    assert "Светозарова" in petro.get(f"/calls/{call_of()}/").content.decode()
    found = next(
        one.person_id for one in candidates_of(call_of()) if "Светозарова" in one.person_name
    )
    restricting.restrict(team, str(found), allowed=["olena"], why="Danger.")
    assert "Светозарова" not in petro.get(f"/calls/{call_of()}/").content.decode()
