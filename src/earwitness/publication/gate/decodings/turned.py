"""Text that was turned round, or whose letters were moved by half the alphabet."""

import codecs
from collections.abc import Iterator

from earwitness.publication.gate.decodings.undone import Stretch, Undone

_ALPHABET = bytes(range(256)).decode("latin-1")
_HALF = codecs.encode(_ALPHABET, "rot13").encode("latin-1")


ROT13, BACKWARDS = "ROT13", "backwards"


def backwards(stretch: Stretch) -> Iterator[Undone]:
    """The last sign first."""
    data = stretch.data
    turned = data[::-1] if stretch.is_ascii else data.decode("utf-8", "replace")[::-1].encode()
    factor = len(data) / max(1, len(turned))
    yield Undone(
        names=(BACKWARDS,),
        data=turned,
        place_of=lambda position: max(0, len(data) - int(position * factor)),
    )


def half_alphabet(stretch: Stretch) -> Iterator[Undone]:
    """ROT13, which moves the letters of English."""
    yield Undone(
        names=(ROT13,),
        data=stretch.data.translate(_HALF),
        place_of=lambda position: position,
    )
