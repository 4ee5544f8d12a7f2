"""Signals: a working copy becomes tones, dialled keys, hold music and levels."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from earwitness.calls.signals.finding import VERSION, find_signals
from earwitness.calls.sound_file import SoundFile
from earwitness.pipeline.decoded import every_decoded
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.records.signals import Signals
from earwitness.runtime.executors.case_files import CaseFile
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace

MOST_SECONDS, LEAST_SECONDS = 3600.0, 300.0
"""Of sound in a task."""


class SignalsStage:
    """What the line itself sounds like, on every channel by itself."""

    name = "signals"
    label = "Finding tones"
    unit = "seconds"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every decoded recording."""
        return every_decoded(self.name, engine="signals", version=VERSION)

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Look in processes, some minutes of sound a task."""
        task = GroupTask(items=(), engine=None)
        audio = [CaseFile(place.folder.audio(item.subject)) for item in work]
        most, least = MOST_SECONDS, LEAST_SECONDS
        return made_in_groups(
            self.name, signals_group, work, audio, task, place, most=most, least=least
        )


def signals_group(task: GroupTask) -> dict[str, Any]:
    """Runs in a worker: the signals of every item, by subject."""
    return {
        subject: to_json(find_signals(SoundFile.open(Path(audio)))) for subject, audio in task.items
    }


def signals_from(output: Any) -> Signals | None:
    """The record from what is stored; None where nothing was looked for."""
    return None if output is None else from_json(output, Signals)
