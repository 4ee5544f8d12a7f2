"""The search index by the number of segments: building it, its size, and how long a search takes.

    uv run python benchmarks/search_scale.py FOLDER [--segments 10000 100000] [--queries 100]

Recordings of 20 segments of eight words each, drawn by Zipf's law (exponent 1) from 50,000 made-up
words: of a million segments the rarest stand in about a dozen. All words were looked up in the
dictionary before, as in a long run; so it is beside it with two thousand segments of real Russian.
`cold` is the first search of a process that opened the index (the pages of its files may be in
memory). Processor time.
"""

import argparse
import random
import shutil
import statistics
import time
from collections.abc import Iterator
from functools import partial
from itertools import accumulate, islice
from pathlib import Path

from call_memory import forked, peak
from earwitness.runtime.search import SearchDocument, SearchIndex
from earwitness.runtime.search.words import lemmas
from scale.made_calls import MadeCalls

OF_A_RECORDING, OF_A_SEGMENT, VOCABULARY = 20, 8, 50_000
RECORDINGS_AT_ONCE = 2_000
"""Between two commits, as the stage does it."""
SYLLABLES = [one + other for one in "бвгджклмнпрст" for other in "аеиоуы"]
LIMIT = 20


def main() -> None:
    """Build and search at every size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--segments", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--queries", type=int, default=100)
    asked = parser.parse_args()
    print(f"real segments, prepared and written: {forked(partial(real, asked.folder)):.3f} ms each")
    for count in asked.segments:
        folder = asked.folder / str(count)
        built, most = forked(partial(build, folder, count))
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(
            f"{count:>10} built {1000 * built / count:.4f} ms a segment, {most / 2**20:.0f} MiB, "
            f"{size / count:.0f} bytes a segment",
            flush=True,
        )
        for kind in KINDS:
            first, times = forked(partial(search, folder, kind, asked.queries))
            print(
                f"{'':>10} {kind:<18} cold {first:7.1f} ms, "
                f"median {statistics.median(times):7.2f}, "
                f"p95 {statistics.quantiles(times, n=20)[18]:7.2f}",
                flush=True,
            )
        shutil.rmtree(folder)


def word(rank: int) -> str:
    """The made-up word of this rank; the commonest is 0."""
    text, left = "", rank + len(SYLLABLES)
    while left:
        left, place = divmod(left, len(SYLLABLES))
        text += SYLLABLES[place]
    return text


def recordings(count: int) -> Iterator[list[SearchDocument]]:
    """So many segments, by recording."""
    chance = random.Random(9)
    words = [word(rank) for rank in range(VOCABULARY)]
    shares = [*accumulate(1 / (rank + 1) for rank in range(VOCABULARY))]
    for number in range(count // OF_A_RECORDING):
        said = chance.choices(words, cum_weights=shares, k=OF_A_RECORDING * OF_A_SEGMENT)
        yield [
            SearchDocument(
                call=f"call-{number:012d}",
                sha256=f"{number:064d}",
                start_ms=9_000 * place,
                end_ms=9_000 * place + 8_000,
                speaker_label="voice-1",
                text=" ".join(said[place * OF_A_SEGMENT : (place + 1) * OF_A_SEGMENT]),
            )
            for place in range(OF_A_RECORDING)
        ]


def build(folder: Path, count: int) -> tuple[float, int]:
    """Processor seconds of building, without drawing the words; peak memory in bytes."""
    shutil.rmtree(folder, ignore_errors=True)
    SearchIndex.create(folder)
    index, seconds = SearchIndex.open(folder), 0.0
    for rank in range(VOCABULARY):
        lemmas(word(rank))
    made = recordings(count)
    while True:
        some = list(islice(made, RECORDINGS_AT_ONCE))
        if not some:
            return seconds, peak()
        began = time.process_time()
        with index.writing() as writer:
            for own in some:
                writer.replace_recording(own[0].sha256, own)
        seconds += time.process_time() - began


def real(folder: Path) -> float:
    """Milliseconds a segment of made calls' Russian, dictionary and all."""
    made = MadeCalls(100)
    calls = [made.at(number) for number in range(100)]
    folder = folder / "real"
    SearchIndex.create(folder)
    index, count = SearchIndex.open(folder), 0
    for timed in (False, True):  # the first time fills the memory of lemmas
        began, count = time.process_time(), 0
        with index.writing() as writer:
            for one in calls:
                documents = [
                    SearchDocument(
                        call=one.name, sha256=one.sha256, start_ms=place, end_ms=place + 1,
                        speaker_label="voice-1", text=text,
                        translation="So what is it like at your place today, she said.",
                    )
                    for place, (_, text) in enumerate(one.said)
                ]  # fmt: skip
                writer.replace_recording(one.sha256, documents)
                count += len(documents)
        if timed:
            shutil.rmtree(folder)
    return 1000 * (time.process_time() - began) / count


def search(folder: Path, kind: str, queries: int) -> tuple[float, list[float]]:
    """Milliseconds of the first search, and of the following ones."""
    chance = random.Random(4)
    asked = [KINDS[kind](chance) for _ in range(queries + 1)]
    began = time.process_time()
    index = SearchIndex.open(folder)
    index.search(asked[0], LIMIT)
    first, times = 1000 * (time.process_time() - began), []
    for query in asked[1:]:
        began = time.process_time()
        index.search(query, LIMIT)
        times.append(1000 * (time.process_time() - began))
    return first, times


KINDS = {
    "common word": lambda chance: word(chance.randrange(20)),
    "rare word": lambda chance: word(chance.randrange(VOCABULARY // 2, VOCABULARY)),
    "three common words": lambda chance: " ".join(word(chance.randrange(50)) for _ in range(3)),
    "phrase": lambda chance: f'"{word(chance.randrange(20))} {word(chance.randrange(20))}"',
    "mistyped word": lambda chance: word(chance.randrange(100, 5_000)) + "щ",
}
"""What is asked for; of a mistyped one what differs by a letter is found."""


if __name__ == "__main__":
    main()
