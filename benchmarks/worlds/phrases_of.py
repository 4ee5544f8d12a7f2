"""Templates of what is said, in two sets that share no phrase."""

import tomllib
from functools import cache
from pathlib import Path

SPLITS = ("development", "held_out")


@cache
def phrases_of(split: str) -> dict[str, list[str]]:
    """Slot → templates.

    Raises:
        KeyError: there is no such split.
    """
    if split not in SPLITS:
        raise KeyError(split)
    path = Path(__file__).parent / "phrases" / f"{split}.toml"
    return tomllib.loads(path.read_text("utf-8"))
