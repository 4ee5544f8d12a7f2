"""How fast digits are searched for, against hashing and grepping the same bytes in the same run.

    uv run python benchmarks/gate_digits.py [MEGABYTES] [IDENTIFIERS]

Processor seconds of one thread. `grep` looks for one number, as it is written, and nothing else.
"""

import hashlib
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from earwitness.publication.gate.digits.searching import DigitSearch
from earwitness.records.gate import Identifier, IdentifierKind

RUSSIAN = (
    "Мы приехали туда вчера вечером, и два человека ждали нас у дома.",
    "Один из них сказал, что дорога закрыта до утра и надо искать другой путь.",
    "Потом связь пропала, и больше никто не звонил, хотя обещали к шести часам.",
    "На кухне горел свет, соседка варила суп и ругала погоду.",
    "В 2021 году здесь построили мост, за который заплатили 14,5 миллиона.",
)
ENGLISH = (
    "We came there last evening, and two people were waiting at the house.",
    "One of them said that the road was closed and another way had to be found.",
    "Then the line broke, and nobody called again, though they had promised to, by six.",
    "A light was on in the kitchen, where a neighbour cooked soup and cursed the weather.",
    "In 2021 a bridge was built here, and 14.5 million were paid for it.",
)


def texts(size: int) -> dict[str, bytes]:
    """Kinds of content, each of about so many bytes."""
    chance = random.Random(1)

    def prose(words: tuple[str, ...]) -> bytes:
        count = size // sum(len(word.encode()) + 1 for word in words) * len(words)
        return " ".join(chance.choices(words, k=count)).encode()

    table = ",".join(f"{chance.uniform(-180, 180):.6f}" for _ in range(size // 11))
    integers = "\n".join(str(chance.randrange(10**6)) for _ in range(size // 7))
    return {
        "Russian prose": prose(RUSSIAN),
        "English prose": prose(ENGLISH),
        "table of decimals": table.encode(),
        "column of integers": integers.encode(),
        "hex": chance.randbytes(size // 2).hex().encode(),
        "random bytes": chance.randbytes(size),
    }


def identifiers(count: int) -> list[Identifier]:
    """Fictional numbers, and a call time for each tenth."""
    numbers = [
        Identifier(
            kind=IdentifierKind.NUMBER,
            value=f"+7955{2_000_000 + at * 997 % 1_000_000}",
            told="a line",
        )
        for at in range(count)
    ]
    times = [
        Identifier(
            kind=IdentifierKind.CALL_TIME,
            value=f"2022-03-{at % 28 + 1:02}T{at % 24:02}:{at % 60:02}:00+02:00",
            told="a time",
        )
        for at in range(count // 10)
    ]
    return numbers + times


def rate(work: Callable[[], object], size: int) -> float:
    """Megabytes a second of processor time, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return size / 1e6 / best


def grep_rate(data: bytes, folder: Path) -> float:
    """The same of `grep -c`, as its own process reports it."""
    path = folder / "data"
    path.write_bytes(data)
    script = "import resource,subprocess,sys;subprocess.run(['grep','-c','79552143017',sys.argv[1]]"
    script += ",stdout=subprocess.DEVNULL);r=resource.getrusage(resource.RUSAGE_CHILDREN)"
    script += ";print(r.ru_utime+r.ru_stime)"
    answer = subprocess.run(
        [sys.executable, "-c", script, path], capture_output=True, text=True, check=True
    )
    return len(data) / 1e6 / max(float(answer.stdout), 1e-3)


def main() -> None:
    """Print one row for each kind of content."""
    size = int(sys.argv[1]) * 1_000_000 if len(sys.argv) > 1 else 16_000_000
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    start = time.process_time()
    search = DigitSearch(identifiers(count), time_zone="Europe/Kyiv")
    print(f"{count} numbers: ready after {time.process_time() - start:.1f} s")
    print(f"{'content':20} {'MB/s':>7} {'SHA-256':>8} {'grep':>7} {'hits':>5}")
    with TemporaryDirectory() as folder:
        for name, data in texts(size).items():
            hits = len(search.in_bytes(data))
            own = rate(lambda data=data: search.in_bytes(data), len(data))
            limit = rate(lambda data=data: hashlib.sha256(data).digest(), len(data))
            grep = grep_rate(data, Path(folder))
            print(f"{name:20} {own:7.0f} {limit:8.0f} {grep:7.0f} {hits:5}")


if __name__ == "__main__":
    main()
