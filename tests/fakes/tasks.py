"""Functions for worker processes, which must be able to import them."""

import os
import signal
import time

from earwitness.records.errors import InputUnusable

Numbers = tuple[int, ...]
DEADLY, RAISING, UNUSABLE, POWER_CUT = 13, 7, 9, 17


def doubled(task: Numbers) -> Numbers:
    """Twice each number; some are disasters."""
    if DEADLY in task:
        os._exit(3)
    if POWER_CUT in task:
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    if RAISING in task:
        raise ArithmeticError("a secret of the recording")
    if UNUSABLE in task:
        raise InputUnusable("This is no number.", remedy="Take another.")
    return tuple(2 * number for number in task)


def environment(task: Numbers) -> tuple[str, bool]:
    """How this worker was set up: threads, and whether it leaves Ctrl-C alone."""
    ignores = signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    return os.environ.get("OMP_NUM_THREADS", ""), ignores


def nap(task: Numbers) -> Numbers:
    time.sleep(task[0])
    return task


def worker(task: Numbers) -> int:
    """Which process works on this."""
    if DEADLY in task:
        os._exit(3)
    return os.getpid()
