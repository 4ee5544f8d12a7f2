"""The page of one call, as the server writes it."""

import re

import pytest
from django.test import Client

from earwitness.app.answers import list_calls
from earwitness.runtime.runner import Workplace


def call_of(*, recorded: bool = True, place: int = 0) -> str:
    """The id of a call of the tiny case with or without a recording."""
    found: list[str] = [one["id"] for one in list_calls() if bool(one["recordings"]) is recorded]
    return found[place]


def shown(client: Client, call_id: str) -> str:
    """The page of a call, uncovered."""
    client.post(f"/calls/{call_id}/uncover")
    return client.get(f"/calls/{call_id}/").content.decode()


def test_lines_time_and_words_stand_on_the_page(client: Client) -> None:
    page = shown(client, call_of())
    assert "+380970000011" in page
    assert "5 Mar 2022, 19:42:10 EET" in page
    assert re.search(r"<span[^>]*>двухсотых\.</span>", page)
    assert page.count('class="turn ') == 2


def test_what_speaks_of_the_dead_is_covered_until_somebody_asks(client: Client) -> None:
    call_id = call_of()
    before = client.get(f"/calls/{call_id}/").content.decode()
    assert "двухсотых" not in before
    assert "the dead and wounded" in before
    sha256 = list_calls()[0]["recordings"][0]["sha256"]
    assert client.get(f"/recordings/{sha256}/turns").content == b""
    assert "двухсотых" in shown(client, call_id)
    assert "двухсотых" in client.get(f"/recordings/{sha256}/turns").content.decode()


def test_one_call_is_uncovered_and_no_other(client: Client, alone: Workplace) -> None:
    shown(client, call_of(place=1))
    assert "двухсотых" not in client.get(f"/calls/{call_of()}/").content.decode()
    client.post(f"/calls/{call_of(place=1)}/uncover", {"all": "1"})
    assert "двухсотых" in client.get(f"/calls/{call_of()}/").content.decode()


def test_nothing_plays_by_itself(client: Client) -> None:
    page = shown(client, call_of())
    assert "autoplay" not in page
    assert 'preload="none"' in page


def test_words_of_a_claim_are_marked(client: Client) -> None:
    page = shown(client, call_of())
    assert re.search(r'<span class="c">двенадцать</span>', page)
    assert 'class="chip claim"' in page


def test_a_call_without_a_recording_says_so(client: Client) -> None:
    page = client.get(f"/calls/{call_of(recorded=False)}/").content.decode()
    assert "No recording of it was handed over" in page


def test_the_cover_has_the_frame_of_every_page(client: Client) -> None:
    assert 'aria-current="page">Calls' in client.get(f"/calls/{call_of()}/").content.decode()


@pytest.mark.parametrize("call_id", ["call-000000000000", "call-6db5", "call-../../x"])
def test_a_call_that_is_not_there_is_not_found(client: Client, call_id: str) -> None:
    assert client.get(f"/calls/{call_id}/").status_code == 404


def test_no_page_carries_code_or_style_of_its_own(client: Client) -> None:
    page = shown(client, call_of())
    assert " style=" not in page
    assert "<style" not in page
    assert all(
        "src=" in tag or "application/json" in tag for tag in re.findall("<script[^>]*>", page)
    )
