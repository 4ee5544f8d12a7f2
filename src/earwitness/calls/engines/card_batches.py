"""How many windows go onto a graphics card at once: as many as are found to be worth it."""

from collections.abc import Callable
from time import perf_counter

WORTH = 1.1
"""Twice as many windows must be heard so much faster, each. Less is not worth the memory.
Estimate."""


def measured_windows(
    hear: Callable[[int], object], most: int, *, clock: Callable[[], float] = perf_counter
) -> int:
    """Windows to hear together, 1 to `most`: the number is doubled while windows a second grow by
    `WORTH`, and as long as they fit.

    `hear` hears so many windows, and raises a `RuntimeError` where the card has no memory for
    them. The first call is not counted: libraries choose their methods in it.
    """
    hear(1)
    best, rate = 1, _rate(hear, 1, clock)
    while 2 * best <= most:
        try:
            faster = _rate(hear, 2 * best, clock)
        except RuntimeError as error:
            if not is_out_of_memory(error):
                raise
            break
        if faster < WORTH * rate:
            break
        best, rate = 2 * best, faster
    return best


def is_out_of_memory(error: RuntimeError) -> bool:
    """Whether a graphics card ran out of memory. CTranslate2 says so in words only ("CUDA failed
    with error out of memory")."""
    return "out of memory" in str(error)


def _rate(hear: Callable[[int], object], windows: int, clock: Callable[[], float]) -> float:
    """Windows a second."""
    began = clock()
    hear(windows)
    return windows / max(clock() - began, 1e-9)
