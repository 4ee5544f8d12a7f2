"""Ctrl-C: a wish to end, at once or when what is in work is finished."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

GO_ON = "What was finished is kept; give the same command again to go on."


class Stopped(BaseException):
    """Ctrl-C, or the wish of the system that the command ends (SIGTERM). Not KeyboardInterrupt,
    which Typer would turn into an exit code of its own."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_code = 128 + number
        self.remedy = GO_ON


def stop_at_signals() -> None:
    """Ctrl-C and SIGTERM raise `Stopped` from now on; the second one ends the command at once."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)


def _stop(number: int, frame: object) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)  # whoever presses again need not wait
    raise Stopped(number)


@contextmanager
def said_when_stopped(remedy: str) -> Iterator[None]:
    """What is true of a command that does not go on where it was stopped."""
    try:
        yield
    except Stopped as stopped:
        stopped.remedy = remedy
        raise


@contextmanager
def stop_on_ctrl_c() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets; the second one does what Ctrl-C does otherwise."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.getsignal(signal.SIGINT)

    def ask(number: int, frame: object) -> None:
        signal.signal(signal.SIGINT, before)
        stop.set()

    signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def instead_of_stopping(act: Callable[[], None]) -> Iterator[None]:
    """What the first Ctrl-C or SIGTERM does in place of raising `Stopped`. The second one ends the
    command at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}

    def ask(number: int, frame: object) -> None:
        for one in numbers:
            signal.signal(one, signal.SIG_DFL)
        act()

    try:
        for number in numbers:
            signal.signal(number, ask)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
