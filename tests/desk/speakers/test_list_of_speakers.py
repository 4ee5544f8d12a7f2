"""The list of speakers: what waits to be judged, as far as somebody may know of it."""

from django.test import Client

from desk.conftest import LogIn
from desk.speakers.test_judging import decided, speakers_with_persons
from earwitness.app import restricting
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace
from fakes.dialogue import MOTHER, WIFE


def shown(client: Client, address: str = "/speakers/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_nobody_has_judged_stands_on_the_list_with_the_strongest_first(
    client: Client,
) -> None:
    page = shown(client)
    assert "Людмила Светозарова" in page
    assert "that nobody has judged" in page
    chances = [one.candidates[0].probability for one in speakers_with_persons()]
    assert chances == sorted(chances, reverse=True)


def test_a_page_says_that_a_number_is_no_speaker_and_that_truth_is_another_question(
    client: Client,
) -> None:
    assert "A number is not a speaker" in shown(client)


def test_the_list_is_narrowed_to_a_line_and_to_a_person(client: Client) -> None:
    page = shown(client, f"/speakers/?line={WIFE[1:]}&state=all")
    assert WIFE in page
    assert MOTHER not in page
    page = shown(client, "/speakers/?person=светозар")
    assert WIFE not in page
    assert "No speaker fits." in shown(client, "/speakers/?person=nobody-like-this")


def test_what_was_judged_waits_no_more(client: Client) -> None:
    one = speakers_with_persons()[0]
    decided(client, one.call_id, one.side, one.candidates[0].attribution, "positive")
    address = f"/speakers/{one.call_id}/{one.side}/"
    assert address not in shown(client)
    assert address in shown(client, "/speakers/?state=decided")
    assert "confirmed" in shown(client, "/speakers/?state=decided")


def test_what_is_restricted_is_on_no_list(team: Workplace, log_in: LogIn) -> None:
    reader = log_in(Role.READER)
    shown(reader)
    one = speakers_with_persons()[0]
    restricting.restrict(team, one.call_id, allowed=["olena"], why="Danger.")
    assert one.call_id not in shown(reader, "/speakers/?state=all")
    assert reader.get(f"/speakers/{one.call_id}/{one.side}/").status_code == 404
    assert reader.get(f"/speakers/{one.call_id}/").status_code == 404


def test_a_restricted_person_is_nobodys_candidate(team: Workplace, log_in: LogIn) -> None:
    reader = log_in(Role.READER)
    shown(reader)
    one = speakers_with_persons()[0]
    person, name = one.candidates[0].person, one.candidates[0].name
    restricting.restrict(team, person, allowed=["olena"], why="Danger.")
    assert name not in shown(reader, "/speakers/?state=all")
    assert name not in shown(reader, f"/speakers/{one.call_id}/{one.side}/")
    assert "No speaker fits." in shown(reader, f"/speakers/?state=all&person={person}")
    assert reader.get(f"/speakers/persons/{person}/").status_code == 404
    for reference in one.candidates[0].profiles:
        assert reader.get("/speakers/profiles/", {"reference": reference}).status_code == 404


def test_an_address_that_cannot_be_read_shows_what_waits(client: Client) -> None:
    assert "that nobody has judged" in shown(client, "/speakers/?state=lost&page=-3")


def test_an_empty_case_has_no_speakers(empty_desk: Client) -> None:
    assert "No speaker fits." in shown(empty_desk)
    assert "There is nothing to draw yet." in shown(empty_desk, "/speakers/graph/")
