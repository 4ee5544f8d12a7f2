"""Covered words: whether they are heard again in the file that goes out, and what is left beside.

    uv run python benchmarks/covered_words.py heard [--minutes 2] [--margins 160,240,160 …]
    uv run python benchmarks/covered_words.py times

`heard`: whisper-base hears real speech; every eighth word or so of four letters and more is covered
by the times that it gave; the sound is laid, encoded as it goes out, decoded and heard again. Each
column is a share of the covered words:

- `again`: a word that begins alike is heard within a second of its place. Some of it is guessed
  from the sentence.
- `left`, `right`: the word before, after is heard again. `nothing covered` is the same for a file
  in which nothing is covered: a recogniser does not hear a word twice alike.
- `shown left`, `shown right`: less than half of it is covered, so that it stands in the text.
- `ms`: how long a cover is, in the mean.

`margins` are before, after, and how far the quietest place is looked for, all in ms; without the
option, those that are shipped.

`times`: recordings of single words by one reader, joined with pauses of 10 to 150 ms, so that it is
known when each begins and ends (where its power is 30 dB below its peak). By how much do the times
that whisper-base gives cut them off? Words that it hears otherwise are left out.
"""

import argparse
import io
import random
from collections.abc import Iterator, Sequence

import av
import numpy as np

from disguise import decoded
from earwitness.calls.engines.pyav import resample
from earwitness.calls.engines.whisper import WhisperRecogniser
from earwitness.calls.ports import Clip, HearingOptions, Sound
from earwitness.calls.word_times import mended
from earwitness.publication.audio import covering
from earwitness.publication.audio.encoding import MP3_DELAY, MP3_RATE, encoded
from earwitness.publication.covering import is_unheard
from earwitness.publication.ports import Samples
from earwitness.records.hearing import SpeechSpan, Word
from earwitness.records.release import Cover, CoverReason
from earwitness.runtime.models.store import require
from speech_sets import plain, speech_sets

OPTIONS = HearingOptions(languages=("ru",), beam_size=5, translate=False)
HEARD_RATE = 16_000
PIECE_S, APART, SHORTEST, NEAR_MS = 24, 8, 4, 1_000
SINGLE_RATE, ROUNDS, WORDS = 8_000, 24, 18
PARTS = (50, 90, 95, 97.5, 99, 100)

Margins = tuple[int, int, int]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["heard", "times"])
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--margins", nargs="*", default=[])
    wanted = parser.parse_args()
    model = require("whisper-base")
    recogniser = WhisperRecogniser(model.path, model.weights_digest)
    if wanted.what == "times":
        return times(recogniser)
    return again(recogniser, wanted.minutes, wanted.margins)


def again(recogniser: WhisperRecogniser, minutes: float, margins_given: Sequence[str]) -> None:
    """One line for each set and each margins."""
    shipped = (covering.BEFORE_MS, covering.AFTER_MS, covering.SEARCHED_MS)
    tried = [_margins(one) for one in margins_given] or [shipped]
    for name in speech_sets():
        pieces = list(_pieces(name, minutes))
        heard = [_heard(recogniser, samples, rate) for samples, rate in pieces]
        chosen = [list(_chosen(words)) for words in heard]
        print(
            f"{name}: {sum(map(len, chosen))} words covered of {sum(map(len, heard))}", flush=True
        )
        _told("nothing covered", recogniser, pieces, heard, chosen, None)
        for margins in tried:
            _told(",".join(map(str, margins)), recogniser, pieces, heard, chosen, margins)


def times(recogniser: WhisperRecogniser) -> None:
    """How far real words reach beyond the times that they are given."""
    words = [one for one in _single_words() if len(one[0]) >= SHORTEST]
    drawn, before, after, count = random.Random(3), list[float](), list[float](), 0
    for _ in range(ROUNDS):
        sound, truth = _joined([drawn.choice(words) for _ in range(WORDS)], drawn)
        found = _heard(recogniser, sound, SINGLE_RATE)
        for text, begin, end in truth:
            count += 1
            own = [
                one
                for one in found
                if plain(one.text) == text and one.end_ms > begin and one.start_ms < end
            ]
            if own:
                before.append(own[0].start_ms - begin)
                after.append(end - own[0].end_ms)
    print(f"{len(before)} of {count} words were heard")
    for name, reached in (("before", before), ("after", after)):
        marks = {part: round(float(np.percentile(reached, part))) for part in PARTS}
        told = "  ".join(f"{part} %: {ms}" for part, ms in marks.items())
        print(f"they reach {name} their times by at most, in ms:  {told}")


def _single_words() -> list[tuple[str, Samples]]:
    out = []
    for one in speech_sets()["prompts, PCM"]:
        if len(plain(one.text).split()) == 1:
            sound = decoded(one.path)
            power = np.convolve(sound.samples[0] ** 2, np.ones(80) / 80, "same")
            loud = np.flatnonzero(power > power.max() * 1e-3)
            out.append((plain(one.text), sound.samples[0, loud[0] : loud[-1] + 1]))
    return out


def _joined(
    words: Sequence[tuple[str, Samples]], drawn: random.Random
) -> tuple[Samples, list[tuple[str, float, float]]]:
    """The sound, and (text, begin, end) of each word in ms."""
    parts, truth = [np.zeros(SINGLE_RATE // 3, np.float32)], []
    for text, samples in words:
        begin = sum(map(len, parts))
        per_ms = SINGLE_RATE / 1000
        truth.append((text, begin / per_ms, (begin + len(samples)) / per_ms))
        parts += [samples, np.zeros(drawn.randrange(80, 1200), np.float32)]
    return np.concatenate(parts), truth


def _margins(told: str) -> Margins:
    before, after, searched = map(int, told.split(","))
    return before, after, searched


def _pieces(name: str, minutes: float) -> Iterator[tuple[Samples, int]]:
    """Speech of a set in pieces of about `PIECE_S`, short recordings joined."""
    held: list[Samples] = []
    done = 0.0
    for one in speech_sets()[name]:
        sound = decoded(one.path)
        whole, rate = sound.samples.mean(axis=0), sound.sample_rate
        for first in range(0, len(whole), PIECE_S * rate):
            held.append(whole[first : first + PIECE_S * rate])
            if sum(map(len, held)) >= 0.7 * PIECE_S * rate:
                piece = np.concatenate(held)[: PIECE_S * rate]
                yield piece.astype(np.float32), rate
                done, held = done + len(piece) / rate, []
                if done >= 60 * minutes:
                    return


def _heard(recogniser: WhisperRecogniser, samples: Samples, rate: int) -> list[Word]:
    own = resample(Sound(samples=samples[np.newaxis], sample_rate=rate), HEARD_RATE).samples[0]
    span = SpeechSpan(channel=0, start_ms=0, end_ms=len(own) * 1000 // HEARD_RATE)
    clips = [Clip(sha256="0" * 64, channel=0, samples=own, pieces=((0, span),))]
    segments = mended(recogniser.hear(clips, OPTIONS), clips)[0]
    return [word for segment in segments for word in segment.words if plain(word.text)]


def _chosen(words: Sequence[Word]) -> Iterator[int]:
    """Places of words to cover: long ones, well apart, with a neighbour on each side."""
    last = -APART
    for place in range(1, len(words) - 1):
        if place - last >= APART and len(plain(words[place].text)) >= SHORTEST:
            last = place
            yield place


def _published(samples: Samples, rate: int, laid: Sequence[Cover]) -> Samples:
    data = encoded(covering.covered(samples, rate, 0, laid), rate)
    with av.open(io.BytesIO(data)) as file:
        parts = [frame.to_ndarray().reshape(-1) for frame in file.decode(audio=0)]
    out: Samples = np.concatenate(parts)[MP3_DELAY:]
    return out


def _told(
    name: str,
    recogniser: WhisperRecogniser,
    pieces: Sequence[tuple[Samples, int]],
    heard: Sequence[list[Word]],
    chosen: Sequence[list[int]],
    margins: Margins | None,
) -> None:
    if margins is not None:
        covering.BEFORE_MS, covering.AFTER_MS, covering.SEARCHED_MS = margins
    counts = {"again": 0, "left": 0, "right": 0, "shown left": 0, "shown right": 0}
    total, length = 0, 0
    for (samples, rate), words, places in zip(pieces, heard, chosen, strict=True):
        covers = [] if margins is None else [_cover(words[place]) for place in places]
        laid = covering.widened(covers, samples, rate, 0)
        length += sum(one.end_ms - one.start_ms for one in laid)
        after = _heard(recogniser, _published(samples, rate, laid), MP3_RATE)
        for place in places:
            total += 1
            counts["again"] += _is_near(words[place], after)
            counts["left"] += _is_near(words[place - 1], after)
            counts["right"] += _is_near(words[place + 1], after)
            counts["shown left"] += _is_shown(words[place - 1], laid)
            counts["shown right"] += _is_shown(words[place + 1], laid)
    shares = "  ".join(f"{kind} {count / max(1, total):.3f}" for kind, count in counts.items())
    print(f"  {name:<16} {shares}  ms {length / max(1, total):.0f}", flush=True)


def _cover(word: Word) -> Cover:
    return Cover(start_ms=word.start_ms, end_ms=word.end_ms, reason=CoverReason.OTHER)


def _is_shown(word: Word, laid: Sequence[Cover]) -> bool:
    return not is_unheard(word.start_ms, word.end_ms, laid)


def _is_near(word: Word, after: Sequence[Word]) -> bool:
    """Whether a word that begins alike is heard near its place."""
    own = plain(word.text)[:SHORTEST]
    return any(
        plain(one.text).startswith(own)
        and one.end_ms > word.start_ms - NEAR_MS
        and one.start_ms < word.end_ms + NEAR_MS
        for one in after
    )


if __name__ == "__main__":
    main()
