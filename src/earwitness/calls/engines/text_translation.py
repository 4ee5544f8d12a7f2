"""Text translation with Transformer models in CTranslate2's form: OPUS-MT and NLLB folders.

Nothing is fetched here: a model is a folder. Sentences of any recordings are translated together.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from math import exp
from pathlib import Path
from typing import Any

import ctranslate2
import sentencepiece

from earwitness.calls.engines.flores_codes import ENGLISH, flores_code
from earwitness.calls.ports import Resource, TranslatedText
from earwitness.records.errors import ModelDamaged

BATCH_TOKENS = 1024
"""Translated together; CTranslate2 sorts sentences by length within it. Estimate."""

BEAM_SIZE = 4
"""As the makers of OPUS-MT and NLLB decode (Tiedemann 2020; NLLB Team 2022)."""

TOKENS_FOR_ONE, SPARE_TOKENS, MOST_TOKENS = 3, 20, 500
"""A loop must not run on: at most three tokens for one of the source. Estimate. OPUS-MT knows 512
positions (Marian's configuration); what is longer is cut, which the length of the English shows."""

END = "</s>"


@dataclass(slots=True)
class OpusTranslator:
    """OPUS-MT: one pair of languages; `model.bin`, `source.spm`, `target.spm` in the folder."""

    folder: Path
    weights_digest: str
    threads: int = 1
    name: str = "opus-mt"
    version: str = field(default_factory=lambda: f"{version('ctranslate2')}/1")
    resource: Resource = "cpu"
    _model: Any = field(default=None, init=False)
    _pieces: Any = field(default=None, init=False)
    _words: Any = field(default=None, init=False)
    _adds_end: bool = field(default=False, init=False)

    def translate(self, sentences: Sequence[str], language: str) -> tuple[TranslatedText, ...]:
        """English of each sentence. The folder decides which language it reads."""
        self._load()
        wanted = [index for index, sentence in enumerate(sentences) if sentence.strip()]
        sources = [self._pieces.encode(sentences[index], out_type=str) for index in wanted]
        if not self._adds_end:
            sources = [[*pieces, END] for pieces in sources]
        results = _translated(self._model, sources, None)
        texts = {
            index: TranslatedText(
                text=self._words.decode(result.hypotheses[0]), confidence=_confidence(result)
            )
            for index, result in zip(wanted, results, strict=True)
        }
        return tuple(texts.get(index, TranslatedText(text="")) for index in range(len(sentences)))

    def _load(self) -> None:
        if self._model is None:
            self._pieces = _sentencepiece(self.folder / "source.spm")
            self._words = _sentencepiece(self.folder / "target.spm")
            self._adds_end = _config(self.folder).get("add_source_eos") is True
            self._model = _loaded(self.folder, self.threads)


@dataclass(slots=True)
class NllbTranslator:
    """NLLB: many languages; `model.bin` and `sentencepiece.bpe.model` in the folder."""

    folder: Path
    weights_digest: str
    threads: int = 1
    name: str = "nllb"
    version: str = field(default_factory=lambda: f"{version('ctranslate2')}/1")
    resource: Resource = "cpu"
    _model: Any = field(default=None, init=False)
    _pieces: Any = field(default=None, init=False)

    def translate(self, sentences: Sequence[str], language: str) -> tuple[TranslatedText, ...]:
        """English of each sentence of this language.

        Raises:
            EngineFailed: NLLB has no such language.
        """
        code = flores_code(language)
        self._load()
        wanted = [index for index, sentence in enumerate(sentences) if sentence.strip()]
        sources = [
            [code, *self._pieces.encode(sentences[index], out_type=str), END] for index in wanted
        ]
        results = _translated(self._model, sources, ENGLISH)
        texts = {
            index: TranslatedText(
                text=self._pieces.decode([t for t in result.hypotheses[0] if t != ENGLISH]),
                confidence=_confidence(result),
            )
            for index, result in zip(wanted, results, strict=True)
        }
        return tuple(texts.get(index, TranslatedText(text="")) for index in range(len(sentences)))

    def _load(self) -> None:
        if self._model is None:
            self._pieces = _sentencepiece(self.folder / "sentencepiece.bpe.model")
            self._model = _loaded(self.folder, self.threads)


def _translated(model: Any, sources: Sequence[Sequence[str]], prefix: str | None) -> list[Any]:
    """Results in the order of the sources. What may be said at most follows from each sentence's
    own length, so that its English does not depend on those beside it."""
    results: list[Any] = [None] * len(sources)
    limits = [_limit(len(source)) for source in sources]
    for limit in sorted(set(limits)):
        places = [place for place, own in enumerate(limits) if own == limit]
        answers = model.translate_batch(
            [sources[place] for place in places],
            target_prefix=[[prefix]] * len(places) if prefix else None,
            beam_size=BEAM_SIZE,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            max_input_length=MOST_TOKENS,
            max_decoding_length=limit,
            return_scores=True,
        )
        for place, answer in zip(places, answers, strict=True):
            results[place] = answer
    return results


def _limit(tokens: int) -> int:
    """For the next power of two, so that few sizes go apart."""
    return min(MOST_TOKENS, SPARE_TOKENS + TOKENS_FOR_ONE * (1 << (tokens - 1).bit_length()))


def _confidence(result: Any) -> float:
    """CTranslate2's score is the mean log probability of the tokens (length penalty 1)."""
    return round(min(1.0, exp(float(result.scores[0]))), 3)


def _loaded(folder: Path, threads: int) -> Any:
    try:
        return ctranslate2.Translator(
            str(folder), device="cpu", compute_type="int8", inter_threads=1, intra_threads=threads
        )
    except (RuntimeError, ValueError) as error:
        raise _damaged(folder, "model.bin") from error


def _sentencepiece(path: Path) -> Any:
    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise _damaged(path.parent, path.name) from error


def _config(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(folder, "config.json") from error
    return found if isinstance(found, dict) else {}


def _damaged(folder: Path, file: str) -> ModelDamaged:
    return ModelDamaged(
        f"{folder} is no translation model: {file} is missing or cannot be read.",
        remedy="docs/translation.md says which files a folder needs; correct [translation].",
    )
