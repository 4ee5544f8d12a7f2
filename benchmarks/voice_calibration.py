"""What a likeness of two voices is worth: fits the shipped calibration, and tries it on others.

    uv run python benchmarks/voice_calibration.py

Speakers, codecs and windows: `voice_recordings.py`. A recording is a run of windows with so many
seconds of speech; two recordings that share an utterance are not compared. Every speaker counts
once among pairs of one speaker, and every pair of speakers once among the others, however many
recordings there are. Prints:

1. the fit on all nine speakers, as it stands in `crossing/voices/calibration.py`;
2. on speakers left out of the fit (each pair of speakers once): Cllr (Brümmer and du Preez 2006),
   its least possible value by isotonic regression, equal error rate, by codecs and net speech;
3. the same for a fit on 1998, 2033, 2609, 3005 and the prompts, tried on 3080, 367, katie, steve.

"As shown" is Cllr of what the software tells in the end: bounded, and taking into account that
a speaker may be past recognition on another day, which these recordings cannot reward.

Every speaker is heard in one session only: all figures are better than those of real archives.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from earwitness.calls.voice_clusters import unit
from earwitness.crossing.voices.calibration import CALIBRATIONS, RESEMBLYZER, over_sessions
from voice_recordings import CODECS, LIBRISPEECH, OTHERS, Utterance, recorded

SHIPPED = CALIBRATIONS[RESEMBLYZER]
ATTENUATION_S = SHIPPED.attenuation_s
SECONDS = (2.0, 5.0, 8.0, 10.0, 20.0)
FITTED_ON = (6.0, 10.0, 20.0)
MOST_RECORDINGS = 12
EVERYONE = (*LIBRISPEECH, *OTHERS)
DEVELOPMENT, HELD_OUT = (
    ("1998", "2033", "2609", "3005", "prompts"),
    ("3080", "367", "katie", "steve"),
)

Values = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One voice of one recording: its mean embedding, length 1."""

    speaker: str
    codec: str
    number: int
    row: NDArray[np.float32]
    utterances: frozenset[int]
    seconds: float


@dataclass(frozen=True, slots=True)
class Trials:
    """Pairs of recordings: scores, both speakers, both codecs."""

    scores: Values
    left: NDArray[np.str_]
    right: NDArray[np.str_]
    codecs: NDArray[np.str_]

    @property
    def same(self) -> Mask:
        """Which are of one speaker."""
        return np.asarray(self.left == self.right)

    @property
    def weights(self) -> Values:
        """One for each speaker, or pair of speakers, shared among its trials; and both kinds as
        heavy as each other."""
        pairs = [(min(pair), max(pair)) for pair in zip(self.left, self.right, strict=True)]
        times = Counter(pairs)
        out = np.array([1 / times[pair] for pair in pairs])
        for kind in (self.same, ~self.same):
            out[kind] /= max(out[kind].sum(), 1e-9)
        return out

    def only(self, mask: Mask) -> "Trials":
        """Some of them."""
        return Trials(self.scores[mask], self.left[mask], self.right[mask], self.codecs[mask])


def recordings(heard: Iterable[Utterance], seconds: float) -> list[Recorded]:
    """Runs of windows of every speaker and codec, each with so much speech."""
    out: list[Recorded] = []
    own: dict[tuple[str, str], list[Utterance]] = defaultdict(list)
    for utterance in heard:
        own[utterance.speaker, utterance.codec].append(utterance)
    for (speaker, codec), utterances in own.items():
        total, ms, used, number = np.zeros(256), 0, set[int](), 0
        for utterance in utterances:
            for row, length in zip(utterance.embeddings, utterance.lengths_ms, strict=True):
                total, ms = total + row * length, ms + int(length)
                used.add(utterance.number)
                if ms >= 1000 * seconds and number < MOST_RECORDINGS:
                    made = Recorded(speaker, codec, number, unit(total), frozenset(used), ms / 1000)
                    out.append(made)
                    total, ms, used, number = np.zeros(256), 0, set(), number + 1
    return out


def scores(found: Sequence[Recorded], attenuation_s: float = ATTENUATION_S) -> Values:
    """The corrected cosines of all with all."""
    longer = np.array([np.sqrt(1 + attenuation_s / one.seconds) for one in found])
    rows = np.stack([one.row for one in found]).astype(float) * longer[:, np.newaxis]
    table: Values = rows @ rows.T
    return table


def trials(found: Sequence[Recorded], table: Values | None = None) -> Trials:
    """All pairs that share no utterance."""
    table = scores(found) if table is None else table
    places = [
        (i, j)
        for i, j in combinations(range(len(found)), 2)
        if found[i].speaker != found[j].speaker or not found[i].utterances & found[j].utterances
    ]
    left, right = (np.array(side) for side in zip(*places, strict=True))
    speakers = np.array([one.speaker for one in found])
    codecs = np.array([one.codec for one in found])
    both = np.array(
        ["+".join(sorted(pair)) for pair in zip(codecs[left], codecs[right], strict=True)]
    )
    return Trials(table[left, right], speakers[left], speakers[right], both)


def together(parts: Sequence[Trials]) -> Trials:
    """All of them as one."""
    return Trials(
        np.concatenate([one.scores for one in parts]),
        np.concatenate([one.left for one in parts]),
        np.concatenate([one.right for one in parts]),
        np.concatenate([one.codecs for one in parts]),
    )


def fit(own: Trials) -> tuple[float, float]:
    """Intercept and slope in bits: logistic regression by Newton's method, with Platt's targets for
    as many examples as there are speakers, and pairs of speakers."""
    same, weights = own.same, own.weights
    ones = len(set(own.left[same]))
    twos = len({tuple(sorted(p)) for p in zip(own.left[~same], own.right[~same], strict=True)})
    targets = np.where(same, (ones + 1) / (ones + 2), 1 / (twos + 2))
    design = np.stack([np.ones_like(own.scores), own.scores - own.scores.mean()], axis=1)
    found = np.zeros(2)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (weights * (chance - targets))
        bend = (design * (weights * chance * (1 - chance))[:, np.newaxis]).T @ design
        found = found - np.linalg.solve(bend, slope)
    intercept = found[0] - found[1] * own.scores.mean()
    return float(intercept / np.log(2)), float(found[1] / np.log(2))


def cllr(bits: Values, same: Mask, weights: Values) -> float:
    """Cost of log likelihood ratios in bits: 0 perfect, 1 as good as saying nothing."""
    nats = np.where(same, -bits, bits) * np.log(2)
    cost = np.logaddexp(0, nats) / np.log(2)
    halves = [(cost * weights)[kind].sum() / weights[kind].sum() for kind in (same, ~same)]
    return float(np.mean(halves))


def least_cllr(values: Values, same: Mask, weights: Values) -> float:
    """Cllr after the best monotone map (pool adjacent violators)."""
    blocks: list[list[float]] = []
    for place in np.argsort(values, kind="stable"):
        blocks.append([weights[place] * same[place], weights[place]])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            top = blocks.pop()
            blocks[-1] = [blocks[-1][0] + top[0], blocks[-1][1] + top[1]]
    cost = 0.0
    for ones, all_ in blocks:
        share = ones / all_
        if 0 < share < 1:
            cost -= ones * np.log2(share) + (all_ - ones) * np.log2(1 - share)
    return cost / 2


def equal_error(values: Values, same: Mask, weights: Values) -> float:
    """The rate at which both kinds are mistaken as often."""
    order = np.argsort(values, kind="stable")
    ones, twos = (weights * same)[order], (weights * ~same)[order]
    missed = np.cumsum(ones) / ones.sum()
    false = 1 - np.cumsum(twos) / twos.sum()
    best = int(np.abs(missed - false).argmin())
    return max(0.0, float(missed[best] + false[best]) / 2)


def left_out(fitted: Trials, tried: Trials, speakers: Sequence[str]) -> tuple[Values, Trials]:
    """Bits of trials between two speakers (or of one of them), from a fit without both."""
    bits, parts = [], []
    for pair in combinations(speakers, 2):
        inside = np.isin(fitted.left, pair) | np.isin(fitted.right, pair)
        intercept, slope = fit(fitted.only(~inside))
        own = tried.only(np.isin(tried.left, pair) & np.isin(tried.right, pair))
        bits.append(intercept + slope * own.scores)
        parts.append(own)
    return np.concatenate(bits), together(parts)


def as_shown(bits: Values) -> Values:
    """What the software makes of bits: pulled in where codecs differ is left out here."""
    return np.array([over_sessions(min(one, SHIPPED.highest)) for one in bits.tolist()])


def row(name: str, bits: Values, own: Trials) -> str:
    """One line of results."""
    same, weights = own.same, own.weights
    if not same.any() or same.all():
        return f"{name:28} too few pairs"
    one, two = bits[same], bits[~same]
    return (
        f"{name:28} Cllr {cllr(bits, same, weights):.3f} "
        f"(least {least_cllr(bits, same, weights):.3f}, as shown "
        f"{cllr(as_shown(bits), same, weights):.3f})  "
        f"EER {equal_error(bits, same, weights):6.2%}  "
        f"one speaker: mean {np.average(one, weights=weights[same]):5.2f} least {one.min():5.2f}; "
        f"two: mean {np.average(two, weights=weights[~same]):6.2f} most {two.max():5.2f}  "
        f"({len(one)} and {len(two)} pairs)"
    )


def main() -> None:
    """Print everything."""
    begun = time.process_time()
    heard = list(recorded(EVERYONE, tuple(CODECS)))
    by_length = {seconds: trials(recordings(heard, seconds)) for seconds in {*SECONDS, *FITTED_ON}}
    fitted = together([by_length[seconds] for seconds in FITTED_ON])
    _attenuation(heard)
    intercept, slope = fit(fitted)
    strangers = fitted.only(~fitted.same)
    mean = np.average(strangers.scores, weights=strangers.weights)
    spread = np.sqrt(np.average((strangers.scores - mean) ** 2, weights=strangers.weights))
    print(f"fit: intercept {intercept:.1f} bits, slope {slope:.1f} bits")
    print(f"strangers: mean {mean:.3f}, deviation {spread:.3f}")
    print("\nspeakers left out, fit on the other seven, without bounds")
    _table(by_length, lambda own: left_out(fitted, own, EVERYONE))
    print("\nfit on 1998, 2033, 2609, 3005, prompts; tried on 3080, 367, katie, steve")
    part = fitted.only(np.isin(fitted.left, DEVELOPMENT) & np.isin(fitted.right, DEVELOPMENT))
    own_intercept, own_slope = fit(part)
    print(f"fit: intercept {own_intercept:.1f} bits, slope {own_slope:.1f} bits")

    def held(own: Trials) -> tuple[Values, Trials]:
        kept = own.only(np.isin(own.left, HELD_OUT) & np.isin(own.right, HELD_OUT))
        return own_intercept + own_slope * kept.scores, kept

    _table(by_length, held)
    print(f"\n{time.process_time() - begun:.0f} processor s")


def _attenuation(heard: Sequence[Utterance]) -> None:
    """Mean scores by net speech: flat where the correction is right."""
    kept = [one for one in heard if one.speaker in LIBRISPEECH]
    for attenuation_s in (0.0, 0.3, 0.4, 0.5, 0.6):
        told = []
        for seconds in (3.0, 6.0, 10.0, 20.0):
            found = recordings(kept, seconds)
            own = trials(found, scores(found, attenuation_s))
            means = [own.scores[kind].mean() for kind in (own.same, ~own.same)]
            told.append(f"{seconds:.0f} s {means[0]:.3f}/{means[1]:.3f}")
        print(
            f"attenuation {attenuation_s:.1f} s, mean score of one/two speakers: {', '.join(told)}"
        )


def _table(
    by_length: Mapping[float, Trials], measured: Callable[[Trials], tuple[Values, Trials]]
) -> None:
    for seconds in SECONDS:
        bits, own = measured(by_length[seconds])
        print(row(f"{seconds:.0f} s, all codecs", bits, own))
    bits, own = measured(by_length[10.0])
    for pair in combinations_with_replacement(sorted(CODECS), 2):
        mask = own.codecs == "+".join(pair)
        print(row(f"10 s, {' and '.join(pair)}", bits[mask], own.only(mask)))


if __name__ == "__main__":
    main()
