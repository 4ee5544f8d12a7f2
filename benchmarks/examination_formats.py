"""The two hints about formats: telephone sound in a wider file, and steps of an earlier coding.

uv run python benchmarks/examination_formats.py
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler

from earwitness.archive.examination.bandwidth import MIN_DROP_DB, telephone_drop
from earwitness.archive.examination.sample_grid import grid_of
from spliced_speech import DEMO, SHARED, Samples, read, through

DATA = SHARED / "data"
WIDE_RATES = (16_000, 44_100)


def native(path: Path) -> tuple[Samples, int]:
    """The first channel at the file's own rate."""
    with av.open(str(path)) as file:
        rate = file.streams.audio[0].codec_context.sample_rate
        resampler = AudioResampler(format="s16", layout="mono", rate=rate)
        frames = [piece for frame in file.decode(audio=0) for piece in resampler.resample(frame)]
    return np.concatenate([f.to_ndarray().reshape(-1) for f in frames]).astype("f4") / 32768, rate


def widened(samples: Samples, rate: int) -> Samples:
    """8 kHz sound at another rate, rounded to 16 bits."""
    resampler = AudioResampler(format="s16", layout="mono", rate=rate)
    whole = (samples * 32768).astype(np.int16)[None, :]
    frame = av.AudioFrame.from_ndarray(whole, format="s16", layout="mono")
    frame.sample_rate = 8000
    pieces = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([piece.to_ndarray().reshape(-1) for piece in pieces]).astype("f4") / 32768


def wide_files() -> Iterator[Path]:
    """Recordings of 16 kHz and more that were not telephone sound."""
    yield from sorted((DATA / "speakers").rglob("*.flac"))
    yield from sorted((DATA / "speakers").rglob("*.wav"))
    yield from sorted((DATA / "diarization").rglob("*.wav"))
    yield from sorted((DATA / "speech/ru/spbu_calls").iterdir())


def tell_band() -> None:
    """Telephone sound in a wider file, on every second file (held out) and on the others."""
    for part, name in ((0, "development"), (1, "held-out")):
        alarms = found = widenings = trials = 0
        minutes = 0.0
        for path in list(wide_files())[part::2]:
            samples, rate = native(path)
            if rate < 16_000:
                continue
            trials, minutes = trials + 1, minutes + len(samples) / rate / 60
            drop = telephone_drop(samples, rate) or 0.0
            alarms += drop >= MIN_DROP_DB
            if drop >= MIN_DROP_DB:
                print("  alarm:", path.name, f"{drop:.0f} dB")
            for wide in WIDE_RATES:
                drop = telephone_drop(widened(read(path), wide), wide) or 0.0
                found += drop >= MIN_DROP_DB
                widenings += 1
        print(f"band, {name}: {alarms}/{trials} untouched ({minutes:.1f} min)", end=", ")
        print(f"{found}/{widenings} widened from 8 kHz")


def tell_grid() -> None:
    """Steps of an earlier coding; nothing was tuned, so there are no halves."""
    lossless = [*sorted((DATA / "speech/ru/asterisk").rglob("*.wav")), *wide_files()]
    lossless += sorted(DEMO.glob("*.wav"))
    alarms = trials = 0
    minutes = 0.0
    coded: dict[str, list[int]] = {"a-law": [0, 0], "GSM": [0, 0]}
    for path in lossless:
        with av.open(str(path)) as file:
            if not file.streams.audio[0].codec_context.name.startswith(("pcm_s16", "flac")):
                continue
        samples, rate = native(path)
        trials, minutes = trials + 1, minutes + len(samples) / rate / 60
        if grid := grid_of(samples):
            alarms += 1
            print("  alarm:", path.name, grid)
        coded["a-law"][0] += grid_of(through(read(path), "a-law")) == "G.711 A-law"
        coded["a-law"][1] += 1
    for path in sorted((DATA / "speech/ru/asterisk_gsm").rglob("*.gsm")):
        coded["GSM"][0] += grid_of(native(path)[0]) == "13 bits"
        coded["GSM"][1] += 1
    print(f"grid: {alarms}/{trials} stored without loss ({minutes:.1f} min)", end=", ")
    print(", ".join(f"{name} {found}/{count}" for name, (found, count) in coded.items()))


if __name__ == "__main__":
    if not DATA.is_dir():
        sys.exit("The shared test data is not here.")
    tell_band()
    tell_grid()
