"""Work for workers, which must be able to import it: a pause, and a loop that only computes."""

import time


def pause(seconds: float) -> float:
    """Nothing, for a while."""
    time.sleep(seconds)
    return seconds


def compute(turns: int) -> int:
    """So many turns of a loop."""
    found = 0
    for turn in range(turns):
        found = (found * 31 + turn) % 1_000_003
    return found
