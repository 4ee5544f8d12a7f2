"""A Whisper model of any size with random weights: for speed and memory, never for text.

Speed does not depend on what the weights are, except through the number of tokens until a sentence
ends; trials therefore keep the model from ending. Tokens are those of an installed model.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from ctranslate2.specs import whisper_spec
from ctranslate2.specs.model_spec import index_spec

from earwitness.calls.engines.whisper_tokens import CONTEXT
from earwitness.calls.engines.whisper_windows import MS_PER_STATE, WINDOW_SECONDS

STATES = 1000 * WINDOW_SECONDS // MS_PER_STATE
"""Of the encoder, in a window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Of a Whisper model: width, layers, heads, bands of the spectrum."""

    width: int
    encoder_layers: int
    decoder_layers: int
    heads: int
    bands: int


SIZES = {
    "tiny": Size(width=384, encoder_layers=4, decoder_layers=4, heads=6, bands=80),
    "base": Size(width=512, encoder_layers=6, decoder_layers=6, heads=8, bands=80),
    "large-v3-turbo": Size(width=1280, encoder_layers=32, decoder_layers=4, heads=20, bands=128),
    "large-v3": Size(width=1280, encoder_layers=32, decoder_layers=32, heads=20, bands=128),
}
"""As published: openai/whisper, model card."""


def make_random(size: Size, like: Path, folder: Path) -> None:
    """Write a model of this size into a new folder, with the tokens of the model in `like`."""
    folder.mkdir(parents=True)
    for name in ("tokenizer.json", "vocabulary.json"):
        shutil.copyfile(like / name, folder / name)
    (folder / "preprocessor_config.json").write_text(json.dumps({"feature_size": size.bands}))
    words = json.loads((like / "vocabulary.json").read_text(encoding="utf-8"))
    spec = whisper_spec.WhisperSpec(
        size.encoder_layers, size.heads, size.decoder_layers, size.heads
    )
    random = np.random.default_rng(0)
    encodings = [f"{side}/position_encodings/encodings" for side in ("encoder", "decoder")]
    missing = [name for name, value in spec.variables(ordered=True) if value is None]
    for name in (*missing, *encodings):
        shape = _shape(name, size, len(words))
        scope, _, last = name.rpartition("/")
        weights = random.standard_normal(shape, np.float32) * 0.02
        setattr(index_spec(spec, scope), last, (weights + (last == "gamma")).astype(np.float16))
    spec.register_vocabulary(words)
    told = json.loads((like / "config.json").read_text(encoding="utf-8"))
    for key in ("suppress_ids", "suppress_ids_begin", "lang_ids"):
        setattr(spec.config, key, told[key])
    spec.config.alignment_heads = [[size.decoder_layers - 1, head] for head in range(4)]
    spec.validate()
    spec.save(str(folder))


def _shape(name: str, size: Size, words: int) -> tuple[int, ...]:
    """Of a weight, by its place."""
    width = size.width
    place, last = name.split("/")[:-1], name.rpartition("/")[2]
    if place[-1] in ("conv1", "conv2"):
        return (width, size.bands if place[-1] == "conv1" else width, 3)
    if "position_encodings" in place:
        return (STATES if place[0] == "encoder" else CONTEXT, width)
    if place[-1] in ("embeddings", "projection"):
        return (words, width)
    if last in ("gamma", "beta"):
        return (width,)
    return _linear(place[-2], place[-1], width)


def _linear(block: str, linear: str, width: int) -> tuple[int, int]:
    """Width out and in of a linear layer in a block of a transformer."""
    if block == "ffn":
        return (4 * width, width) if linear == "linear_0" else (width, 4 * width)
    if block == "self_attention":
        return (3 * width, width) if linear == "linear_0" else (width, width)
    return (2 * width, width) if linear == "linear_1" else (width, width)
