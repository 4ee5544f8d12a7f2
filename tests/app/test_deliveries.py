"""Deliveries: named at intake, described in versions, shown beside every count."""

from collections.abc import Callable
from pathlib import Path

import pytest

from earwitness.app import answers, deliveries
from earwitness.app.custody import verify
from earwitness.app.intake import take_in
from earwitness.cli import commands
from earwitness.desk.report.gathering import gather
from earwitness.records.delivery import ASKED
from earwitness.records.errors import WrongUsage
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, recordings
from fakes.sounds import encode, tone

Take = Callable[..., str]
SAID = {
    "handed_over_by": "a relative",
    "handed_over_at": "early May 2022",
    "terms": "no names",
    "selection": "all files of one phone",
    "selection_unknown": "what was deleted before",
}


@pytest.fixture
def take(place: Workplace, tmp_path: Path) -> Take:
    """Take in one new tone (or more) with a delivery; the id of the delivery."""
    made = iter(range(300, 900, 50))

    def taken(label: str, count: int = 1) -> str:
        folder = tmp_path / f"received-{next(made)}"
        folder.mkdir()
        for _ in range(count):
            hertz = next(made)
            encode(folder / f"{hertz}.wav", tone(1, hertz=hertz))
        known = deliveries.known_or_new(place, label)
        take_in(place, [folder], call_lists=[], delivery=known, progress=SilentProgress())
        return known

    return taken


def test_a_new_label_makes_a_delivery_of_which_nothing_is_known(
    place: Workplace, take: Take
) -> None:
    known = take("Memory card")
    (batch,) = deliveries.batches()
    assert batch.delivery is not None
    assert (batch.delivery.id, batch.label) == (known, "Memory card")
    assert batch.delivery.missing == tuple(ASKED.values())
    assert [arrival.delivery for arrival in recordings.arrivals()] == [known]
    assert "how they were selected is not recorded" in batch.selection


@pytest.mark.parametrize("again", ["Memory card", "  memory   CARD ", "{id}"])
def test_a_known_label_or_id_is_the_same_delivery(place: Workplace, take: Take, again: str) -> None:
    known = take("Memory card")
    assert take(again.format(id=known), 2) == known
    (batch,) = deliveries.batches()
    assert (batch.recordings, batch.arrivals) == (3, 3)


def test_a_label_that_was_corrected_still_finds_its_delivery(place: Workplace, take: Take) -> None:
    known = take("Memory card")
    deliveries.describe(place, known, {"label": "Card of the phone"})
    assert deliveries.known_or_new(place, "memory card") == known
    assert deliveries.known_or_new(place, "card of the phone") == known


def test_what_is_missing_is_a_reminder_until_it_is_said(place: Workplace, take: Take) -> None:
    known = take("Memory card")
    (problem,) = answers.list_problems()
    assert (problem["stage"], problem["subject"]) == ("delivery", known)
    assert "who handed it over" in problem["what"]
    deliveries.describe(place, known, {"handed_over_by": "a relative"})
    (problem,) = answers.list_problems()
    assert "who handed it over" not in problem["what"]
    deliveries.describe(place, known, SAID)
    assert answers.list_problems() == []
    assert deliveries.reminder(known) == ""


def test_a_correction_stands_beside_the_earlier_version(place: Workplace, take: Take) -> None:
    known = take("Memory card")
    deliveries.describe(place, known, {**SAID, "handed_over_by": "a neighbour"})
    deliveries.describe(place, "memory card", {"handed_over_by": "a relative"})
    (one,) = deliveries.list_deliveries()
    assert one["handed_over_by"] == "a relative"
    assert one["terms"] == "no names"
    assert [(each["version"], each["handed_over_by"]) for each in one["versions"]] == [
        (1, ""),
        (2, "a neighbour"),
        (3, "a relative"),
    ]
    assert [entry.action for entry in journal.entries()].count("delivery") == 3
    assert verify(place)["ok"]


def test_a_delivery_that_is_not_there_cannot_be_described(place: Workplace, take: Take) -> None:
    take("Memory card")
    with pytest.raises(WrongUsage, match="no deliveries"):
        deliveries.describe(place, "Another", SAID)
    with pytest.raises(WrongUsage, match="Nothing is said"):
        deliveries.describe(place, "Memory card", {})


def test_the_beginning_of_an_id_that_fits_two_deliveries_is_refused(
    place: Workplace, take: Take
) -> None:
    for number in range(2):
        take(f"Card {number}")
    with pytest.raises(WrongUsage, match="fits 2"):
        deliveries.describe(place, "delivery-", SAID)


def test_free_text_of_an_older_case_is_shown_and_can_be_described(
    place: Workplace, tmp_path: Path
) -> None:
    encode(tmp_path / "a.wav", tone(1))
    silent = SilentProgress()
    take_in(place, [tmp_path / "a.wav"], call_lists=[], delivery="by a  friend", progress=silent)
    (one,) = deliveries.list_deliveries()
    assert (one["id"], one["label"], one["recordings"]) == (None, "by a  friend", 1)
    deliveries.describe(place, "by a friend", SAID)
    (one,) = deliveries.list_deliveries()
    assert (one["selection"], one["recordings"]) == ("all files of one phone", 1)
    assert verify(place)["ok"]


def test_recordings_without_a_delivery_are_said_to_be_of_unknown_selection(
    place: Workplace, take: Take
) -> None:
    take("Memory card")
    take("", 2)
    lines = deliveries.selection_lines()
    assert lines[0] == "A selected archive is not a sample:"
    assert lines[-1].strip() == (
        "2 recordings without a delivery: how they were selected is not recorded."
    )


def test_an_empty_case_has_no_caveat(place: Workplace) -> None:
    assert deliveries.selection_lines() == ()


@pytest.mark.parametrize("command", ["calls", "claims"])
def test_the_caveat_stands_beside_counts_on_the_command_line(
    place: Workplace, take: Take, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    deliveries.describe(place, take("Memory card"), SAID)
    assert commands._run(["-C", str(place.folder.root), command]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "A selected archive is not a sample" in said
    assert "all files of one phone; unknown: what was deleted before" in said


def test_the_report_shows_each_delivery_and_what_is_unknown(place: Workplace, take: Take) -> None:
    from earwitness.desk.report.rendering import render_report

    deliveries.describe(place, take("Memory card"), SAID)
    take("")
    page = render_report(gather(place))
    for words in (*SAID.values(), "Without a delivery", "how they were selected is not recorded"):
        assert words in page


TAMPERINGS = [
    "update store_deliveryrow set body = json_set(body, '$.terms', 'none') where version = 2",
    "update store_deliveryrow set version = 7 where version = 1",
    "update store_deliveryrow set delivery = 'delivery-0'",
    "delete from store_deliveryrow where version = 2",
    "update store_deliveryrow set body = '17'",
]


@pytest.mark.file_store
@pytest.mark.parametrize("sql", TAMPERINGS)
def test_verification_finds_a_changed_delivery(place: Workplace, take: Take, sql: str) -> None:
    import sqlite3

    from earwitness.runtime.store.connection import disconnect

    deliveries.describe(place, take("Memory card"), SAID)
    assert verify(place)["ok"]
    disconnect()
    with sqlite3.connect(place.folder.database) as store:
        assert store.execute(sql).rowcount > 0
    store.close()
    assert not verify(place)["ok"]


def test_what_is_said_in_bytes_that_are_no_utf_8_is_kept_readable(
    place: Workplace, take: Take
) -> None:
    newest = deliveries.describe(place, take("memory card"), {"note": "caf\udce9"})
    assert newest.note == "caf?"
