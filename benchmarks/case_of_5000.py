"""A case of many short recordings with transcripts beside them: intake, indexing, search.

    uv run python benchmarks/case_of_5000.py [--recordings 5000]

Recordings are 1 s of quiet noise, each different; transcripts are made of common Russian words.
"""

import argparse
import random
import statistics
import struct
import sys
import tempfile
import time
import wave
from datetime import datetime, timedelta
from pathlib import Path

from process_tree import watch

WORDS = (
    "мама дома сегодня завтра вчера деньги машина дорога город деревня письмо телефон номер "
    "командир рота батальон полк танк колонна мост лес поле река школа больница магазин вода "
    "хлеб еда холодно тепло ночь утро вечер брат сестра отец жена сын дочь друг сосед говорит "
    "сказал слышал видел знаю думаю хочу могу пришли ушли стоим идём едем ждём нет да хорошо "
    "плохо быстро долго много мало война приказ потери раненый убитый отпуск замена рапорт"
).split()
QUERIES = 300


def make_archive(folder: Path, count: int) -> None:
    """Write `count` recordings named by date, time and a fictional number, with .ru.vtt files."""
    chance = random.Random(22)
    start = datetime(2022, 3, 1)
    for number in range(count):
        at = start + timedelta(minutes=number)
        stem = f"{at:%Y%m%d_%H%M%S}_+7955200{number % 10000:04d}"
        with wave.open(str(folder / f"{stem}.wav"), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(8000)
            out.writeframes(struct.pack("<8000h", *(chance.randint(-20, 20) for _ in range(8000))))
        lines = ["WEBVTT", ""]
        for second in range(10):
            text = " ".join(chance.choices(WORDS, k=8))
            lines += [f"00:00:{second:02d}.000 --> 00:00:{second:02d}.900", text, ""]
        (folder / f"{stem}.ru.vtt").write_text("\n".join(lines), encoding="utf-8")


def search_times(case: Path) -> list[float]:
    """Milliseconds of one search each, in a process that has the case open."""
    from earwitness.app import answers
    from earwitness.app.opening import open_case

    place = open_case(case)
    chance = random.Random(5)
    times = []
    for number in range(QUERIES):
        query = " ".join(chance.choices(WORDS, k=1 + number % 3))
        before = time.perf_counter()
        answers.search(place, query, 20)
        times.append(1000 * (time.perf_counter() - before))
    return times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--recordings", type=int, default=5000)
    count = parser.parse_args().recordings
    with tempfile.TemporaryDirectory() as scratch:
        archive, case = Path(scratch) / "archive", Path(scratch) / "case"
        archive.mkdir()
        make_archive(archive, count)
        earwitness = [sys.executable, "-m", "earwitness"]
        watch([*earwitness, "init", str(case), "--time-zone", "Europe/Kyiv", "--region", "RU"])
        intake = watch([*earwitness, "-C", str(case), "intake", "-q", str(archive)])
        again = watch([*earwitness, "-C", str(case), "intake", "-q", str(archive)])
        index = watch([*earwitness, "-C", str(case), "process", "-q", "--stage", "index"])
        claims = watch([*earwitness, "-C", str(case), "process", "-q", "--stage", "claims"])
        cross = watch([*earwitness, "-C", str(case), "process", "-q", "--stage", "cross"])
        times = search_times(case)
    print(f"recordings with transcripts      {count}, {10 * count} turns")
    for name, run in (
        ("intake", intake), ("intake again", again), ("index", index),
        ("claims", claims), ("cross", cross),
    ):  # fmt: skip
        rate = count / run.seconds
        print(f"{name:<14} {run.seconds:7.1f} s  {rate:7.0f} a second  {run.peak_mib:6.0f} MiB")
    print(
        f"search         median {statistics.median(times):.1f} ms, "
        f"p95 {statistics.quantiles(times, n=20)[18]:.1f} ms over {QUERIES} queries"
    )


if __name__ == "__main__":
    main()
