"""The table of losses, the contrast and the report of a case of many made calls.

    uv run python benchmarks/losses_of_5000.py [--recordings 5000]

Each recording is 1 s of quiet noise, with a transcript of ten lines beside it: losses of made
units, supply, what television says, and ordinary talk.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from case_of_5000 import WORDS, make_archive
from process_tree import watch

SAID = (
    "У нас в {unit} {many} двухсотых и {more} трёхсотых.",
    "В {unit} осталось {many} человек из ста десяти.",
    "Пацаны рассказывали, в {unit} {many} человек погибло.",
    "Потерь у нас в {unit} нет.",
    "Из десяти танков осталось {few}.",
    "По телевизору говорят, что всё идёт по плану.",
    "По какому плану, у нас даже воды нет.",
    "Мы стоим под Бородянкой.",
)
UNITS = (
    "второй роте", "девятьсот семнадцатом полку", "третьем батальоне семидесятого полка",
    "двадцать седьмой бригаде", "нашей роте", "сто четвёртом полку",
)  # fmt: skip
NUMBERS = ("два", "пять", "восемь", "двенадцать", "тридцать один", "больше сорока")


def lines(chance: random.Random) -> Iterator[str]:
    """Ten lines of one talk: three of them of what is looked for."""
    for number in range(10):
        if number % 3 != 1:
            yield " ".join(chance.choices(WORDS, k=8))
            continue
        few, many, more = chance.choices(NUMBERS, k=3)
        yield chance.choice(SAID).format(
            unit=chance.choice(UNITS), many=many, more=more, few=few.removeprefix("больше ")
        )


def write_talks(archive: Path) -> None:
    """Put talks of our own beside the recordings."""
    chance = random.Random(7)
    for file in sorted(archive.glob("*.ru.vtt")):
        cues = ["WEBVTT", ""]
        for second, text in enumerate(lines(chance)):
            cues += [f"00:00:{second:02d}.000 --> 00:00:{second:02d}.900", text, ""]
        file.write_text("\n".join(cues), encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--recordings", type=int, default=5000)
    count = parser.parse_args().recordings
    with tempfile.TemporaryDirectory() as scratch:
        archive, case = Path(scratch) / "archive", Path(scratch) / "case"
        archive.mkdir()
        make_archive(archive, count)
        write_talks(archive)
        earwitness = [sys.executable, "-m", "earwitness"]
        own = [*earwitness, "-C", str(case)]
        watch([*earwitness, "init", str(case), "--time-zone", "Europe/Kyiv", "--region", "RU"])
        watch([*own, "intake", "-q", str(archive)])
        for stage in ("claims", "support"):
            show(stage, count, [*own, "process", "-q", "--stage", stage])
        for name in ("losses", "contrast"):
            show(name, count, [*own, name, "--json"])
        show("losses --by", count, [*own, "losses", "--by", "day", "--json"])
        tables, report = Path(scratch) / "tables", Path(scratch) / "report.html"
        show("export csv", count, [*own, "export", "--as", "csv", "--out", str(tables)])
        show("report", count, [*own, "report", "--out", str(report)])
        print(f"losses.csv {len((tables / 'losses.csv').read_bytes()) / 1e6:.1f} MB, ", end="")
        print(f"report {report.stat().st_size / 1e6:.1f} MB")


def show(name: str, count: int, command: list[str]) -> None:
    """One run, in processor time: the machine may have other work."""
    run = watch(command)
    print(
        f"{name:<12} {count} calls  {run.cpu_seconds:7.1f} s of processor  {run.peak_mib:6.0f} MiB"
    )


if __name__ == "__main__":
    main()
