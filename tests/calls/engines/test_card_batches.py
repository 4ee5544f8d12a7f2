"""How much a card hears at once: as much as makes it faster and as it holds."""

import pytest

from earwitness.calls.engines.card_batches import measured_windows


class Card:
    """A card that hears up to `wide` windows in the time of one, and holds `holds`."""

    def __init__(self, wide: int, holds: int = 10_000) -> None:
        self.wide, self.holds = wide, holds
        self.now, self.tried = 0.0, list[int]()

    def hear(self, windows: int) -> None:
        self.tried.append(windows)
        if windows > self.holds:
            raise RuntimeError("CUDA failed with error out of memory")
        first = 5.0 if len(self.tried) == 1 else 0.0
        self.now += first + max(1.0, windows / self.wide)

    def clock(self) -> float:
        return self.now


def found(card: Card, most: int = 64) -> int:
    return measured_windows(card.hear, most, clock=card.clock)


@pytest.mark.parametrize("wide", [1, 2, 8, 32])
def test_as_many_windows_go_together_as_make_it_faster(wide: int) -> None:
    assert found(Card(wide)) == wide


def test_no_more_than_the_memory_is_said_to_hold_is_tried() -> None:
    card = Card(1000)
    assert found(card, 20) == 16 and max(card.tried) == 16
    assert found(Card(1000), 0) == found(Card(1000), 1) == 1


def test_a_card_that_holds_less_than_was_thought_ends_the_trial() -> None:
    assert found(Card(1000, holds=6)) == 4


def test_another_failure_is_not_taken_for_a_full_card() -> None:
    def broken(windows: int) -> None:
        raise RuntimeError("CUDA failed with error unspecified launch failure")

    with pytest.raises(RuntimeError, match="launch failure"):
        measured_windows(broken, 4)


def test_the_first_call_which_is_slow_is_not_counted() -> None:
    card = Card(4)
    assert found(card) == 4 and card.tried[:2] == [1, 1]
