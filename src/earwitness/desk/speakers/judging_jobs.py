"""Decisions at work: recording one crosses calls anew, which takes longer than a page may.

Each is worked on in a thread of its own, one after the other; its page asks how far it is. What
was decided stands in the store from the first second on; what is kept here is only what to show,
and is gone when the desk stops.
"""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

from django.db import connections

from earwitness.app.judging import Judged
from earwitness.desk.log.events import tell
from earwitness.desk.log.failures import told
from earwitness.records.errors import EarwitnessError
from earwitness.runtime.progress import Progress

KEPT = 50
"""Finished decisions whose changes can still be looked at. Estimate."""

_jobs: dict[str, "Job"] = {}
_turn = Lock()
"""Who holds it crosses; a second would wait for the store's lock, and be told that it is taken."""


@dataclass(slots=True)
class Job:
    """One decision being worked on. `account` is whose it is; `back` where it was made."""

    account: int
    back: str
    label: str
    judged: Judged | None = None
    problem: EarwitnessError | None = None
    failed: bool = False
    done: float = 0.0
    total: float = 0.0
    ended: Event = field(default_factory=Event)

    def start(self, label: str, total: float, unit: str) -> None:
        """As `Progress` asks."""
        self.done, self.total = 0.0, total

    def advance(self, amount: float, *, failed: bool = False) -> None:
        """As `Progress` asks."""
        self.done += amount

    def finish(self) -> None:
        """As `Progress` asks."""


def begin(job: Job, work: Callable[[Progress], Judged]) -> str:
    """Start the work; what the page of it is found by."""
    token = secrets.token_hex(16)
    _jobs[token] = job
    for old in [key for key, one in _jobs.items() if one.ended.is_set()][:-KEPT]:
        _jobs.pop(old, None)
    Thread(target=_run, args=(job, work), name="judging", daemon=True).start()
    return token


def job_of(token: str, account: int) -> Job | None:
    """The work of this token, if it is this account's."""
    job = _jobs.get(token)
    return job if job is not None and job.account == account else None


def wait(seconds: float) -> None:
    """Wait until all decisions are worked out, but not longer than this. One that is not is made
    whole by the next `process`."""
    until = time.monotonic() + seconds
    for job in list(_jobs.values()):
        job.ended.wait(timeout=max(0.0, until - time.monotonic()))


def _run(job: Job, work: Callable[[Progress], Judged]) -> None:
    try:
        with _turn:
            job.judged = work(job)
    except EarwitnessError as error:
        job.problem = error
    except Exception as error:
        job.failed = True  # said on its page; what went wrong may hold names, so no log has it
        tell("work_failed", logging.ERROR, kind="judge", **told(error))
    finally:
        connections.close_all()
        job.ended.set()
