"""Long work on releases: one piece at a time, in a thread that outlives the window it was asked in.

It is not kept over a restart of the desk: a build that is stopped leaves nothing half behind. When
the desk ends, work ends at its next step.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import connections
from django.utils.translation import gettext as _

from earwitness.desk.log.events import tell
from earwitness.desk.log.failures import told
from earwitness.records.errors import CaseUnusable, EarwitnessError, EngineFailed
from earwitness.runtime.progress import Progress


@dataclass(slots=True, kw_only=True)
class Work:
    """A piece of work. `kind`: "build", "look" or "publish". While it runs `label`, `done` and
    `total` say where it stands; at its end `error` says why it failed, if it did."""

    kind: str
    release: str
    by: str
    began_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    label: str = ""
    done: float = 0.0
    total: float = 0.0
    ended_at: datetime | None = None
    error: EarwitnessError | None = None
    abandoned: threading.Event = field(default_factory=threading.Event)

    @property
    def percent(self) -> int | None:
        """How much of the step that is named is done; None: nobody knows."""
        return min(100, int(100 * self.done / self.total)) if self.total else None

    def start(self, label: str, total: float, unit: str) -> None:
        """As `Progress`."""
        self._end_if_abandoned()
        self.label, self.done, self.total = label, 0.0, total

    def advance(self, amount: float, *, failed: bool = False) -> None:
        """As `Progress`."""
        self._end_if_abandoned()
        self.done += amount

    def finish(self) -> None:
        """As `Progress`."""
        self.label, self.done, self.total = "", 0.0, 0.0

    def _end_if_abandoned(self) -> None:
        if self.abandoned.is_set():
            raise CaseUnusable(
                _("The desk was stopped while this was being done."), remedy=_("Do it again.")
            )


_lock = threading.Lock()
_last: list[Work] = []
_threads: list[threading.Thread] = []


def last_work(release: str = "") -> Work | None:
    """The piece of work that runs, or that ended last; of one release if it is named."""
    with _lock:
        found = _last[0] if _last else None
    return found if found and release in ("", found.release) else None


def running() -> Work | None:
    """The piece of work that runs now."""
    found = last_work()
    return found if found and found.ended_at is None else None


def wait() -> None:
    """Wait until what runs has ended."""
    for thread in list(_threads):
        thread.join()


def abandon(seconds: float) -> None:
    """Let what runs end at its next step; wait for that, but not longer than this."""
    if found := running():
        found.abandoned.set()
    for thread in list(_threads):
        thread.join(timeout=seconds)


def forget_last() -> None:
    """Show nothing of work that has ended."""
    with _lock:
        _last[:] = [one for one in _last if one.ended_at is None]


def begin(kind: str, release: str, by: str, act: Callable[[Progress], object]) -> None:
    """Do `act` in a thread of its own.

    Raises:
        CaseUnusable: another piece of work runs.
    """
    new = Work(kind=kind, release=release, by=by)
    with _lock:
        if _last and _last[0].ended_at is None:
            raise CaseUnusable(
                _("%(name)s is being worked at, and only one thing is done at a time.")
                % {"name": _last[0].release},
                remedy=_("Wait until it is done."),
            )
        _last[:] = [new]
    thread = threading.Thread(target=_do, args=(new, act), name=f"release-{kind}", daemon=True)
    _threads[:] = [thread]
    thread.start()


def _do(work: Work, act: Callable[[Progress], object]) -> None:
    tell("work_began", kind=work.kind)
    try:
        act(work)
    except EarwitnessError as error:
        work.error = error
    except Exception as error:  # told on the page: nobody sees a traceback of a thread
        tell("work_failed", logging.ERROR, kind=work.kind, **told(error))
        work.error = EngineFailed(
            f"The program failed at it ({type(error).__name__}).",
            remedy="Try again; if it fails again, `earwitness release build` tells more.",
        )
    finally:
        connections.close_all()
        work.ended_at = datetime.now(UTC)
        seconds = round((work.ended_at - work.began_at).total_seconds())
        tell("work_ended", kind=work.kind, done=work.error is None, seconds=seconds)
