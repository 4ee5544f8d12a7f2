"""Sound in which nobody speaks, as telephones carry it: made from seeds, or hold music from files.

Every kind has takes in two halves. Development takes (even numbers) are there to tune on; held-out
takes (odd numbers) differ in seed, level and codec, and are only measured.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from spliced_speech import RATE, read, through

SECONDS = 20
TAKES = 6
"""Of each kind; half of them are held out."""

Samples = NDArray[np.float32]
Random = np.random.Generator

CODECS = ("pcm", "amr", "a-law", "opus", "mp3", "pcm")
"""By take: take 0 and 5 stay as they are."""

RING = {"RU": ((425,), 1.0, 4.0), "US": ((440, 480), 2.0, 4.0), "EU": ((425,), 1.0, 3.0)}
"""Hz, seconds on, seconds off: ITU-T E.180 Supplement 2 (national tones)."""

DTMF_ROWS, DTMF_COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
"""ITU-T Q.23, table 1."""
KEYS = "123A456B789C*0#D"


@dataclass(frozen=True, slots=True)
class Take:
    """One piece without speech: its kind, number, half, and samples at 8 kHz, −1…1."""

    kind: str
    number: int
    samples: Samples

    @property
    def held_out(self) -> bool:
        """Whether it is only measured."""
        return self.number % 2 == 1


def takes(music: Path | None = None, *, seconds: float = SECONDS) -> Iterator[Take]:
    """Every take of every kind; `music` is a folder of hold music."""
    for kind, make in KINDS.items():
        for number in range(TAKES):
            random = np.random.default_rng([number, *kind.encode()])
            samples = make(random, round(seconds * RATE)).astype(np.float32)
            yield Take(kind, number, through(np.clip(samples, -1, 1), CODECS[number]))
    files = sorted(music.rglob("*.wav")) if music else []
    for place, file in enumerate(files):
        whole = read(file)
        length = round(seconds * RATE)
        starts = np.linspace(0, len(whole) - length, TAKES // 2).astype(int)
        for part, start in enumerate(starts):
            number = 2 * part + place % 2
            cut = whole[start : start + length]
            yield Take("hold music", number, through(cut, CODECS[number]))


def at_level(samples: NDArray[np.floating], dbfs: float) -> Samples:
    """The same with this mean level."""
    mean = np.sqrt(np.mean(samples.astype(np.float64) ** 2)) or 1.0
    return (samples * (10 ** (dbfs / 20) / mean)).astype(np.float32)


def coloured(random: Random, count: int, slope: float) -> Samples:
    """Noise whose power falls with frequency to this power (0 white, 1 pink, 2 brown)."""
    spectrum = np.fft.rfft(random.normal(size=count))
    frequency = np.fft.rfftfreq(count, 1 / RATE)
    spectrum *= np.maximum(frequency, 40) ** (-slope / 2)
    return np.fft.irfft(spectrum, count).astype(np.float32)


def telephone(samples: Samples) -> Samples:
    """Only what a telephone carries, 300 to 3400 Hz (ITU-T G.712)."""
    spectrum = np.fft.rfft(samples)
    frequency = np.fft.rfftfreq(len(samples), 1 / RATE)
    spectrum[(frequency < 300) | (frequency > 3400)] = 0
    return np.fft.irfft(spectrum, len(samples)).astype(np.float32)


def tones(hertz: tuple[float, ...], seconds: float, dbfs: float = -20.0) -> Samples:
    """These sines together, each at this level."""
    time = np.arange(round(seconds * RATE)) / RATE
    level = 10 ** (dbfs / 20) * np.sqrt(2)
    return np.asarray(
        sum(level * np.sin(2 * np.pi * one * time + one) for one in hertz), dtype=np.float32
    )


def cadence(hertz: tuple[float, ...], on: float, off: float, count: int, dbfs: float) -> Samples:
    """A tone that comes and goes, beginning in silence."""
    period = [np.zeros(round(off * RATE), np.float32), tones(hertz, on, dbfs)]
    length = sum(len(part) for part in period)
    return np.concatenate(period * (count // length + 1))[:count]


def key_tones(key: str, seconds: float, dbfs: float = -20.0, twist_db: float = 0.0) -> Samples:
    """One key, its upper tone louder by the twist."""
    row, column = divmod(KEYS.index(key), 4)
    low = tones((DTMF_ROWS[row],), seconds, dbfs)
    return low + tones((DTMF_COLUMNS[column],), seconds, dbfs + twist_db)


def _silence(random: Random, count: int) -> Samples:
    return random.integers(-1, 2, count).astype(np.float32) / 32768 * int(random.integers(0, 2))


def _line_noise(random: Random, count: int) -> Samples:
    return telephone(at_level(coloured(random, count, 1), random.uniform(-65, -40)))


def _white(random: Random, count: int) -> Samples:
    return at_level(coloured(random, count, 0), random.uniform(-50, -12))


def _pink(random: Random, count: int) -> Samples:
    return at_level(coloured(random, count, 1), random.uniform(-50, -12))


def _brown(random: Random, count: int) -> Samples:
    return at_level(coloured(random, count, 2), random.uniform(-40, -12))


def _hum(random: Random, count: int) -> Samples:
    parts = [random.uniform(0, 1) / k * tones((50.0 * k,), count / RATE, 0) for k in range(1, 12)]
    return at_level(np.sum(parts, axis=0), random.uniform(-45, -15)) + _line_noise(random, count)


def _gusts(random: Random, count: int) -> Samples:
    """Wind and traffic: low noise that swells."""
    swell = np.interp(np.arange(count), np.arange(0, count + RATE, RATE // 2)[: count // 4000 + 2],
                      random.uniform(0, 1, count // 4000 + 2) ** 2)  # fmt: skip
    return at_level(coloured(random, count, 1.6) * swell, random.uniform(-35, -14))


def _static(random: Random, count: int) -> Samples:
    """Radio noise in bursts of speech-like length."""
    gate = np.repeat(random.uniform(0, 1, count // 800 + 1) > 0.6, 800)[:count]
    return telephone(at_level(coloured(random, count, 0.5) * (gate + 0.03), -22))


def _clicks(random: Random, count: int) -> Samples:
    out = _line_noise(random, count)
    for place in random.integers(0, count - 800, count // RATE * 3):
        decay = np.exp(-np.arange(800) / random.uniform(10, 200))
        out[place : place + 800] += 0.5 * random.normal(size=800) * decay
    return out


def _knocks(random: Random, count: int) -> Samples:
    """Steps, knocks, handling: low and dull."""
    out = at_level(coloured(random, count, 1), -55)
    for place in random.integers(0, count - 3000, count // RATE * 2):
        body = coloured(random, 3000, 2.0) * np.exp(-np.arange(3000) / random.uniform(200, 900))
        out[place : place + 3000] += at_level(body, random.uniform(-35, -18))
    return out


def _breath(random: Random, count: int) -> Samples:
    """Breathing into the microphone, every three to five seconds."""
    out = at_level(coloured(random, count, 1), -60)
    place = RATE
    while place < count - 2 * RATE:
        length = int(random.uniform(0.5, 1.4) * RATE)
        body = telephone(coloured(random, length, 1)) * np.hanning(length)
        out[place : place + length] += at_level(body, random.uniform(-45, -28))
        place += int(random.uniform(2, 5) * RATE)
    return out


def _ring_back(random: Random, count: int) -> Samples:
    hertz, on, off = list(RING.values())[int(random.integers(0, 3))]
    tone = cadence(hertz, on, off, count, random.uniform(-30, -12))
    return tone + at_level(coloured(random, count, 1), random.uniform(-65, -45))


def _busy(random: Random, count: int) -> Samples:
    hertz, on = [((425.0,), 0.35), ((425.0,), 0.5), ((480.0, 620.0), 0.5), ((425.0,), 0.25)][
        int(random.integers(0, 4))
    ]
    tone = cadence(hertz, on, on, count, random.uniform(-30, -12))
    return tone + at_level(coloured(random, count, 1), random.uniform(-65, -45))


def _dialling(random: Random, count: int) -> Samples:
    out = at_level(coloured(random, count, 1), -60)
    place = RATE
    while place < count - RATE:
        length = random.uniform(0.06, 0.25)
        body = key_tones(KEYS[int(random.integers(0, 16))], length, random.uniform(-25, -10))
        out[place : place + len(body)] += body
        place += len(body) + int(random.uniform(0.06, 1.0) * RATE)
    return out


def _modem(random: Random, count: int) -> Samples:
    """Fax calling and answering, then phase-keyed noise around 1800 Hz."""
    calling = cadence((1100.0,), 0.5, 3.0, count // 3, -18)
    answer = tones((2100.0,), 3.0, -18)
    rest = count - len(calling) - len(answer)
    symbols = np.repeat(random.integers(0, 4, rest // 3 + 1), 3)[:rest]
    data = np.sin(2 * np.pi * 1800 * np.arange(rest) / RATE + symbols * np.pi / 2)
    return np.concatenate([calling, answer, at_level(data, -18)]).astype(np.float32)


def _beeps(random: Random, count: int) -> Samples:
    """The beep of a recorder, of low battery, of a hospital machine."""
    hertz = float(random.choice([800, 1000, 1400, 440, 2000]))
    out = cadence((hertz,), random.uniform(0.1, 0.6), random.uniform(1, 6), count, -22)
    return out + at_level(coloured(random, count, 1), random.uniform(-65, -45))


def _music(random: Random, count: int) -> Samples:
    """Chords, a melody and a beat from three kinds of strings and pipes."""
    out = np.zeros(count + 4 * RATE, np.float32)
    beat = int(random.uniform(0.25, 0.6) * RATE)
    scale = 220 * 2 ** (np.array([0, 2, 4, 5, 7, 9, 11, 12]) / 12) * random.uniform(0.8, 1.3)
    harmonics, decay = int(random.integers(2, 9)), random.uniform(0.3, 2.0)
    for number, place in enumerate(range(0, count, beat)):
        chord = [scale[int(random.integers(0, 8))] * random.choice([1, 2])]
        if number % 4 == 0:
            root = int(random.integers(0, 4))
            chord += [scale[root] / 2, scale[root + 2], scale[root + 4]]
        length = int((4 if number % 4 == 0 else 1.5) * beat)
        time = np.arange(length) / RATE
        for hertz in chord:
            for k in range(1, harmonics + 1):
                body = np.sin(2 * np.pi * hertz * k * time) / k**1.2
                out[place : place + length] += (body * np.exp(-time / decay)).astype(np.float32)
        if number % 2:
            hit = random.normal(size=800) * np.exp(-np.arange(800) / 90)
            out[place : place + 800] += hit.astype(np.float32)
    return at_level(telephone(out[:count]), random.uniform(-30, -16))


KINDS: dict[str, Callable[[Random, int], Samples]] = {
    "silence": _silence,
    "line noise": _line_noise,
    "white noise": _white,
    "pink noise": _pink,
    "brown noise": _brown,
    "hum": _hum,
    "gusts": _gusts,
    "static": _static,
    "clicks": _clicks,
    "knocks": _knocks,
    "breath": _breath,
    "ring-back": _ring_back,
    "busy": _busy,
    "dialling": _dialling,
    "fax and modem": _modem,
    "beeps": _beeps,
    "made music": _music,
}
