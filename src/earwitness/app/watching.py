"""Watching folders: files are taken in when nobody writes to them any more."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from threading import Event

from earwitness.app.intake import IntakeSummary, owned_by, take_items
from earwitness.archive.transcript_names import transcripts_beside
from earwitness.archive.walk import find_files
from earwitness.records.problem import Problem
from earwitness.runtime.progress import Progress
from earwitness.runtime.runner import Workplace

Clock = Callable[[], float]
Pause = Callable[[float], object]
Told = Callable[[IntakeSummary], None]


@dataclass(slots=True)
class Sighting:
    """A file as last seen: its size and time stamp, since when (seconds of any clock), and
    whether it was handed on in this state."""

    state: tuple[int, int]
    since: float
    is_given: bool = False


@dataclass(slots=True)
class Sightings:
    """What is known of the files under the watched paths."""

    quiet_seconds: float
    files: dict[Path, Sighting] = field(default_factory=dict)

    def settled(self, found: Iterable[Path], now: float) -> list[Path]:
        """The files that did not change for a while and were not handed on yet.

        A recording waits for the transcripts beside it, which are read together with it; one
        that comes later hands its recording on again. Files that are gone are forgotten.
        """
        self.look_at(found, now)
        ready = []
        for path in self.files:
            beside = transcripts_beside(path)
            together = [path, *(one for one in beside if one in self.files)]
            is_new = not all(self.files[one].is_given for one in together)
            if is_new and all(self.is_quiet(one, now) for one in together):
                ready.append(path)
        for path in ready:
            self.files[path].is_given = True
        return ready

    def look_at(self, found: Iterable[Path], now: float) -> None:
        """Note how the files look now."""
        seen: dict[Path, Sighting] = {}
        for path in found:
            state = state_of(path)
            if state is None:
                continue
            known = self.files.get(path)
            seen[path] = known if known and known.state == state else Sighting(state, now)
        self.files = seen

    def is_quiet(self, path: Path, now: float) -> bool:
        """Whether the file has not changed for long enough."""
        return now - self.files[path].since >= self.quiet_seconds


def state_of(path: Path) -> tuple[int, int] | None:
    """Size in bytes and time of the last change in nanoseconds; None if the file is gone."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns


def watch(
    place: Workplace,
    untrusted_paths: Sequence[Path],
    *,
    call_lists: Sequence[Path],
    delivery: str,
    progress: Progress,
    stop: Event,
    told: Told,
    clock: Clock = time.monotonic,
    pause: Pause | None = None,
) -> IntakeSummary:
    """Take in files under the paths as they become whole, until `stop` is set.

    The folders are looked through every `look_seconds`; no message of the system is asked for,
    since network shares send none. `told` hears of each round in which something was taken.
    Memory grows with the number of files under the paths.

    Raises:
        CaseUnusable: the case cannot be written.
    """
    settings = place.settings.intake
    sightings, total = Sightings(settings.quiet_seconds), IntakeSummary()
    paths, owned = [*untrusted_paths, *call_lists], owned_by(place.folder)
    pause = pause or stop.wait
    known: set[Problem] = set()
    while not stop.is_set():
        items = list(find_files(paths, owned=owned))
        new = {item for item in items if isinstance(item, Problem)} - known
        known |= new
        ready = sightings.settled((item for item in items if isinstance(item, Path)), clock())
        if ready or new:
            given = [*ready, *new]
            summary = take_items(
                place,
                partial(iter, given),
                call_lists=call_lists,
                delivery=delivery,
                progress=progress,
                reread=False,
                stop=stop,
            )
            add(total, summary)
            told(summary)
        pause(settings.look_seconds)
    return total


def add(total: IntakeSummary, summary: IntakeSummary) -> None:
    """Count a round."""
    for count in fields(IntakeSummary):
        setattr(total, count.name, getattr(total, count.name) + getattr(summary, count.name))
