"""The stage `cross`: which calls are crossed anew when, and what a damaged table does."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from earwitness.app import transcripts
from earwitness.app.intake import take_in
from earwitness.app.processing import process
from earwitness.app.profiles import read_profiles
from earwitness.calls.edits import Typed
from earwitness.pipeline.cross import CrossStage
from earwitness.pipeline.leading import LeadingTurns, leading_turns
from earwitness.pipeline.profile_table import FOLDER, table_parts
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, profiles
from fakes.dialogue import MOTHER, SOLDIER, WIFE
from fakes.sounds import encode, tone

SILENT = SilentProgress()


def keys(place: Workplace) -> dict[str, object]:
    return {work.subject: work.provenance for work in CrossStage().pending(place)}


def changed(before: dict[str, object], place: Workplace) -> set[str]:
    after = keys(place)
    return {subject for subject, provenance in after.items() if before.get(subject) != provenance}


def of_line(line: str) -> set[str]:
    return {call.id for call in calls.all_calls() if call.called == line}


def cross(place: Workplace) -> tuple[int, int]:
    return process(place, ("cross",), progress=SILENT)["cross"]


def test_a_new_transcript_crosses_the_calls_of_its_called_line_and_no_other(
    spoken: Workplace,
) -> None:
    assert cross(spoken) == (0, 0)
    before, wife = keys(spoken), of_line(WIFE)
    assert len(wife) == 2 and of_line(MOTHER)
    own = next(c for c in calls.all_calls() if c.called == WIFE and c.recordings)
    typed = Typed(start_ms=100, end_ms=1900, text="Лена, это Серёжа.")
    transcripts.edit(spoken, own.recordings[0], typed, author="Olena")
    assert changed(before, spoken) == wife
    assert cross(spoken) == (2, 0)
    assert cross(spoken) == (0, 0)


def test_calls_are_crossed_alike_however_many_at_once(
    spoken: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = CrossStage().pending(spoken)
    together = {work.subject: own for work, own in CrossStage().crossed(works, spoken)}
    assert any(together.values())
    monkeypatch.setattr("earwitness.pipeline.cross.CALLS_AT_ONCE", 1)
    alone = {work.subject: own for work, own in CrossStage().crossed(works, spoken)}
    assert alone == together


def test_the_calls_of_one_line_are_read_once_though_others_came_between_them(
    spoken: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = CrossStage().pending(spoken)
    own = [work for work in works if work.input.call.called == WIFE]
    others = [work for work in works if work.input.call.called != WIFE]
    read: list[str] = []

    def counted(hashes: Sequence[str]) -> Iterator[LeadingTurns]:
        read.extend(hashes)
        return leading_turns(hashes)

    monkeypatch.setattr("earwitness.pipeline.cross.CALLS_AT_ONCE", len(own))
    monkeypatch.setattr("earwitness.pipeline.cross.leading_turns", counted)
    list(CrossStage().crossed([own[0], *others, *own[1:]], spoken))
    assert all(read.count(one) == 1 for work in own for one in work.input.call.recordings)


def test_new_profiles_cross_every_call(spoken: Workplace, tmp_path: Path) -> None:
    before = keys(spoken)
    book = tmp_path / "new.vcf"
    book.write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:Иван\nTEL:{WIFE}\nEND:VCARD\n", "utf-8")
    read_profiles(spoken, [book], progress=SILENT)
    assert changed(before, spoken) == set(before)


def test_a_call_between_other_lines_changes_who_talks_with_whom_for_all(
    spoken: Workplace, tmp_path: Path
) -> None:
    before = keys(spoken)
    take(spoken, tmp_path, SOLDIER, "+79552110044")
    assert changed(before, spoken) == set(keys(spoken))


def test_another_call_of_the_same_two_lines_changes_those_of_the_line(
    spoken: Workplace, tmp_path: Path
) -> None:
    before = keys(spoken)
    take(spoken, tmp_path, SOLDIER, WIFE)
    assert changed(before, spoken) == of_line(WIFE)


def take(place: Workplace, folder: Path, caller: str, called: str) -> None:
    """One more recorded call between two lines."""
    new = encode(folder / "new.wav", tone(1, hertz=900))
    listed = folder / "more.csv"
    row = f"{caller};{called};09.03.2022 10:00:00;1;{new.name}\n"
    listed.write_text("caller;called;start;duration;file\n" + row, "utf-8")
    take_in(place, [new], call_lists=[listed], delivery="", progress=SILENT)


def test_who_is_on_which_channel_of_another_call_of_the_line_counts_too(
    spoken: Workplace, tmp_path: Path
) -> None:
    new = encode(tmp_path / "stereo.wav", tone(1, channels=2))
    listed = tmp_path / "more.csv"
    row = f"{SOLDIER};{WIFE};09.03.2022 10:00:00;1;{new.name}\n"
    listed.write_text("caller;called;start;duration;file\n" + row, "utf-8")
    take_in(spoken, [new], call_lists=[listed], delivery="", progress=SILENT)
    process(spoken, ("decode",), progress=SILENT)
    before = keys(spoken)
    turned = replace(spoken.settings.audio, channel_sides=("called", "caller"))
    other = replace(spoken, settings=replace(spoken.settings, audio=turned))
    assert changed(before, other) == of_line(WIFE)


@pytest.mark.parametrize("damage", ["cut", "gone", "empty", "folder"])
def test_a_damaged_table_is_made_anew(spoken: Workplace, damage: str) -> None:
    ((source, part),) = table_parts(spoken)
    for file in part.iterdir():
        if damage == "cut":
            file.write_bytes(file.read_bytes()[:-7])
        elif damage == "empty":
            file.write_bytes(b"")
        else:
            file.unlink()
    if damage == "folder":
        part.rmdir()
    unfinished = part.with_name(part.name + ".1.unfinished")
    unfinished.mkdir()
    works = list(CrossStage().pending(spoken))
    made = list(CrossStage().make(works, spoken))
    assert len(made) == len(works) and all(one.output for one in made)
    assert table_parts(spoken) == ((source, part),)
    assert not unfinished.exists()
    assert len(list(profiles.profiles_of(source.id))) == source.profile_count


def test_the_order_of_the_calls_changes_no_attribution(spoken: Workplace) -> None:
    works = list(CrossStage().pending(spoken))
    together = {one.work.subject: one.output for one in CrossStage().make(works, spoken)}
    turned = {one.work.subject: one.output for one in CrossStage().make(works[::-1], spoken)}
    alone = {one.work.subject: one.output for w in works for one in CrossStage().make([w], spoken)}
    assert together == turned == alone
    assert (spoken.folder.index / FOLDER).is_dir()
