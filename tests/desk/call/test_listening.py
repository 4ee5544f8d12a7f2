"""How much somebody hears is counted for that person alone; who wants to, is not offered it."""

import pytest

from desk.call.test_editing import person, recording
from desk.call.test_page import call_of, shown
from earwitness.desk.models import Account, Exposure
from earwitness.runtime.runner import Workplace


def test_minutes_are_counted_and_shown_to_the_listener_alone(team: Workplace) -> None:
    olena, petro = person("olena"), person("petro")
    for _ in range(5):
        olena.post(f"/recordings/{recording()}/heard", {"ms": "15000"})
    assert "You heard 2 min today, 2 min of it hard to hear" in shown(olena, call_of())
    assert "You heard 0 min today" in shown(petro, call_of())


@pytest.mark.parametrize("ms", ["", "x", "-5", "1e9", "٣"])
def test_nonsense_is_not_counted(team: Workplace, ms: str) -> None:
    assert person("olena").post(f"/recordings/{recording()}/heard", {"ms": ms}).status_code == 204
    assert Exposure.objects.count() == 0


def test_one_report_counts_a_minute_at_most(team: Workplace) -> None:
    person("olena").post(f"/recordings/{recording()}/heard", {"ms": "99999999"})
    assert Exposure.objects.get().heard_ms == 60_000


def test_who_mutes_reads_on_and_is_offered_no_such_sound(team: Workplace) -> None:
    olena = person("olena")
    assert "data-sound" in shown(olena, call_of())
    olena.post(f"/calls/{call_of()}/mute", {"muted": "1"})
    assert Account.objects.get(username="olena").muted is True
    page = shown(olena, call_of())
    assert "data-sound" not in page
    assert "двухсотых" in page
    assert "data-sound" in shown(olena, call_of(place=1))
    olena.post(f"/calls/{call_of()}/mute", {"muted": "0"})
    assert "data-sound" in shown(olena, call_of())
