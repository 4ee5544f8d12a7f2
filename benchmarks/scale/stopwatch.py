"""Processor time that making things up takes, to be left out of what is measured."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Adds up seconds of this process."""

    def __init__(self) -> None:
        self.seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """What is done within counts."""
        began = time.process_time()
        try:
            yield
        finally:
            self.seconds += time.process_time() - began


MAKING_UP = Stopwatch()
