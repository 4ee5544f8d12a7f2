"""Filling a case with made calls through the software's own store and runner. What is there is not
made again, so a run that was ended goes on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from earwitness.app.opening import create_case, open_case
from earwitness.app.profiles import read_profiles
from earwitness.archive.originals import original_path
from earwitness.pipeline.duplicates import DuplicatesStage
from earwitness.records.recording import ListReading
from earwitness.runtime import runner
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Outcome, Stage, Work, Workplace
from earwitness.runtime.store import call_lists, recordings
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.connection import writing
from scale.made_calls import (
    LINES_OF_A_LIST,
    START,
    MadeCalls,
    arrival,
    content_of,
    list_row,
)
from scale.made_reading import READ
from scale.made_results import MADE, alone
from scale.stopwatch import MAKING_UP
from worlds.export_files import write_table

AT_ONCE = 100
"""Recordings of one transaction."""
SECTION = "\n[hearing]\nworkers = 1\n"
"""One worker: processor time is what is measured."""


def opened(folder: Path) -> Workplace:
    """The case of that folder; a new one if there is none."""
    if not (folder / "case.toml").exists():
        create_case(folder, time_zone="Europe/Kyiv", region="RU")
        settings = folder / "case.toml"
        settings.write_text(settings.read_text("utf-8") + SECTION, "utf-8")
    return open_case(folder)


def take_in(place: Workplace, made: MadeCalls) -> None:
    """Recordings and their arrivals; the originals are a few letters each."""
    known = recordings.counts()[0]  # batches are whole, and come in order
    for part in in_chunks(range(known, len(made)), AT_ONCE):
        with MAKING_UP.running():
            own = [made.at(one) for one in part]
            arrived = [arrival(one, "") for one in own]
            for one in own:
                path = original_path(place.folder.originals, one.sha256)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content_of(one.name))
                path.chmod(0o444)
        with writing(place.folder.database):
            recordings.add_all(arrived, actor=place.actor)


def add_lists(place: Workplace, made: MadeCalls) -> None:
    """Call lists with a row for each recording; a list that is known is left."""
    for part in in_chunks(range(len(made)), LINES_OF_A_LIST):
        with MAKING_UP.running():
            listed = [list_row(made.at(one)) for one in part]
        sha256 = listed[0].list_sha256
        reading = ListReading(
            list_sha256=sha256, list_name=listed[0].list_name, shape="", headings=(),
            columns_used={}, recorded_at=START, recorded_by=place.actor,
        )  # fmt: skip
        with writing(place.folder.database):
            call_lists.add_list(reading, listed, actor=place.actor)


def add_exports(place: Workplace, made: MadeCalls) -> None:
    """A table of profiles for each world, with all that its exports know, read as files."""
    folder = place.folder.root / "exports"
    folder.mkdir(exist_ok=True)
    with MAKING_UP.running():
        for block in range(made.blocks()):
            write_table(folder / f"people-{block}.csv", made.world(block).rows())
    read_profiles(place, [folder], progress=SilentProgress())


class Standing:
    """A stage that asks the real one what is missing, and makes it up."""

    def __init__(self, real: Stage, made: MadeCalls | None) -> None:
        self.name, self.label, self.unit = real.name, real.label, real.unit
        self._real, self._made = real, made

    def pending(self, place: Workplace) -> Sequence[Work]:
        """What the real one would make, were there the decoded sound."""
        return [replace(work, lost=False) for work in self._real.pending(place)]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Outcomes of the right form, in the order of the calls."""
        made = self._made
        assert made is not None, "what is made up needs its calls"
        for item in sorted(work, key=lambda own: made.number_of(own.subject)):
            with MAKING_UP.running():
                output = self._output(made, item.subject)
            yield Outcome(work=item, output=output, more=True)

    def _output(self, made: MadeCalls, subject: str) -> Any:
        if self.name == DuplicatesStage.name:
            return {**alone(made.at(0)), "compared": len(made)}
        return {**MADE, **READ}[self.name](made.of(subject))


def is_made_up(stage: str, *, unread: bool) -> bool:
    """Whether it would need sound, or, for duplicates, days; with `unread` whether it would read
    text, too."""
    return stage in (*MADE, DuplicatesStage.name) or (unread and stage in READ)


def fill_stage(
    place: Workplace, stage: Stage, made: MadeCalls | None, *, unread: bool = False
) -> int:
    """Make what is missing of one stage, as the runner does it; how much that was."""
    if is_made_up(stage.name, unread=unread):
        stage = Standing(stage, made)
    return sum(runner.run_stage(stage, place, SilentProgress()))
