"""Recognition and speech translation with Whisper on CTranslate2 (faster-whisper's parts).

faster-whisper's own pipeline batches clips of one file. This one takes clips of any files,
encodes each once, and decodes the same encoding twice: to the text and to English.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2 import StorageView
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_suppressed_tokens
from numpy.typing import NDArray

from earwitness.calls.clips import RATE, recording_span, recording_times, stretch_at
from earwitness.calls.engines.card_batches import is_out_of_memory
from earwitness.calls.engines.whisper_tokens import (
    Piece,
    length_for,
    pieces_of,
    split_at_pauses,
    translations_for,
)
from earwitness.calls.engines.whisper_trial import seconds_on_card
from earwitness.calls.engines.whisper_windows import (
    BATCH_SECONDS,
    FRAMES_PER_SECOND,
    MS_PER_STATE,
    SAMPLES_PER_FRAME,
    SILENCE_SECONDS,
    window_batches,
    window_seconds,
)
from earwitness.calls.invention import packs_too_well
from earwitness.calls.languages import (
    LanguageRun,
    Unit,
    language_runs,
    run_at,
    split_clip,
    units_of,
)
from earwitness.calls.ports import Clip, HearingOptions, Resource
from earwitness.records.hearing import Segment, TimedEnglish, Word

TOKENS_PER_SECOND, SPARE_TOKENS = 10, 32
"""A loop must not run to the end of the window, and fast speech must fit: Russian speech takes up
to 10 tokens a second, time tokens included."""

PREPENDED, APPENDED = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"
"""Punctuation that belongs to the next and to the previous word: faster-whisper's defaults."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Of a clip: the runs that are heard in one language each, and what was detected."""

    runs: tuple[LanguageRun, ...]
    detected: tuple[LanguageRun, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A clip, or a part of one, to be heard in a language; `encoded` if that is done."""

    place: int
    clip: Clip
    language: str
    encoded: NDArray[np.float32] | None = None


@dataclass(slots=True)
class WhisperRecogniser:
    """Hears with a CTranslate2 Whisper model in `folder`: in 8-bit integers on a processor, in
    16-bit floats on a graphics card, where as many windows go together as it is found to hear
    faster so, and as its memory holds."""

    folder: Path
    weights_digest: str
    threads: int = 1
    name: str = "faster-whisper"
    version: str = field(default_factory=lambda: f"{version('faster-whisper')}/7")
    resource: Resource = "cpu"
    sample_rate: int = RATE
    gives_punctuation: bool = True
    _models: dict[str, Any] = field(default_factory=dict, init=False)
    _device: str = field(default="cpu", init=False)
    _batch_seconds: int = field(default=BATCH_SECONDS, init=False)

    def hear(
        self, clips: Sequence[Clip], options: HearingOptions
    ) -> tuple[tuple[Segment, ...], ...]:
        """Segments of each clip, in recording time and in the order of the clips."""
        self._device = options.device
        self._loaded()
        if self._device != "cpu" and not self._batch_seconds:
            self._batch_seconds = seconds_on_card(self._loaded(), options.beam_size)
        heard: dict[int, tuple[Segment, ...]] = {}
        while left := [index for index in range(len(clips)) if index not in heard]:
            together = next(window_batches([clips[index] for index in left], self._batch_seconds))
            batch = [left[place] for place in together]
            try:
                heard.update(self._hear_batch(batch, clips, options))
            except RuntimeError as error:
                if not self._may_halve(batch, error):
                    raise
                self._batch_seconds = len(batch) * window_seconds(clips[batch[0]]) // 2
        return tuple(heard[index] for index in range(len(clips)))

    def _may_halve(self, batch: Sequence[int], error: RuntimeError) -> bool:
        """Whether a graphics card ran out of memory on a batch that can be halved."""
        return self._device != "cpu" and len(batch) > 1 and is_out_of_memory(error)

    def _hear_batch(
        self, batch: Sequence[int], clips: Sequence[Clip], options: HearingOptions
    ) -> Iterator[tuple[int, tuple[Segment, ...]]]:
        own_clips = [clips[index] for index in batch]
        encoded = self._encode(own_clips)
        spoken = [
            self._spoken(clip, own, options.languages)
            for clip, own in zip(own_clips, encoded, strict=True)
        ]
        parts = [
            _Part(place, clip, run.language, encoded[place])
            for place, (clip, own) in enumerate(zip(own_clips, spoken, strict=True))
            if len(own.runs) == 1
            for run in own.runs
        ]
        parts += [
            _Part(place, clip, run.language)
            for place, own in enumerate(spoken)
            if len(own.runs) > 1
            for clip, run in zip(split_clip(own_clips[place], own.runs), own.runs, strict=True)
        ]
        heard: dict[int, list[Segment]] = {place: [] for place in range(len(batch))}
        for part, segments in self._hear_parts(parts, options):
            heard[part.place].extend(segments)
        for place, clip in enumerate(own_clips):
            ordered = sorted(heard[place], key=lambda segment: segment.start_ms)
            detected = spoken[place].detected
            yield batch[place], tuple(_marked(one, clip, detected) for one in ordered)

    def _spoken(
        self, clip: Clip, encoded: NDArray[np.float32], declared: Sequence[str]
    ) -> "_Spoken":
        """Languages of the parts of an encoded clip, shape (time, width). One declared language
        is what is heard in; what is detected does not depend on what is declared."""
        units = units_of(clip)
        guesses = [self._guess(encoded, unit) for unit in units]
        detected = language_runs(units, guesses)
        runs = language_runs(units, guesses, declared) if declared else detected
        if len(runs) > 1:
            edges = [0, *((one.end_ms + two.start_ms) // 2 for one, two in pairwise(runs))]
            ends = [*edges[1:], len(clip.samples) * 1000 // RATE]
            runs = tuple(
                replace(run, start_ms=start, end_ms=end)
                for run, start, end in zip(runs, edges, ends, strict=True)
            )
        return _Spoken(runs, detected)

    def _guess(self, encoded: NDArray[np.float32], unit: Unit) -> dict[str, float]:
        """Probability of each language in a stretch of an encoded clip."""
        first = unit.start_ms // MS_PER_STATE
        last = max(first + 1, unit.end_ms // MS_PER_STATE)
        own = np.ascontiguousarray(encoded[np.newaxis, first:last])
        (found,) = self._loaded().model.detect_language(StorageView.from_array(own))
        return {token.strip("<|>"): float(probability) for token, probability in found}

    def _hear_parts(
        self, parts: Sequence["_Part"], options: HearingOptions
    ) -> Iterator[tuple["_Part", list[Segment]]]:
        """Segments of each part, those of one language and window together."""
        groups: dict[tuple[str, int], list[_Part]] = {}
        for part in parts:
            key = (part.language, window_seconds(part.clip))
            groups.setdefault(key, []).append(part)
        for (language, _), own in sorted(groups.items(), key=lambda group: group[0]):
            arrays = [
                self._encode([part.clip])[0] if part.encoded is None else part.encoded
                for part in own
            ]
            encoded = StorageView.from_array(np.stack(arrays))
            results = self._decode(encoded, [part.clip for part in own], language, options)
            for part, segments in zip(own, results, strict=True):
                yield part, [replace(one, heard_language=language) for one in segments]

    def _encode(self, clips: Sequence[Clip]) -> NDArray[np.float32]:
        """Encode clips of one window, one by one: attention over a batch would take 600 MB.
        Shape (clips, time, width)."""
        frames = FRAMES_PER_SECOND * window_seconds(clips[0])
        return np.concatenate([self._encode_one(clip, frames) for clip in clips])

    def _encode_one(self, clip: Clip, frames: int) -> NDArray[np.float32]:
        """Shape (1, time, width)."""
        padded = np.zeros(frames * SAMPLES_PER_FRAME, np.float32)
        padded[: len(clip.samples)] = clip.samples[: len(padded)]
        features = self._loaded().feature_extractor(padded, padding=0)[np.newaxis, :, :frames]
        view = StorageView.from_array(np.ascontiguousarray(features))
        return np.array(self._loaded().model.encode(view, to_cpu=True))

    def _decode(
        self, encoded: Any, clips: Sequence[Clip], language: str, options: HearingOptions
    ) -> list[list[Segment]]:
        tokenizer = self._tokenizer(language, "transcribe")
        results = self._generate(encoded, clips, tokenizer, options)
        pieces = [
            pieces_of(result.sequences_ids[0], tokenizer, len(clip.samples) / RATE)
            for result, clip in zip(results, clips, strict=True)
        ]
        self._time_words(pieces, tokenizer, encoded, clips)
        pieces = [
            split_at_pauses(own, _stretch_in(clip)) for own, clip in zip(pieces, clips, strict=True)
        ]
        english: list[list[list[Piece]]] = [[[] for _ in own] for own in pieces]
        sureness: list[float | None] = [None] * len(pieces)
        if options.translate and language != "en":
            english, sureness = self._translate(encoded, clips, language, options, pieces)
        return [
            [
                _segment(clip, piece, (said, sure if said else None), result)
                for piece, said in zip(own, own_english, strict=True)
                if piece.text
            ]
            for clip, own, own_english, sure, result in zip(
                clips, pieces, english, sureness, results, strict=True
            )
        ]

    def _translate(
        self,
        encoded: Any,
        clips: Sequence[Clip],
        language: str,
        options: HearingOptions,
        pieces: Sequence[Sequence[Piece]],
    ) -> tuple[list[list[list[Piece]]], list[float | None]]:
        """English of each piece, and of each clip the mean log probability of its English.

        What repeats itself is said once more, without repeats.
        """
        tokenizer = self._tokenizer(language, "translate")
        results = list(self._generate(encoded, clips, tokenizer, options))
        if looping := [place for place, own in enumerate(results) if _loops(own, tokenizer)]:
            view = StorageView.from_array(np.ascontiguousarray(np.array(encoded)[looping]))
            careful = replace(options, second_hearing=True)
            again = self._generate(view, [clips[place] for place in looping], tokenizer, careful)
            for place, other in zip(looping, again, strict=True):
                results[place] = results[place] if _loops(other, tokenizer) else other
        english = [
            translations_for(
                own, pieces_of(result.sequences_ids[0], tokenizer, len(clip.samples) / RATE)
            )
            for own, result, clip in zip(pieces, results, clips, strict=True)
        ]
        return english, [_mean_log_probability(result) for result in results]

    def _generate(
        self, encoded: Any, clips: Sequence[Clip], tokenizer: Tokenizer, options: HearingOptions
    ) -> Any:
        longest = window_seconds(clips[0]) - SILENCE_SECONDS
        prompt = tokenizer.sot_sequence
        return self._loaded().model.generate(
            encoded,
            [prompt] * len(clips),
            beam_size=options.beam_size,
            max_length=length_for(SPARE_TOKENS + TOKENS_PER_SECOND * longest),
            suppress_tokens=get_suppressed_tokens(tokenizer, [-1]),
            return_scores=True,
            return_no_speech_prob=True,
            no_repeat_ngram_size=3 if options.second_hearing else 0,
            repetition_penalty=1.1 if options.second_hearing else 1.0,
        )

    def _time_words(
        self,
        pieces: Sequence[Sequence[Piece]],
        tokenizer: Tokenizer,
        encoded: Any,
        clips: Sequence[Clip],
    ) -> None:
        """Fill in each piece's words, by attention alignment (Whisper's `word_timestamps`)."""
        silent = {"tokens": tokenizer.encode(" ."), "start": 0.0, "end": 0.0, "seek": 0}
        segments: list[list[dict[str, Any]]] = [
            [
                {"tokens": piece.tokens, "start": piece.start, "end": piece.end, "seek": 0}
                for piece in own
            ]
            or [dict(silent)]  # faster-whisper fails on a clip without any token
            for own in pieces
        ]
        longest = FRAMES_PER_SECOND * window_seconds(clips[0])
        frames = [min(longest, len(clip.samples) // SAMPLES_PER_FRAME) for clip in clips]
        try:
            self._loaded().add_word_timestamps(
                segments, tokenizer, encoded, frames, PREPENDED, APPENDED, 0.0
            )
        except IndexError:  # its alignment found no path in a clip
            if len(clips) > 1:
                for place, clip in enumerate(clips):
                    alone = StorageView.from_array(np.ascontiguousarray(np.array(encoded)[[place]]))
                    self._time_words([pieces[place]], tokenizer, alone, [clip])
            return  # of a clip by itself, text and piece times still hold
        for own, timed in zip(pieces, segments, strict=True):
            for piece, segment in zip(own, timed, strict=False):
                piece.words = segment.get("words", [])

    def _tokenizer(self, language: str, task: str) -> Tokenizer:
        model = self._loaded()
        return Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task=task, language=language
        )

    def _loaded(self) -> Any:
        if self._device not in self._models:
            on_card = self._device == "cuda"
            self._models[self._device] = WhisperModel(
                str(self.folder),
                device=self._device,
                compute_type="float16" if on_card else "int8",
                cpu_threads=self.threads,
                local_files_only=True,
            )
            self._batch_seconds = 0 if on_card else BATCH_SECONDS
        return self._models[self._device]


def _marked(segment: Segment, clip: Clip, detected: Sequence[LanguageRun]) -> Segment:
    """The segment with the language that was detected where it stands."""
    run = run_at(clip, detected, segment.start_ms, segment.end_ms)
    if run is None:
        return segment
    probability = round(run.probability, 3)
    return replace(segment, detected_language=run.language, language_probability=probability)


def _stretch_in(clip: Clip) -> Callable[[float, float], int]:
    """`stretch_at` of this clip, for times in seconds."""
    return lambda start, end: stretch_at(clip, 1000 * start, 1000 * end)


def _word(clip: Clip, word: dict[str, Any]) -> Word:
    start_ms, end_ms = recording_times(clip, 1000 * word["start"], 1000 * word["end"])
    return Word(
        text=str(word["word"]).strip(),
        start_ms=start_ms,
        end_ms=end_ms,
        confidence=round(float(word["probability"]), 3),
    )


def _mean_log_probability(result: Any) -> float:
    """Of the tokens of a decoded clip, as Whisper counts it: the end token is one of them."""
    length = len(result.sequences_ids[0]) + 1
    return round(float(result.scores[0]) * (length - 1) / length, 3)


def _loops(result: Any, tokenizer: Tokenizer) -> bool:
    return packs_too_well(tokenizer.decode(result.sequences_ids[0]).strip())


def _english(clip: Clip, piece: Piece) -> TimedEnglish:
    start_ms, end_ms = recording_span(clip, 1000 * piece.start, 1000 * piece.end)
    return TimedEnglish(start_ms=start_ms, end_ms=end_ms, text=piece.text)


def _segment(
    clip: Clip, piece: Piece, translation: tuple[Sequence[Piece], float | None], result: Any
) -> Segment:
    words = tuple(_word(clip, word) for word in piece.words)
    start_ms, end_ms = recording_times(clip, 1000 * piece.start, 1000 * piece.end)
    return Segment(
        channel=clip.channel,
        start_ms=words[0].start_ms if words else start_ms,
        end_ms=words[-1].end_ms if words else end_ms,
        text=piece.text,
        detected_language="",
        words=words,
        translation=" ".join(own.text for own in translation[0] if own.text),
        english=tuple(_english(clip, own) for own in translation[0] if own.text),
        clip_start_ms=clip.pieces[0][1].start_ms,
        translation_log_probability=translation[1],
        mean_log_probability=_mean_log_probability(result),
        no_speech_probability=round(float(result.no_speech_prob), 3),
    )
