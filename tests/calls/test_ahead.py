"""What is made ahead comes in its order, one ahead and no more, and its failures in their turn."""

import threading
from collections.abc import Iterator

import pytest

from earwitness.calls.ahead import ahead


def test_everything_comes_in_its_order() -> None:
    assert list(ahead(iter(range(50)))) == list(range(50))
    assert list(ahead([])) == []


def test_the_next_is_made_while_the_last_is_used_and_no_more() -> None:
    made: list[int] = []
    second = threading.Event()

    def items() -> Iterator[int]:
        for one in range(5):
            made.append(one)
            if one == 1:
                second.set()
            yield one

    coming = ahead(items())
    assert next(coming) == 0
    assert second.wait(10), "nothing was made ahead"
    assert made == [0, 1]
    assert list(coming) == [1, 2, 3, 4]


def test_a_failure_is_met_when_its_turn_comes() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("torn")

    coming = ahead(items())
    assert next(coming) == 1
    with pytest.raises(ValueError, match="torn"):
        next(coming)


def test_who_leaves_early_leaves_no_thread() -> None:
    coming = ahead(iter(range(1000)))
    next(coming)
    coming.close()  # type: ignore[attr-defined]
    assert not [one for one in threading.enumerate() if one.name.startswith("ahead")]
