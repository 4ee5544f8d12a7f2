"""How fast the gate's search for terms is, and how often it cries wolf.

    uv run python benchmarks/gate_terms.py [--names 1000] [--text FOLDER]...

Names are surnames of pymorphy3's dictionary, drawn with a fixed seed. Texts are what is installed
with Python packages (English, code) and under each given folder; Russian is what the word tables
and documents of this program hold, again and again. Speed is processor time, beside MD5 over the
same bytes in the same run: this machine may be busy. False alarms are files in which a name is
found; those in which the surname really stands count, too, so the list is to be read.
"""

import argparse
import hashlib
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from earwitness.publication.gate.terms.search import TermSearch
from earwitness.records.gate import Identifier, IdentifierKind
from earwitness.runtime.morphology import analyser

LEAST_SHARE = 1 / 25
"""Of the speed of MD5: slower is a failure."""
ENDINGS = {
    ".py",
    ".md",
    ".txt",
    ".rst",
    ".html",
    ".js",
    ".json",
    ".csv",
    ".tsv",
    ".toml",
    ".vtt",
    "",
}
LARGEST = 400_000
SHOWN = 40


def main() -> None:
    """Measure and print; exit code 1 if it is slower than the limit."""
    options = argparse.ArgumentParser()
    options.add_argument("--names", type=int, default=1000)
    options.add_argument("--text", type=Path, action="append", default=[])
    options.add_argument("--files", type=int, default=2000)
    given = options.parse_args()
    names = surnames(given.names)
    made = processor_seconds(lambda: TermSearch(names))
    search = TermSearch(names)
    print(f"{len(names)} names, made in {made:.2f} s of processor time")
    files = text_files([Path(hashlib.__file__).parent, *map(Path, sys.path[-1:]), *given.text])
    chosen = random.Random(7).sample(files, min(given.files, len(files)))
    english = b"\n".join(path.read_bytes() for path in chosen)[:16_000_000]
    shares = [speed(search, "English and code", english), speed(search, "Russian", russian())]
    false_alarms(search, chosen)
    if min(shares) < LEAST_SHARE:
        raise SystemExit(f"Too slow: {min(shares):.3f} of MD5, {LEAST_SHARE:.3f} is the limit.")


def surnames(count: int) -> list[Identifier]:
    """Masculine surnames of the dictionary."""
    known = sorted(
        {
            word.capitalize()
            for word, tag, *_ in analyser().dictionary.iter_known_words()
            if {"Surn", "masc", "sing", "nomn"} <= tag.grammemes and len(word) > 3
        }
    )
    drawn = random.Random(1).sample(known, min(count, len(known)))
    return [Identifier(kind=IdentifierKind.NAME, value=one, told="a surname") for one in drawn]


def text_files(folders: Iterable[Path]) -> list[Path]:
    """Text files below these folders, sorted."""
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in ENDINGS and path.is_file() and path.stat().st_size < LARGEST
    )


def russian() -> bytes:
    """Russian words and sentences of the program's tables and documents."""
    package = Path(__file__).parents[1]
    found = [*(package / "src" / "earwitness").rglob("*.toml"), *(package / "docs").glob("*.md")]
    words = [
        word
        for path in found
        for word in path.read_text("utf-8").split()
        if any("а" <= letter.lower() <= "я" for letter in word)
    ]
    text = " ".join(words).encode()
    return text * (8_000_000 // len(text) + 1)


def processor_seconds(work: Callable[[], object]) -> float:
    """User and system time of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def speed(search: TermSearch, what: str, data: bytes) -> float:
    """Speed in MB/s of processor time, printed; its share of MD5's."""
    search.in_bytes(data[:200_000])
    own = min(processor_seconds(lambda: search.in_bytes(data)) for _ in range(3))
    other = min(processor_seconds(lambda: hashlib.md5(data).digest()) for _ in range(3))
    print(
        f"{what}: {len(data) / 1e6:.1f} MB at {len(data) / 1e6 / own:.0f} MB/s; "
        f"MD5 {len(data) / 1e6 / other:.0f} MB/s"
    )
    return other / own


def false_alarms(search: TermSearch, files: list[Path]) -> None:
    """Print what is found in files that nobody planted anything in."""
    with_hits, found = 0, Counter[tuple[str, str, str]]()
    for path in files:
        data = path.read_bytes()
        hits = search.in_bytes(data)
        with_hits += bool(hits)
        for hit in hits:
            written = data[hit.start : hit.end].decode("utf-8", "replace")
            found[hit.identifier.value, written, hit.severity.value] += 1
    print(f"{with_hits} of {len(files)} files hold a name ({100 * with_hits / len(files):.2f} %):")
    for (name, written, severity), count in found.most_common(SHOWN):
        print(f"  {count:4d}  {name}: {written!r} {severity}")


if __name__ == "__main__":
    main()
