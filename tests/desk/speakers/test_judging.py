"""Judging who speaks, and what follows."""

import re
import time

from django.http import HttpResponse
from django.test import Client

from desk.conftest import LogIn
from desk.speakers.voices_told import tell_voices_apart
from earwitness.app.judging import list_judgements
from earwitness.desk.roles import Role
from earwitness.records.call_listing import Reach
from earwitness.records.speaker_listing import ListedSpeaker, SpeakerFilter
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import listed_speakers
from earwitness.runtime.store.models import LedgerRow


def speakers_with_persons() -> list[ListedSpeaker]:
    """The speakers of the tiny case for whom somebody of the sources leads."""
    found, _total = listed_speakers.page(SpeakerFilter(), Reach(), start=0, size=50)
    return [one for one in found if one.candidates[0].person]


def decided(
    client: Client, call_id: str, side: str, candidate: str, verdict: str, why: str = "Heard it."
) -> str:
    """The page of a decision, when all that it bears on has been crossed."""
    said = {"candidate": candidate, "verdict": verdict, "why": why}
    return over(client, client.post(f"/speakers/{call_id}/{side}/judge", said))


def over(client: Client, answer: HttpResponse) -> str:
    """The page of a decision as soon as it is made."""
    assert answer.status_code == 302
    for _ in range(600):
        page = client.get(answer.headers["Location"]).content.decode()
        if "every 1s" not in page:
            return page
        time.sleep(0.05)
    raise AssertionError("A decision took more than half a minute.")


def test_a_verifier_judges_with_a_reason_and_the_ledger_names_her(
    team: Workplace, log_in: LogIn
) -> None:
    verifier = log_in(Role.VERIFIER)
    verifier.get("/speakers/")
    one = speakers_with_persons()[0]
    why = "I know her voice from three calls."
    page = decided(verifier, one.call_id, one.side, one.candidates[0].attribution, "positive", why)
    assert why in page
    assert "What changed by it" in page
    page = verifier.get(f"/speakers/{one.call_id}/{one.side}/").content.decode()
    assert why in page
    assert "it is this person" in page
    (entry,) = LedgerRow.objects.filter(action="judge")
    assert entry.actor == "verifier"


def test_a_decision_without_a_reason_is_not_recorded_and_what_was_chosen_stays(
    client: Client,
) -> None:
    client.get("/speakers/")
    one = speakers_with_persons()[0]
    said = {"candidate": one.candidates[0].attribution, "verdict": "negative", "why": "  "}
    answer = client.post(f"/speakers/{one.call_id}/{one.side}/judge", said)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "A decision needs a reason" in page
    assert re.search(r'value="negative" checked', page)
    assert list_judgements(everything=True) == []


def test_a_decision_is_taken_back_and_the_history_keeps_it(client: Client) -> None:
    client.get("/speakers/")
    one = speakers_with_persons()[0]
    candidate = one.candidates[0].attribution
    decided(client, one.call_id, one.side, candidate, "negative", "Another voice.")
    decided(client, one.call_id, one.side, candidate, "none", "I was wrong.")
    page = client.get(f"/speakers/{one.call_id}/{one.side}/").content.decode()
    assert "Another voice." in page
    assert "I was wrong." in page
    assert "superseded" in page


def test_what_cannot_be_taken_back_is_said(client: Client) -> None:
    client.get("/speakers/")
    one = speakers_with_persons()[0]
    page = decided(client, one.call_id, one.side, one.candidates[0].attribution, "none")
    assert "There is no decision about" in page


def test_a_reader_may_look_and_not_judge(team: Workplace, log_in: LogIn) -> None:
    reader = log_in(Role.READER)
    reader.get("/speakers/")
    one = speakers_with_persons()[0]
    address = f"/speakers/{one.call_id}/{one.side}/"
    page = reader.get(address).content.decode()
    assert "Next best check" in page
    assert "Record the decision" not in page
    said = {"candidate": one.candidates[0].attribution, "verdict": "positive", "why": "Me."}
    assert reader.post(f"{address}judge", said).status_code == 403
    assert list_judgements(everything=True) == []


def test_a_decision_at_work_is_nobody_elses_to_look_at(team: Workplace, log_in: LogIn) -> None:
    mine, other = log_in(Role.VERIFIER), log_in(Role.PUBLISHER)
    mine.get("/speakers/")
    one = speakers_with_persons()[0]
    said = {"candidate": one.candidates[0].attribution, "verdict": "unsure", "why": "Noise."}
    answer = mine.post(f"/speakers/{one.call_id}/{one.side}/judge", said)
    assert other.get(answer.headers["Location"]).status_code == 404
    over(mine, answer)


def test_a_candidate_of_another_speaker_is_not_judged_here(client: Client) -> None:
    client.get("/speakers/")
    one = speakers_with_persons()[0]
    said = {"candidate": "attr-000000000000", "verdict": "positive", "why": "Me."}
    assert client.post(f"/speakers/{one.call_id}/{one.side}/judge", said).status_code == 404


def test_two_voices_are_taken_apart_and_the_page_says_so(alone: Workplace, client: Client) -> None:
    left, right, _other = tell_voices_apart(alone)
    said = {"left": left, "right": right, "verdict": "negative", "why": "Two women."}
    page = over(client, client.post("/speakers/voices/judge", said))
    assert "in a group of 2 voices → in no group" in page
    page = client.get("/speakers/voices/compare/", {"left": left, "right": right})
    assert "Two women." in page.content.decode()
