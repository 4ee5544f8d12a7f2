"""A line, a person, a profile; one speaker with the evidence."""

from django.test import Client

from desk.speakers.test_judging import speakers_with_persons
from earwitness.app.speaker_pages import speakers_of
from fakes.dialogue import MOTHER, SOLDIER


def text_of(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_evidence_is_added_up_item_by_item(client: Client) -> None:
    client.get("/speakers/")
    one = speakers_with_persons()[0]
    page = text_of(client, f"/speakers/{one.call_id}/{one.side}/")
    (speaker,) = [own for own in speakers_of(one.call_id) if own.side == one.side]
    for item in speaker.candidates[0].evidence:
        assert item.source.removeprefix("profile ").split(" ")[-1].split("-")[0] in page
    total = f"{sum(item.weight for item in speaker.candidates[0].evidence):+.1f}"
    assert f"<b>{total.replace('-', '−')}</b>" in page
    assert "nobody in the sources" in page
    assert " style=" not in page


def test_found_absent_and_not_checked_are_three_answers(client: Client) -> None:
    found = text_of(client, f"/speakers/lines/{MOTHER}/sources")
    assert "tag good" in found
    assert "Людмила Светозарова" in found
    absent = text_of(client, f"/speakers/lines/{SOLDIER}/sources")
    assert ">absent<" in absent
    assert ">found<" not in absent


def test_a_line_leads_to_its_speakers_and_its_graph(client: Client) -> None:
    page = text_of(client, f"/speakers/lines/{MOTHER}/")
    assert "Людмила Светозарова" in page
    assert "/speakers/graph/?kind=line" in page
    assert client.get("/speakers/lines/+79990000000/").status_code == 404


def test_a_person_and_a_profile_lead_to_each_other(client: Client) -> None:
    client.get("/speakers/")
    one = speakers_with_persons()[0].candidates[0]
    page = text_of(client, f"/speakers/persons/{one.person}/")
    assert one.name in page
    page = text_of(client, "/speakers/profiles/", reference=one.profiles[0])
    assert f"/speakers/persons/{one.person}/" in page
    assert client.get("/speakers/profiles/", {"reference": "x:y"}).status_code == 404


def test_the_page_of_a_call_leads_to_both_sides(client: Client) -> None:
    client.get("/speakers/")
    one = speakers_with_persons()[0]
    page = text_of(client, f"/speakers/{one.call_id}/")
    assert f"/speakers/{one.call_id}/caller/" in page
    assert f"/speakers/{one.call_id}/called/" in page
