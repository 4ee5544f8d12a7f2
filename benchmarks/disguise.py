"""Voice disguise: who is still recognised, by which attacker, and what is still understood.

    uv run python benchmarks/disguise.py protection
    uv run python benchmarks/disguise.py understanding [--minutes 1]

`protection`: nine people (`voice_recordings.py`) as mobile calls (AMR-NB), in pieces of about ten
seconds, each with a manner of its own, as clips have. The encoder is Resemblyzer. Attackers:

- `none`: nothing is disguised; how well the encoder knows them.
- `ears`: compares the disguised piece with plain speech of the suspects.
- `undoing`: the same, with all tries to move frequencies back of `publication.audio.voice_attack`;
  the best try counts, for the right suspect and for the wrong ones.
- `informed`: disguises the suspects' speech as well, with manners of his own.
- `trained`: the same, and has learned from disguised speech of other people what a disguise
  changes: vectors are whitened by the scatter within each of them (WCCN, Hatch et al. 2006).

EER is the equal error rate: 0.5 is guessing. `recognised` is the share of true pairs above the
threshold of the gate, `first` how often the true speaker scores best of the nine.

`understanding`: word errors of whisper-base on real prompts, acted calls and the fictional archive,
plain and disguised; an utterance counts no more errors than it has words.
"""

import argparse
import random
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import jiwer
import numpy as np
from numpy.typing import NDArray

from earwitness.calls.engines.pyav import PyavDecoder, read_sound, resample
from earwitness.calls.engines.resemblyzer import ResemblyzerEncoder
from earwitness.calls.engines.whisper import WhisperRecogniser
from earwitness.calls.ports import Clip, HearingOptions, Sound
from earwitness.crossing.voices.calibration import CALIBRATIONS, RESEMBLYZER
from earwitness.publication.audio.disguise import (
    EXPONENTS,
    PITCHES,
    RATE,
    SCALES,
    Manner,
    disguised,
)
from earwitness.publication.audio.encoding import at_rate
from earwitness.publication.audio.voice_attack import UNDONE
from earwitness.records.hearing import SpeechSpan
from earwitness.runtime.models.store import require
from earwitness.runtime.settings import AudioSection
from speaker_mixtures import Samples, through_amr
from speech_sets import plain, sample, speech_sets
from voice_recordings import (
    HEARD_RATE,
    LIBRISPEECH,
    OTHERS,
    _heard,
    _telephone_band,
    _windows,
    utterances,
)

Vectors = dict[str, NDArray[np.float32]]
PIECE_S, PIECES = 10, 8
FOLDS = 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["protection", "understanding"])
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    manners = Manners(wanted.seed)
    if wanted.what == "protection":
        protection(manners)
    else:
        understanding(manners, wanted.minutes)


class Manners:
    """Manners from the ranges that are shipped, the same at every run."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def draw(self) -> Manner:
        """The next one."""
        return Manner(pitch=self._of(PITCHES), scale=self._of(SCALES), exponent=self._of(EXPONENTS))

    def _of(self, ends: tuple[float, float]) -> float:
        return float(np.exp(self._random.choice((-1, 1)) * self._random.uniform(*ends)))


def protection(manners: Manners) -> None:
    """One line an attacker."""
    model = require("resemblyzer")
    encoder = ResemblyzerEncoder(model.path, model.weights_digest)
    pieces = {one: recorded(one) for one in (*LIBRISPEECH, *OTHERS)}
    seconds = sum(len(piece) for own in pieces.values() for piece in own) / RATE
    print(f"{len(pieces)} people, {sum(map(len, pieces.values()))} pieces, {seconds:.0f} s")
    hidden = {
        who: [disguised(one, RATE, manners.draw()) for one in own] for who, own in pieces.items()
    }
    again = {
        who: [disguised(one, RATE, manners.draw()) for one in own] for who, own in pieces.items()
    }

    def vectors(sounds: Mapping[str, Sequence[Samples]], factor: float = 1.0) -> Vectors:
        return {
            who: np.stack(
                [vector(encoder, at_rate(one, round(RATE * factor), RATE)) for one in own]
            )
            for who, own in sounds.items()
        }

    known, tried = vectors(pieces), vectors(hidden)
    suspects = vectors(again)
    undone = [vectors(hidden, factor) for factor in UNDONE]
    told("none", known, [known])
    told("ears", known, [tried])
    told("undoing", known, undone)
    told("informed", suspects, [tried])
    trained(suspects, tried)


def recorded(who: str) -> list[Samples]:
    """Pieces of a person as mobile calls."""
    out: list[Samples] = []
    held: list[Samples] = []
    for one in utterances(who):
        held.append(_telephone_band(one))
        if sum(map(len, held)) >= PIECE_S * RATE:
            out.append(through_amr(np.concatenate(held)))
            held = []
    return out[:PIECES]


def vector(encoder: ResemblyzerEncoder, samples: Samples) -> NDArray[np.float32]:
    """The mean vector of what is spoken, of length 1."""
    sound = _heard(samples)
    spans = list(_windows(sound))
    lengths = np.array([end - start for start, end in spans], np.float32)
    mean = (encoder.embed(sound.samples[0], spans) * lengths[:, np.newaxis]).sum(axis=0)
    out: NDArray[np.float32] = mean / np.linalg.norm(mean)
    return out


def told(name: str, known: Vectors, tries: Sequence[Vectors]) -> None:
    """Print one attacker; a suspect's score is that of his mean vector without the same piece."""
    true, false, first = trials(known, tries)
    show(name, true, false, first)


def show(name: str, true: list[float], false: list[float], first: list[bool]) -> None:
    """One line."""
    threshold = CALIBRATIONS[RESEMBLYZER].score(0.0)
    recognised = np.mean(np.array(true) >= threshold)
    print(
        f"{name:<9} EER {equal_error_rate(true, false):.3f}  true {np.mean(true):.3f}  "
        f"false {np.mean(false):.3f}  recognised {recognised:.3f}  first {np.mean(first):.3f}"
    )


def trials(
    known: Vectors, tries: Sequence[Vectors], only: Sequence[str] = ()
) -> tuple[list[float], list[float], list[bool]]:
    """Scores of true and false pairs, and whether the true speaker came first, by tried piece."""
    true: list[float] = []
    false: list[float] = []
    first: list[bool] = []
    people = [who for who in known if not only or who in only]
    for who in people:
        for piece in range(len(tries[0][who])):
            scores = {}
            for suspect in people:
                rows = np.delete(known[suspect], piece, 0) if suspect == who else known[suspect]
                if not len(rows):
                    continue
                mean = rows.mean(axis=0) / np.linalg.norm(rows.mean(axis=0))
                scores[suspect] = max(float(one[who][piece] @ mean) for one in tries)
            if who not in scores:  # one piece alone: nothing to compare it with
                continue
            true.append(scores.pop(who))
            false += scores.values()
            first.append(true[-1] > max(scores.values()))
    return true, false, first


def trained(suspects: Vectors, tried: Vectors) -> None:
    """Each third of the people, with what was learned from the others."""
    people = list(suspects)
    true: list[float] = []
    false: list[float] = []
    first: list[bool] = []
    for fold in range(FOLDS):
        tested = people[fold::FOLDS]
        inside = np.concatenate(
            [
                rows - rows.mean(axis=0)
                for who in people
                if who not in tested
                for rows in (np.concatenate([suspects[who], tried[who]]),)
            ]
        )
        spread = inside.T @ inside / len(inside)
        spread += np.eye(len(spread)) * np.trace(spread) / len(spread)
        values, basis = np.linalg.eigh(spread)
        whiten = (basis / np.sqrt(values)) @ basis.T
        middle = np.concatenate([rows for who, rows in suspects.items() if who not in tested]).mean(
            0
        )

        def whitened(
            own: Vectors, whiten: NDArray[np.float64] = whiten, middle: NDArray[np.float32] = middle
        ) -> Vectors:
            rows = {who: (one - middle) @ whiten for who, one in own.items()}
            return {
                who: one / np.linalg.norm(one, axis=1, keepdims=True) for who, one in rows.items()
            }

        found = trials(whitened(suspects), [whitened(tried)], tested)
        true += found[0]
        false += found[1]
        first += found[2]
    show("trained", true, false, first)
    print(f"(`first` of `trained` is among {len(people) // FOLDS}; its `recognised` says nothing)")


def equal_error_rate(true: Sequence[float], false: Sequence[float]) -> float:
    """Where as many true pairs are missed as false ones are taken."""
    own, others = np.sort(true), np.sort(false)
    marks = np.sort(np.concatenate([own, others]))
    missed = np.searchsorted(own, marks) / len(own)
    taken = 1 - np.searchsorted(others, marks) / len(others)
    place = int(np.abs(missed - taken).argmin())
    return float((missed[place] + taken[place]) / 2)


def understanding(manners: Manners, minutes: float) -> None:
    """One line a set."""
    model = require("whisper-base")
    recogniser = WhisperRecogniser(model.path, model.weights_digest)
    for name, utterances_of in speech_sets().items():
        errors = {"plain": 0, "telephone": 0, "disguised": 0}
        words = 0
        for one in sample(utterances_of, minutes):
            sound = decoded(one.path)
            whole = sound.samples.sum(axis=0)
            narrow = at_rate(whole, sound.sample_rate, RATE)
            hidden = disguised(whole, sound.sample_rate, manners.draw())
            words += len(plain(one.text).split())
            errors["plain"] += wrong(recogniser, whole, sound.sample_rate, one.text)
            errors["telephone"] += wrong(recogniser, narrow, RATE, one.text)
            errors["disguised"] += wrong(recogniser, hidden, RATE, one.text)
        shares = "  ".join(f"{kind} {count / max(1, words):.3f}" for kind, count in errors.items())
        print(f"{name:<22} {words:>5} words  {shares}", flush=True)


def decoded(path: Path) -> Sound:
    """A recording as `process` decodes it."""
    with tempfile.TemporaryDirectory() as folder:
        decoder, target = PyavDecoder(AudioSection()), Path(folder) / "sound.wav"
        decoder.decode(path, source_name=path.name, target=target)
        decoder.close()
        return read_sound(target)


def wrong(recogniser: WhisperRecogniser, samples: Samples, rate: int, text: str) -> int:
    """Wrong words, at most as many as there are."""
    own = resample(Sound(samples=samples[np.newaxis], sample_rate=rate), HEARD_RATE).samples[0]
    step = 28 * HEARD_RATE
    clips = []
    for start in range(0, len(own), step):
        part = own[start : start + step]
        span = SpeechSpan(channel=0, start_ms=0, end_ms=max(1, len(part) * 1000 // HEARD_RATE))
        clips.append(Clip(sha256="0" * 64, channel=0, samples=part, pieces=((0, span),)))
    options = HearingOptions(languages=("ru",), beam_size=5, translate=False)
    heard = " ".join(s.text for segments in recogniser.hear(clips, options) for s in segments)
    said = plain(text)
    found = jiwer.process_words([said], [plain(heard)])
    return min(len(said.split()), found.substitutions + found.deletions + found.insertions)


if __name__ == "__main__":
    main()
