"""Which kind of model lies in a folder, told from its files; no name or address is needed."""

import json
from dataclasses import dataclass
from pathlib import Path

from earwitness.records.errors import ModelDamaged

TELEPHONE_RATE, WIDE_RATE = 8_000, 16_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How a kind of model is recognised and used.

    `loader` is onnx-asr's name of it, `marks` the files (patterns) that it alone has, `sample_rate`
    in Hz. `seconds` is the longest clip that it hears well; `lag_ms` how much later than the sound
    its tokens stand.
    """

    loader: str
    marks: tuple[str, ...]
    sample_rate: int = WIDE_RATE
    gives_punctuation: bool = False
    language: str = "ru"
    seconds: float = 25.0
    lag_ms: int = 0


KINDS = (
    Kind(loader="gigaam-v3-e2e-rnnt", marks=("v3_e2e_rnnt_encoder*.onnx",), gives_punctuation=True),
    Kind(loader="gigaam-v3-e2e-ctc", marks=("v3_e2e_ctc*.onnx",), gives_punctuation=True),
    Kind(loader="gigaam-v3-rnnt", marks=("v?_rnnt_encoder*.onnx",)),
    Kind(loader="gigaam-v3-ctc", marks=("v?_ctc*.onnx",)),
    Kind(loader="vosk", marks=("*/encoder*.onnx", "*/tokens.txt")),
    Kind(
        loader="nemo-conformer-tdt",
        marks=("encoder-model*.onnx", "decoder_joint-model*.onnx", "vocab.txt"),
        gives_punctuation=True,
        language="",
    ),
)
"""Most of them hear 20 to 30 s at most (onnx-asr, README). More specific kinds stand first."""

T_ONE = Kind(
    loader="t-one-ctc",
    marks=("model*.onnx", "config.json"),
    sample_rate=TELEPHONE_RATE,
    lag_ms=330,
)
"""T-one streams: its output stands 0.33 s after the sound on average, and its makers take that off
(T-one, `onnx_wrapper.py`, MEAN_TIME_BIAS); onnx-asr does not."""


def kind_of(folder: Path) -> Kind:
    """The kind of the model in `folder`.

    Raises:
        ModelDamaged: it holds no kind that is known.
    """
    for kind in KINDS:
        if all(any(folder.glob(mark)) for mark in kind.marks):
            return kind
    if any(folder.glob("model*.onnx")) and "decoder_params" in configuration(folder):
        return T_ONE
    raise ModelDamaged(
        f"{folder} holds no model that onnx-asr can hear with.",
        remedy="It knows GigaAM, T-one, Vosk and Parakeet as ONNX files; see docs/models.md.",
    )


def configuration(folder: Path) -> dict[str, object]:
    """What `config.json` says; nothing where there is none, or one that cannot be read."""
    try:
        return dict(json.loads((folder / "config.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def quantization_of(folder: Path) -> str | None:
    """`int8` if the folder holds 8-bit files, which are then taken; None: full precision."""
    return "int8" if any(folder.rglob("*int8.onnx")) else None
