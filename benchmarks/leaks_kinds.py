"""Writes docs/planted-leaks.md: every kind of leak that is planted.

uv run python benchmarks/leaks_kinds.py > docs/planted-leaks.md
"""

from leaks.encodings import ENCODINGS
from leaks.planting import CARRIERS, SPELLINGS
from leaks.wrappers import WRAPPERS

HEAD = """\
# Planted leaks

`benchmarks/leaks` plants identifiers into packages that are otherwise clean, and the gate has to
find them. A leak is drawn at random: an identifier, a spelling of its kind, none to two encodings
of the text on top of each other, a document that carries it, and none to three files around that.
The same seed makes the same leaks. Spellings were drawn up from how leaks happened, not from what
the gate looks for.

    uv run earwitness demo demo-case
    uv run python benchmarks/leaks_found.py demo-case --plants 10000 --clean 200 --out leaks-found
    uv run python benchmarks/leaks_heard.py demo-case --minutes 30
    uv run python benchmarks/leaks_peers.py --plants 1000

The first writes `by_kind.md` (shares by each kind) and `missed.jsonl` (each miss) into `--out`. The
figures are in BENCHMARKS.md. This page is made by `uv run python benchmarks/leaks_kinds.py`.
"""


def page() -> str:
    """The page."""
    spellings = sum(len(own) for own in SPELLINGS.values())
    product = spellings * len(CARRIERS)
    lines = [
        HEAD,
        f"{spellings} spellings × {len(CARRIERS)} documents = {product:,} kinds, with "
        f"{len(ENCODINGS)} encodings and {len(WRAPPERS)} files around them.",
    ]
    for kind, own in SPELLINGS.items():
        lines += [
            "",
            f"## Spellings: {kind.replace('_', ' ')} ({len(own)})",
            "",
            ", ".join(own) + ".",
        ]
    for title, names in (
        ("Encodings", ENCODINGS),
        ("Documents", CARRIERS),
        ("Files around", WRAPPERS),
    ):
        lines += ["", f"## {title} ({len(names)})", "", ", ".join(names) + "."]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(page(), end="")
