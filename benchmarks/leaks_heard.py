"""What the gate hears: numbers that are said, whispered, hidden or dialled in sounds, and how fast.

    uv run python benchmarks/leaks_heard.py demo-case --minutes 30

Said numbers are those of the fictional archive (its answer key says when); each is hidden in every
way. Dialled ones are random numbers of the case, in tones made here. Processor time, not clock.
"""

import argparse
import json
import resource
import tempfile
import wave
from collections.abc import Iterator
from pathlib import Path
from random import Random

import av
import numpy as np
from numpy.typing import NDArray

from earwitness.app.checking import check_paths, identifiers_of
from earwitness.app.listening import CaseListener
from earwitness.app.opening import open_case
from earwitness.records.errors import EarwitnessError
from earwitness.records.gate import IdentifierKind

REPOSITORY = Path(__file__).resolve().parents[1]
RECORDINGS = REPOSITORY / "src" / "earwitness" / "demo" / "archive" / "recordings"
RATE = 16_000
SAID = ("00418833.amr", 37_900, 44_700)
"""Call c03: "восемь, девятьсот пятьдесят пять, двести двадцать восемь, шестьдесят один, сорок"."""
COVER = ("REC170300118.mp3", 0, 6_800)
ROWS, COLUMNS, KEYS = (697, 770, 852, 941), (1209, 1336, 1477, 1633), "123A456B789C*0#D"

Sound = NDArray[np.float32]


def read(name: str, start_ms: int, end_ms: int) -> Sound:
    """A stretch of a recording, one channel at 16 kHz."""
    converter = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    with av.open(str(RECORDINGS / name)) as container:
        pieces = [
            piece.to_ndarray().reshape(-1)
            for frame in container.decode(audio=0)
            for piece in converter.resample(frame)
        ]
    return np.concatenate(pieces)[start_ms * RATE // 1000 : end_ms * RATE // 1000]


def dialled(number: str, random: Random) -> Sound:
    """Keys as a telephone sends them, at some speed, level and twist."""
    on, off = random.uniform(0.05, 0.2), random.uniform(0.05, 0.3)
    level, twist = 10 ** (random.uniform(-50, -8) / 20), 10 ** (random.uniform(-4, 4) / 20)
    parts = []
    for key in number:
        row, column = divmod(KEYS.index(key), 4)
        time = np.arange(int(on * RATE)) / RATE
        low, high = (np.sin(2 * np.pi * hertz * time) for hertz in (ROWS[row], COLUMNS[column]))
        parts += [level * 0.5 * (low + twist * high), np.zeros(int(off * RATE))]
    return np.concatenate([np.zeros(RATE // 4), *parts, np.zeros(RATE // 4)]).astype(np.float32)


def write(path: Path, *channels: Sound) -> Path:
    """A WAV file of 16 bits."""
    most = max(map(len, channels))
    own = np.stack([np.pad(channel, (0, most - len(channel))) for channel in channels], axis=1)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(own, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def ways(said: Sound, cover: Sound) -> Iterator[tuple[str, tuple[Sound, ...]]]:
    """Ways to hide what is said, with the sound around it."""
    cover, quiet = cover[: len(said)], np.zeros(RATE, dtype=np.float32)
    said = said[: len(cover)]
    yield "plain", (said,)
    for decibels in (-20, -30, -40, -50, -60):
        yield f"at {decibels} dB", (said * 10 ** (decibels / 20),)
    yield "on the second channel", (cover, said)
    yield "on the sixth channel", (cover, cover, cover, cover, cover, said)
    yield "with turned phase", (said, -said)
    for decibels in (-20, -30, -40):
        yield (
            f"in the difference of two channels, {decibels} dB",
            (
                cover,
                cover + said * 10 ** (decibels / 20),
            ),
        )
    yield "behind loud talk, at -40 dB", (np.concatenate([cover, quiet, said * 0.01]),)
    yield "under talk as loud", (said + cover,)
    yield "under talk, 10 dB below", (said * 0.316 + cover,)
    yield "twice as fast", (said[::2],)
    yield "reversed", (said[::-1].copy(),)


def heard_ways(listener: CaseListener, folder: Path) -> dict[str, Path]:
    """Files by the way in which the number is hidden in them."""
    said, cover = read(*SAID), read(*COVER)
    files = {}
    for number, (way, channels) in enumerate(ways(said, cover)):
        files[way] = write(folder / f"{number:02}.wav", *channels)
    listener.hear_all(list(files.values()))
    return files


def speed(listener: CaseListener, folder: Path, minutes: float) -> None:
    """Calls of the archive one after the other, in one long file: seconds of sound a second."""
    calls = [read(path.name, 0, 10**9) for path in sorted(RECORDINGS.glob("*.mp3"))]
    whole = np.concatenate(calls)
    whole = np.tile(whole, max(1, round(minutes * 60 * RATE / len(whole))))
    path = write(folder / "long.wav", whole)
    before = _processor_seconds()
    listener.hear(path)
    spent = _processor_seconds() - before
    print(f"{len(whole) / RATE:.0f} s of sound heard in {spent:.0f} s of processor time: ", end="")
    print(f"{len(whole) / RATE / spent:.1f} times real time on one core")


def _processor_seconds() -> float:
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def main() -> None:
    """Hide, listen, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--dialled", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=0)
    options = parser.parse_args()
    place = open_case(options.case)
    listener, random = CaseListener(place), Random(7)
    numbers = [
        one for one in identifiers_of(place).identifiers if one.kind is IdentifierKind.NUMBER
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = heard_ways(listener, folder)
        for way, path in files.items():
            try:
                report = check_paths(place, [path])
                told = {f"{one.what} ({one.encoding})" for one in report.findings}
            except EarwitnessError as error:
                told = {repr(error)}
            print(json.dumps({"way": way, "found": sorted(told)}, ensure_ascii=False))
        keys = folder / "keys"
        keys.mkdir()
        wanted = []
        for count in range(options.dialled):
            one = random.choice(numbers)
            usual = random.choice([one.value.lstrip("+"), "8" + one.value[2:], one.value[-10:]])
            write(keys / f"{count:04}.wav", dialled(usual, random))
            wanted.append((f"{count:04}.wav", one.told))
        report = check_paths(place, [keys])
        found = {(finding.path.split("/")[-1], finding.what) for finding in report.findings}
        missed = [one for one in wanted if one not in found]
        print(f"{len(wanted)} dialled, {len(wanted) - len(missed)} found; missed: {missed[:20]}")
        if options.minutes:
            speed(listener, folder, options.minutes)


if __name__ == "__main__":
    main()
