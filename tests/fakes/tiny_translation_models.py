"""OPUS-MT and NLLB folders with random weights: a few kilobytes, built on the spot.

Their English is nonsense; what is tested is how a folder is read, asked and answered.
"""

import json
from pathlib import Path

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec
from numpy.typing import NDArray

TEXT = (
    "мы стоим под лесом мама я скоро вернусь нас двенадцать человек командир сказал вперед",
    "we stand by the forest mum I will be back soon there are twelve of us the commander said",
    "вода еда телефон номер дом сын дочь брат рота полк батальон мост поле село дорога снег",
    "water food phone number house son daughter brother company regiment battalion bridge field",
)
WIDTH, HEADS, LAYERS = 16, 2, 1


def opus_folder(folder: Path, *, adds_end: bool = True) -> Path:
    """A folder as `ct2-opus-mt-converter` leaves it, with both sentencepiece models."""
    folder.mkdir(parents=True)
    for name in ("source", "target"):
        pieces = _train(folder / name)
        pieces.rename(folder / f"{name}.spm")
    vocabulary = [*_vocabulary(folder / "source.spm"), "<pad>"]
    _save(folder, vocabulary, adds_end=adds_end)
    return folder


def nllb_folder(folder: Path) -> Path:
    """A folder as CTranslate2's converter leaves it for NLLB."""
    folder.mkdir(parents=True)
    _train(folder / "pieces").rename(folder / "sentencepiece.bpe.model")
    codes = ["rus_Cyrl", "ukr_Cyrl", "eng_Latn"]
    vocabulary = [*_vocabulary(folder / "sentencepiece.bpe.model"), *codes]
    _save(folder, vocabulary, adds_end=False)
    return folder


def _train(prefix: Path) -> Path:
    corpus = prefix.with_suffix(".txt")
    corpus.write_text("\n".join(TEXT * 5), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(prefix),
        vocab_size=110,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    corpus.unlink()
    prefix.with_suffix(".vocab").unlink()
    return prefix.with_suffix(".model")


def _vocabulary(model: Path) -> list[str]:
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(model))
    return [pieces.id_to_piece(number) for number in range(len(pieces))]


def _save(folder: Path, vocabulary: list[str], *, adds_end: bool) -> None:
    random = np.random.default_rng(3)
    spec = TransformerSpec.from_config((LAYERS, LAYERS), HEADS)

    def weights(*shape: int) -> NDArray[np.float32]:
        return random.normal(0, 0.3, shape).astype(np.float32)

    def linear(layer: object, rows: int, columns: int) -> None:
        layer.weight, layer.bias = weights(rows, columns), weights(rows)  # type: ignore[attr-defined]

    def norm(layer: object) -> None:
        layer.gamma = np.ones(WIDTH, np.float32)  # type: ignore[attr-defined]
        layer.beta = np.zeros(WIDTH, np.float32)  # type: ignore[attr-defined]

    def attention(layer: object, shapes: list[int]) -> None:
        for part, rows in zip(layer.linear, shapes, strict=True):  # type: ignore[attr-defined]
            linear(part, rows, WIDTH)
        norm(layer.layer_norm)  # type: ignore[attr-defined]

    positions = weights(600, WIDTH)
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = weights(len(vocabulary), WIDTH)
        side.position_encodings.encodings = positions
        norm(side.layer_norm)
        for layer in side.layer:
            attention(layer.self_attention, [3 * WIDTH, WIDTH])
            if hasattr(layer, "attention"):
                attention(layer.attention, [WIDTH, 2 * WIDTH, WIDTH])
            linear(layer.ffn.linear_0, 2 * WIDTH, WIDTH)
            linear(layer.ffn.linear_1, WIDTH, 2 * WIDTH)
            norm(layer.ffn.layer_norm)
    linear(spec.decoder.projection, len(vocabulary), WIDTH)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.add_source_eos = adds_end
    spec.config.decoder_start_token = "</s>"
    spec.validate()
    spec.save(str(folder))
    assert json.loads((folder / "config.json").read_text())["decoder_start_token"] == "</s>"
