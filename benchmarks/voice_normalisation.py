"""Ways of asking an archive how alike its voices are, on small archives of real speakers.

    uv run python benchmarks/voice_normalisation.py

Speakers, codecs and recordings of 10 s: `voice_calibration.py`. Each way is fitted on an archive of
all nine speakers with five recordings each (and each codec), then tried on others: four speakers
only, one or two of whom are heard in half of all recordings, and archives in which strangers were
made more alike (their scores lie that share of the way nearer to 1). In all of them the speakers
are those of the fit: this compares ways, it does not say how good one is.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from earwitness.crossing.voices import crowding
from earwitness.crossing.voices.calibration import CALIBRATIONS, RESEMBLYZER
from voice_calibration import (
    EVERYONE,
    Recorded,
    Trials,
    Values,
    cllr,
    fit,
    recordings,
    scores,
    trials,
)
from voice_recordings import CODECS, recorded

FITTED = CALIBRATIONS[RESEMBLYZER]
SECONDS, EACH = 10.0, 5
TOP = 0.25
"""Of the cohort, the share that adaptive normalisation looks at."""

SOME, OTHERS = ("2033", "2609", "3005", "steve"), ("1998", "3080", "367", "katie")
ARCHIVES: Mapping[str, tuple[Mapping[str, int], float]] = {
    "as in the fit": (dict.fromkeys(EVERYONE, EACH), 0.0),
    "four speakers": (dict.fromkeys(SOME, EACH), 0.0),
    "four others": (dict.fromkeys(OTHERS, EACH), 0.0),
    "two are half of it": ({**dict.fromkeys(EVERYONE, 1), "3080": 8, "2609": 8}, 0.0),
    "one is half of it": ({**dict.fromkeys(EVERYONE, 2), "prompts": 12}, 0.0),
    "alike by 0.2": (dict.fromkeys(EVERYONE, EACH), 0.2),
    "alike by 0.4": (dict.fromkeys(EVERYONE, EACH), 0.4),
}


def none(table: Values) -> Values:
    """Scores as they are."""
    return table


def shipped(table: Values) -> Values:
    """One number for the archive, from the lower quartile, as `crossing.voices.crowding`."""
    voices = len(table)
    without = table[~np.eye(voices, dtype=bool)].reshape(voices, -1)
    quartile = float(np.median(np.quantile(without, crowding.SHARE, axis=1)))
    trust = (voices - 1) / (voices - 1 + crowding.TRUSTED)
    return table - trust * max(0.0, quartile - FITTED.stranger_quantile(crowding.SHARE))


def s_norm(table: Values) -> Values:
    """Mean and deviation of each voice's scores with all others (S-norm)."""
    without = np.where(np.eye(len(table), dtype=bool), np.nan, table)
    return _normed(table, np.nanmean(without, axis=1), np.nanstd(without, axis=1))


def as_norm(table: Values) -> Values:
    """The same over the others that are most alike (AS-norm)."""
    without = np.where(np.eye(len(table), dtype=bool), -np.inf, table)
    top = np.sort(without, axis=1)[:, -max(2, round(TOP * (len(table) - 1))) :]
    return _normed(table, top.mean(axis=1), top.std(axis=1))


def _normed(table: Values, mean: Values, deviation: Values) -> Values:
    one = (table - mean[:, np.newaxis]) / deviation[:, np.newaxis]
    two = (table - mean[np.newaxis]) / deviation[np.newaxis]
    out: Values = (one + two) / 2
    return out


WAYS: Mapping[str, Callable[[Values], Values]] = {
    "none": none,
    "shipped": shipped,
    "S-norm": s_norm,
    "AS-norm": as_norm,
}


def archive(every: Sequence[Recorded], often: Mapping[str, int]) -> list[Recorded]:
    """So many recordings of each speaker, through each codec."""
    return [one for one in every if one.number < often.get(one.speaker, 0)]


def tried(found: Sequence[Recorded], alike: float, way: Callable[[Values], Values]) -> Trials:
    """Scores of one archive after one way."""
    table = scores(found)
    speakers = np.array([one.speaker for one in found])
    strangers = speakers[:, np.newaxis] != speakers
    return trials(found, way(np.where(strangers, table + alike * (1 - table), table)))


def main() -> None:
    """Print a line for each way and archive."""
    every = recordings(recorded(EVERYONE, tuple(CODECS)), SECONDS)
    for name, way in WAYS.items():
        intercept, slope = fit(
            tried(
                archive(every, dict.fromkeys(EVERYONE, EACH)), 0.0, none if way is shipped else way
            )
        )
        print(f"{name}")
        for told, (often, alike) in ARCHIVES.items():
            own = tried(archive(every, often), alike, way)
            bits, same, weights = intercept + slope * own.scores, own.same, own.weights
            lost = np.average(bits[same] < 1, weights=weights[same])
            false = np.average(bits[~same] > 1, weights=weights[~same])
            print(
                f"  {told:20} one speaker, under +1 bit {lost:6.1%}; "
                f"two, over +1 bit {false:6.2%}; Cllr {cllr(bits, same, weights):.3f}"
            )


if __name__ == "__main__":
    main()
