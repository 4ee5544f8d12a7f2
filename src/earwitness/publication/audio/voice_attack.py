"""Attacking a disguised clip with the case's own speaker encoder before it goes out.

What an ear cannot tell, an encoder may. Tried are the sound as it is, and the sound with guesses at
how its pitch and resonances were moved undone. Nothing found means that this encoder with these
tries found nothing; others may.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from earwitness.publication.audio.encoding import at_rate
from earwitness.publication.ports import Embed, Samples
from earwitness.records.gate import Finding, IdentifierKind, Severity

UNDONE = (1.0, 0.75, 0.84, 0.92, 1.09, 1.19, 1.33)
"""Factors by which frequencies are moved back, among them none: about 1.5 semitones apart, over
what `disguise` draws. Estimate."""

WINDOW_MS = 1_600
"""What is embedded at once: the length that the case's encoder was trained on (Wan et al.,
Generalized end-to-end loss for speaker verification, ICASSP 2018)."""

NEAREST_OF = 10
"""Being nearest among fewer other voices says little: it happens by chance once in so many."""

Span = tuple[int, int]
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackedVoice:
    """One voice of the clip: where it is heard (ms of the clip), and the vectors that the case has
    of its speaker, shape (vectors, size): of this call and of others that may be one person."""

    spans: tuple[Span, ...]
    vectors: Vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """From which score two voices count as alike, and how much speech a score needs, in ms.

    A score is the product of two vectors, corrected for little speech: the mean over T seconds is
    made longer by sqrt(1 + `attenuation_s` / T). The vectors of the case are so already.
    """

    threshold: float
    least_speech_ms: int
    attenuation_s: float = 0.0


def attack(
    samples: Samples,
    rate: int,
    voices: Sequence[AttackedVoice],
    others: Vectors,
    *,
    embed: Embed,
    likeness: Likeness,
    path: str,
) -> tuple[Finding, ...]:
    """What a speaker encoder finds in a disguised clip, shape (time,), for the gate.

    `others` are vectors of voices of the case that are not those of the clip, shape (voices, size);
    `path` is the file in the package. What cannot be told is a finding as well.
    """
    found = []
    for number, voice in enumerate(voices, 1):
        where = f"voice {number} of {len(voices)}"
        for what, how, severity in _findings(samples, rate, voice, others, embed, likeness):
            found.append(_finding(path, where, what, how, severity))
    return tuple(found)


Told = tuple[str, str, Severity]


def _findings(
    samples: Samples,
    rate: int,
    voice: AttackedVoice,
    others: Vectors,
    embed: Embed,
    likeness: Likeness,
) -> Iterator[Told]:
    speech_ms = sum(end - start for start, end in voice.spans)
    if speech_ms < likeness.least_speech_ms:
        seconds, least = speech_ms / 1000, likeness.least_speech_ms / 1000
        yield _untold(f"{seconds:.0f} s of speech, {least:.0f} s are needed")
        return
    longer = float(np.sqrt(1 + likeness.attenuation_s / (speech_ms / 1000)))
    tried = {
        factor: own * np.float32(longer)
        for factor in UNDONE
        if (own := _vector(samples, rate, voice.spans, factor, embed)) is not None
    }
    if not tried:
        yield _untold("the encoder says nothing of it")
        return
    if len(voice.vectors):
        yield from _against_its_speaker(tried, voice.vectors, others, likeness.threshold)
    else:
        yield _untold("the case has no vector of this voice")
    yield from _against_others(tried, others, likeness.threshold)


def _against_its_speaker(
    tried: Mapping[float, Vectors], own: Vectors, others: Vectors, threshold: float
) -> Iterator[Told]:
    scores = {factor: float((own @ vector).max()) for factor, vector in tried.items()}
    best = max(scores, key=lambda factor: scores[factor])
    if scores[best] >= threshold:
        yield "the speaker is still recognised", _how(best), Severity.LIKELY
    if len(others) < NEAREST_OF:
        return
    for factor, score in scores.items():
        if score > float((others @ tried[factor]).max()):
            what = f"nearest to its own speaker, of {len(others) + 1} voices of the case"
            yield what, _how(factor), Severity.POSSIBLE
            return


def _against_others(
    tried: Mapping[float, Vectors], others: Vectors, threshold: float
) -> Iterator[Told]:
    if not len(others):
        return
    alike = {factor: int((others @ row >= threshold).sum()) for factor, row in tried.items()}
    most = max(alike, key=lambda factor: alike[factor])
    if alike[most]:
        what = f"sounds like {alike[most]} other voices of the case"
        yield what, _how(most), Severity.POSSIBLE


def _vector(
    samples: Samples, rate: int, spans: Sequence[Span], factor: float, embed: Embed
) -> Vectors | None:
    """The mean vector of the spans, with all frequencies times `factor`; None: cannot be told."""
    pieces = [
        at_rate(samples[start * rate // 1000 : end * rate // 1000], round(rate * factor), rate)
        for start, end in _windows(spans)
    ]
    mean = embed(pieces, rate).sum(axis=0) if pieces else np.zeros(1, np.float32)
    length = float(np.linalg.norm(mean))
    return (mean / np.float32(length)).astype(np.float32) if length > 0 else None


def _windows(spans: Sequence[Span]) -> Iterator[Span]:
    for start, end in spans:
        parts = max(1, round((end - start) / WINDOW_MS))
        for part in range(parts):
            yield start + (end - start) * part // parts, start + (end - start) * (part + 1) // parts


def _how(factor: float) -> str:
    return "as it is" if factor == 1.0 else f"after moving frequencies by {factor:.2f}"


def _untold(why: str) -> Told:
    return f"the disguise could not be tried: {why}", "not tried", Severity.POSSIBLE


def _finding(path: str, where: str, what: str, how: str, severity: Severity) -> Finding:
    told = "\n".join((path, where, what))
    return Finding(
        id="finding-" + hashlib.sha256(told.encode()).hexdigest()[:16],
        path=path,
        where=where,
        identifier_kind=IdentifierKind.VOICE,
        what=what,
        encoding=f"disguised voice, {how}",
        severity=severity,
    )


def not_tried(path: str, why: str) -> tuple[Finding, ...]:
    """A clip whose disguise could not be tried at all: nobody knows that it holds."""
    return (_finding(path, "all voices", *_untold(why)),)
