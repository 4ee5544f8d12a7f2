"""What a likeness of two voices is worth: parameters per encoder, with what they rest on.

A score is the cosine of two mean embeddings, corrected for little speech: a mean over T seconds
has error in it that lowers every cosine, by a factor sqrt(1 + t/T) for each of the two
(correction for attenuation, Spearman 1904). The score becomes a log2 likelihood ratio by a line
(logistic calibration: Brümmer and du Preez 2006; Platt 1999 for the soft targets, which keep a
fit on few speakers from saying more than so few can show).
"""

from dataclasses import dataclass
from math import exp2, log2
from statistics import NormalDist

from earwitness.records.voice_groups import EncoderIdentity


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How scores of one encoder become log2 likelihood ratios.

    `attenuation_s` is t above. `intercept` and `slope` in bits: bits = intercept + slope x score.
    `stranger_mean` and `stranger_deviation` are of the scores of different speakers in the fit.
    `basis` says what it was fitted on.
    """

    attenuation_s: float
    intercept: float
    slope: float
    stranger_mean: float
    stranger_deviation: float
    speakers: int
    basis: str

    @property
    def highest(self) -> float:
        """No comparison says more for one speaker: none of so many pairs of speakers being taken
        for one leaves, with 95 % confidence, a rate of 3 in that number (Hanley and Lippman-Hand
        1983), and no likelihood ratio above its inverse can be shown."""
        return log2(self.speakers * (self.speakers - 1) / 2 / 3)

    def bits(self, score: float) -> float:
        """The log2 likelihood ratio of a score, unbounded."""
        return self.intercept + self.slope * score

    def score(self, bits: float) -> float:
        """The score that gives so many bits."""
        return (bits - self.intercept) / self.slope

    def stranger_quantile(self, share: float) -> float:
        """The score that this share of the fit's strangers stays below, taken as normal."""
        return NormalDist(self.stranger_mean, self.stranger_deviation).inv_cdf(share)


RESEMBLYZER = EncoderIdentity(
    name="resemblyzer",
    version="0.1.4/1",
    weights_digest="5efd3f96bd5a0481a785b683f68cde0ccbac8a41bb8dc5aa7efe54cb418fedb7",
)

CALIBRATIONS = {
    RESEMBLYZER: Calibration(
        attenuation_s=0.4,
        intercept=-33.7,
        slope=37.5,
        stranger_mean=0.738,
        stranger_deviation=0.075,
        speakers=9,
        basis="nine speakers, one session each, as mu-law, GSM and AMR-NB, with 6, 10 and 20 s",
    ),
}
"""Fitted by `benchmarks/voice_calibration.py`, which prints this table."""

LEAST_SPEECH_MS = 8_000
"""Net speech below which a voice is not compared."""

ONE_SESSION = 0.5
"""How likely one speaker is as alike in two calls as the fit, in which each was recorded once,
expects; else he is taken to be as alike as strangers are. So nothing speaks more than 1 bit
against one speaker. Estimate: the two speakers at hand in two sessions, in another room, scored
0.87 and 0.79, where the fit expects 0.97 of one speaker and 0.74 of two."""

OTHER_CHANNEL = 0.75
"""What is left of the bits where the channels differ or one is not known. The fit holds pairs
across codecs, but not across handsets and networks. Estimate."""


def calibration_of(encoder: EncoderIdentity) -> Calibration | None:
    """The parameters for an encoder; None if none were fitted, and then nothing is compared."""
    return CALIBRATIONS.get(encoder)


def over_sessions(bits: float) -> float:
    """The log2 likelihood ratio when the speaker may be as in the fit, or changed past
    recognition: a mixture of both."""
    return log2(ONE_SESSION * exp2(bits) + 1 - ONE_SESSION)
