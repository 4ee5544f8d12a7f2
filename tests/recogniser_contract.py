"""What every recogniser must do. Inherit, and give the fixtures `recogniser` and `clips`.

`clips` are at the recogniser's rate, at least two, of different lengths, on channel 1, from
`FIRST_MS` of their recording on.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from earwitness.calls.answers import checked
from earwitness.calls.ports import Clip, HearingOptions, Recogniser, Samples
from earwitness.calls.word_times import mended
from earwitness.records.hearing import SpeechSpan

FIRST_MS = 60_000
OPTIONS = HearingOptions(languages=("ru",), beam_size=1, translate=False)


def clip_of(samples: Samples, sample_rate: int, *, sha256: str = "0" * 64) -> Clip:
    """A clip of one piece, a minute into its recording, on the second channel."""
    length = len(samples) * 1000 // sample_rate
    span = SpeechSpan(channel=1, start_ms=FIRST_MS, end_ms=FIRST_MS + length)
    return Clip(
        sha256=sha256,
        channel=1,
        samples=samples.astype(np.float32),
        pieces=((0, span),),
        sample_rate=sample_rate,
    )


class RecogniserContract:
    """Tests of one recogniser."""

    def test_it_says_who_it_is_and_what_it_wants(self, recogniser: Recogniser) -> None:
        assert recogniser.name and recogniser.version and recogniser.weights_digest
        assert recogniser.resource in ("cpu", "gpu", "io")
        assert recogniser.sample_rate in (8000, 16000)
        assert isinstance(recogniser.gives_punctuation, bool)

    def test_nothing_heard_is_nothing_said(self, recogniser: Recogniser) -> None:
        assert recogniser.hear((), OPTIONS) == ()

    def test_every_clip_is_answered_with_what_can_be(
        self, recogniser: Recogniser, clips: Sequence[Clip]
    ) -> None:
        heard = checked(recogniser.hear(clips, OPTIONS), clips, recogniser.name)
        assert any(heard)
        for own in heard:
            assert all(segment.channel == 1 and segment.text.strip() for segment in own)
            starts = [segment.start_ms for segment in own]
            assert starts == sorted(starts)

    def test_words_have_true_times(self, recogniser: Recogniser, clips: Sequence[Clip]) -> None:
        heard = mended(recogniser.hear(clips, OPTIONS), clips)
        for clip, own in zip(clips, heard, strict=True):
            words = [word for segment in own for word in segment.words]
            span = clip.pieces[0][1]
            for word in words:
                assert span.start_ms <= word.start_ms < word.end_ms <= span.end_ms
                assert 0 <= word.confidence <= 1
            for before, after in pairwise(words):
                assert before.end_ms <= after.start_ms

    def test_a_clip_says_the_same_alone_and_with_others(
        self, recogniser: Recogniser, clips: Sequence[Clip]
    ) -> None:
        together = recogniser.hear(clips, OPTIONS)
        alone = [recogniser.hear([clip], OPTIONS)[0] for clip in clips]
        assert [[one.text for one in own] for own in together] == [
            [one.text for one in own] for own in alone
        ]

    def test_a_breath_and_silence_bring_no_harm(
        self, recogniser: Recogniser, clips: Sequence[Clip]
    ) -> None:
        rate = recogniser.sample_rate
        odd = [clip_of(np.zeros(rate // 50), rate), clip_of(np.zeros(2 * rate), rate)]
        assert len(checked(recogniser.hear(odd, OPTIONS), odd, recogniser.name)) == 2

    def test_the_second_hearing_answers_too(
        self, recogniser: Recogniser, clips: Sequence[Clip]
    ) -> None:
        careful = replace(OPTIONS, second_hearing=True)
        assert len(checked(recogniser.hear(clips[:1], careful), clips[:1], recogniser.name)) == 1
