"""One task tried in a worker, and what came of it in words."""

import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from typing import TypeVar

from pebble import ProcessExpired

from earwitness.records.errors import EarwitnessError, EngineFailed
from earwitness.runtime.executors.guarded import OUT_OF_MEMORY, in_worker

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class EngineDied(EngineFailed):
    """A worker was gone in the middle of a task."""


def attempt(work: Callable[[Task], Answer], task: Task) -> Answer | EarwitnessError:
    """Runs in a worker: the answer to a task, or the error that it met. What a foreign exception
    says is not repeated: it may quote a call."""
    try:
        return work(task)
    except EarwitnessError as error:
        return error
    except MemoryError:
        if in_worker():
            os._exit(OUT_OF_MEMORY)
        return _out_of_memory()
    except Exception as error:
        return EngineFailed(
            f"The engine failed on this ({type(error).__name__}).",
            remedy="Run `earwitness process` again; if it stays, report it with this name.",
        )


def answer_of(future: Future[Answer | EarwitnessError]) -> Answer | EarwitnessError:
    """What a worker answered, or the error that it met; what is no task's fault is raised."""
    try:
        return future.result()
    except TimeoutError:
        return EngineFailed(
            "The engine took longer than allowed on this.",
            remedy="If it only is slow, raise `max_seconds_per_minute` in [hearing] of case.toml; "
            "then run `earwitness process` again.",
        )
    except (BrokenExecutor, ProcessExpired) as error:
        if getattr(error, "exitcode", None) == OUT_OF_MEMORY:
            return _out_of_memory()
        return EngineDied(
            "The engine died while it worked on this.",
            remedy="Look whether memory is short; then run `earwitness process` again.",
        )


def _out_of_memory() -> EngineFailed:
    return EngineFailed(
        "The engine wanted more memory than one worker may have.",
        remedy="Raise `max_worker_mib` or lower `workers` in [hearing] of case.toml, or take a "
        "smaller model.",
    )
