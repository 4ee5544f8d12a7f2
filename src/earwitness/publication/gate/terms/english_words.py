"""English words that are spelt like a surname in Latin letters: "below", "shallow", "machine"."""

from functools import cache
from importlib.resources import files


@cache
def _words() -> frozenset[str]:
    source = files("earwitness.publication.gate.terms").joinpath("data", "english_words.txt")
    lines = source.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_english_word(low: str) -> bool:
    """Whether a word in lower case is one of them."""
    return low in _words()
