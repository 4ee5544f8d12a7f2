"""Two voices beside each other, and groups of voices."""

from django.test import Client

from desk.conftest import LogIn
from desk.speakers.voices_told import tell_voices_apart
from earwitness.app import restricting
from earwitness.desk.roles import Role
from earwitness.records.call_listing import Reach
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import listed_speakers
from earwitness.runtime.store.calls import ids_with_recording


def compared(client: Client, left: str, right: str) -> str:
    client.post(f"/calls/{ids_with_recording(left[:64])[0]}/uncover", {"all": "1"})
    answer = client.get("/speakers/voices/compare/", {"left": left, "right": right})
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_likeness_is_worth_is_said_in_words_with_its_limits(
    alone: Workplace, client: Client
) -> None:
    left, right, other = tell_voices_apart(alone)
    assert "The voices are alike. That is a lead, and no proof." in compared(client, left, right)
    page = compared(client, left, other)
    assert "One person may sound so on two days." in page
    assert "8 kHz" in page


def test_covered_calls_are_neither_read_nor_heard_beside_each_other(
    alone: Workplace, client: Client
) -> None:
    left, right, _other = tell_voices_apart(alone)
    answer = client.get("/speakers/voices/compare/", {"left": left, "right": right})
    page = answer.content.decode()
    assert "This call is covered" in page
    assert "двухсотых" not in page
    assert page.count("data-sound") == 1


def test_a_voice_is_named_by_its_call_too(alone: Workplace, client: Client) -> None:
    left, right, _other = tell_voices_apart(alone)
    call_id = ids_with_recording(right[:64])[0]
    assert right[:64] in compared(client, left, f"{call_id}:called")


def test_a_voice_beside_itself_or_one_that_is_not_there_is_no_page(
    alone: Workplace, client: Client
) -> None:
    left, _right, _other = tell_voices_apart(alone)
    for right in (left, "", "x", f"{'0' * 64}:voice-1", "call-000000000000:caller"):
        answer = client.get("/speakers/voices/compare/", {"left": left, "right": right})
        assert answer.status_code == 404


def test_a_restricted_call_has_no_voice_for_others(team: Workplace, log_in: LogIn) -> None:
    left, right, _other = tell_voices_apart(team)
    reader = log_in(Role.READER)
    reader.get("/speakers/")
    call_id = ids_with_recording(right[:64])[0]
    (one, *_) = listed_speakers.voices_in([call_id], Reach())
    restricting.restrict(team, call_id, allowed=["olena"], why="Danger.")
    page = reader.get("/speakers/voices/compare/", {"left": left, "right": right})
    assert page.status_code == 404
    group = reader.get(f"/speakers/voices/{one.group}/").content.decode()
    assert call_id not in group
    assert right[:64] not in group


def test_a_group_says_that_it_is_a_hypothesis(alone: Workplace, client: Client) -> None:
    left, *_others = tell_voices_apart(alone)
    client.get("/speakers/")
    (one, *_) = listed_speakers.voices_with([left[:64]], Reach())
    page = client.get(f"/speakers/voices/{one.group}/").content.decode()
    assert "It is a hypothesis" in page
    assert "beside the longest" in page
