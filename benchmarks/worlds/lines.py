"""Numbers that nobody has: +7 955 2xx xx xx and +380 97 000 xx xx.

Worlds of more than half a million lines need more than the block has. They take +7 955 0xx xx xx
to +7 955 9xx xx xx, parts of which are assigned: such worlds live in memory and in folders outside
the repository only.
"""

from random import Random

BLOCK, WIDE_BLOCK = 1_000_000, 10_000_000
_STEP = 618_033
"""Coprime to both blocks: numbers do not follow each other in order of age."""


class Lines:
    """Gives out each number once, in an order that depends on nothing but the count."""

    def __init__(self, wide: bool = False, given_out: int = 0, shared: int = 0) -> None:
        self._size = WIDE_BLOCK if wide else BLOCK
        self.count = given_out
        self._shared = shared

    def next(self) -> str:
        """A Russian line in E.164.

        Raises:
            ValueError: the block is used up.
        """
        if self.count >= self._size:
            raise ValueError("all numbers are given out; make a wide world")
        number = self.count * _STEP % self._size
        self.count += 1
        return f"+7955{number:07d}" if self._size == WIDE_BLOCK else f"+79552{number:06d}"

    def next_shared(self) -> str:
        """A Ukrainian line in E.164: the phones of a unit abroad."""
        self._shared += 1
        return f"+38097000{self._shared * 37 % 10_000:04d}"


def written(random: Random, number: str) -> str:
    """A Russian line as people and programs write it."""
    rest = number[2:]
    a, b, c, d = rest[:3], rest[3:6], rest[6:8], rest[8:]
    return random.choice(
        [number, number[1:], f"8{rest}", f"8 ({a}) {b} {c} {d}", f"+7 {a} {b}-{c}-{d}",
         f"8-{a}-{b}-{c}-{d}", f"007{rest}"]
    )  # fmt: skip
