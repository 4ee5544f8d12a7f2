"""A trial of a Whisper model on a graphics card: how much it hears at once, at best."""

from typing import Any

import numpy as np
from ctranslate2 import StorageView
from faster_whisper.tokenizer import Tokenizer

from earwitness.calls.clips import RATE
from earwitness.calls.engines.card_batches import measured_windows
from earwitness.calls.engines.devices import free_card_mib, seconds_for
from earwitness.calls.engines.whisper_tokens import length_for
from earwitness.calls.engines.whisper_windows import FRAMES_PER_SECOND, WINDOW_SECONDS

TOKENS = 96
"""Decoded in a trial: about those of 10 s of fast speech. Estimate."""


def seconds_on_card(model: Any, beam_size: int) -> int:
    """Seconds of windows that go together in a faster-whisper model: found by decoding noise that
    is kept from ending early. What the model leaves of the card's memory bounds them."""
    most = seconds_for(free_card_mib()) // WINDOW_SECONDS
    return WINDOW_SECONDS * measured_windows(trial(model, beam_size), most)


def trial(model: Any, beam_size: int) -> "Trial":
    """What decodes so many windows of noise."""
    noise = np.random.default_rng(0).normal(size=WINDOW_SECONDS * RATE).astype(np.float32)
    frames = FRAMES_PER_SECOND * WINDOW_SECONDS
    features = model.feature_extractor(noise, padding=0)[np.newaxis, :, :frames]
    view = StorageView.from_array(np.ascontiguousarray(features))
    encoded = np.array(model.model.encode(view, to_cpu=True))
    return Trial(model, encoded, beam_size)


class Trial:
    """Decodes one encoding, shape (1, time, width), so many times at once."""

    def __init__(self, model: Any, encoded: Any, beam_size: int) -> None:
        self._model, self._encoded, self._beam_size = model, encoded, beam_size
        tokenizer = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language="en"
        )
        self._prompt, self._end = tokenizer.sot_sequence, tokenizer.eot

    def __call__(self, windows: int) -> list[int]:
        """How many tokens each window was decoded to."""
        results = self._model.model.generate(
            StorageView.from_array(np.repeat(self._encoded, windows, axis=0)),
            [self._prompt] * windows,
            beam_size=self._beam_size,
            max_length=length_for(TOKENS),
            suppress_tokens=[self._end],
        )
        return [len(result.sequences_ids[0]) for result in results]
