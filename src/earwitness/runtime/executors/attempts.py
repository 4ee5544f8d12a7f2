"""One task tried in a worker, and what came of it in words."""

import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from typing import Self, TypeVar

from pebble import ProcessExpired

from earwitness.records import errors
from earwitness.records.errors import EarwitnessError, EngineFailed
from earwitness.runtime.executors.guarded import OUT_OF_MEMORY, in_worker

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class EngineDied(EngineFailed):
    """A worker was gone in the middle of a task."""


@dataclass(frozen=True, slots=True)
class Met:
    """An error on its way out of a worker. Exceptions themselves may not survive pickling."""

    kind: type[EarwitnessError]
    what: str
    remedy: str

    @classmethod
    def of(cls, error: EarwitnessError) -> Self:
        """The same error for the way; of a kind that whoever gets it knows."""
        own = next(kind for kind in type(error).__mro__ if kind.__module__ in _KNOWN)
        return cls(own, error.what, error.remedy)

    def error(self) -> EarwitnessError:
        """The error at the end of the way."""
        return self.kind(self.what, remedy=self.remedy)


_KNOWN = {errors.__name__, __name__}


def attempt(work: Callable[[Task], Answer], task: Task) -> Answer | Met:
    """Runs in a worker. What a foreign exception says is not repeated: it may quote a call."""
    try:
        return work(task)
    except EarwitnessError as error:
        return Met.of(error)
    except MemoryError:
        if in_worker():
            os._exit(OUT_OF_MEMORY)
        return Met(EngineFailed, *_OUT_OF_MEMORY)
    except Exception as error:
        return Met(
            EngineFailed,
            f"The engine failed on this ({type(error).__name__}).",
            "Run `earwitness process` again; if it stays, report it with this name.",
        )


_OUT_OF_MEMORY = (
    "The engine wanted more memory than one worker may have.",
    "Raise `max_worker_mib` or lower `workers` in [hearing] of case.toml, or take a smaller model.",
)


def answer_of(future: Future[Answer | Met]) -> Answer | EarwitnessError:
    """What a worker answered, or the error that it met; what is no task's fault is raised."""
    try:
        answer = future.result()
    except TimeoutError:
        return EngineFailed(
            "The engine took longer than allowed on this.",
            remedy="If it only is slow, raise `max_seconds_per_minute` in [hearing] of case.toml; "
            "then run `earwitness process` again.",
        )
    except (BrokenExecutor, ProcessExpired) as error:
        if getattr(error, "exitcode", None) == OUT_OF_MEMORY:
            return EngineFailed(_OUT_OF_MEMORY[0], remedy=_OUT_OF_MEMORY[1])
        return EngineDied(
            "The engine died while it worked on this.",
            remedy="Look whether memory is short; then run `earwitness process` again.",
        )
    return answer.error() if isinstance(answer, Met) else answer
