"""What hears: the processor, or a graphics card; and how much goes onto it at once."""

import subprocess

import ctranslate2
import onnxruntime

from earwitness.calls.engines.whisper_windows import WINDOW_SECONDS
from earwitness.records.errors import ModelMissing

DEVICES = ("cpu", "cuda", "auto")

MIB_A_WINDOW = 600
"""Of a card's memory for one window of 30 s with beam 5 in 16-bit floats, large model. Estimate:
not measured on a card by us. A batch that is too large is halved."""

FEWEST_SECONDS, MOST_SECONDS = 180, 1_800
SHARE = 0.8
"""Of the free memory is used; the rest is for what else the card does. Estimate."""


def resolve(wanted: str, recogniser: str) -> str:
    """`cpu` or `cuda`, from the setting and what this machine has for that recogniser.

    Raises:
        ModelMissing: there is no such device, or no usable graphics card.
    """
    if wanted not in DEVICES:
        raise ModelMissing(
            f"There is no device {wanted!r}.",
            remedy=f"Write one of {', '.join(DEVICES)} as `device` in [hearing] of case.toml.",
        )
    if wanted == "cpu" or (wanted == "auto" and not has_card(recogniser)):
        return "cpu"
    if not has_card(recogniser):
        raise ModelMissing(
            f"The recogniser {recogniser} finds no graphics card that it can use here.",
            remedy='Write device = "cpu" in [hearing] of case.toml, or see docs/models.md for what '
            "a card needs.",
        )
    return "cuda"


def has_card(recogniser: str) -> bool:
    """Whether the library behind a recogniser can use a graphics card of this machine."""
    # What onnxruntime calls available is what it was built with, card or no card.
    built = onnxruntime.get_available_providers()
    if recogniser == "onnx-asr" and "CUDAExecutionProvider" not in built:
        return False
    try:
        return bool(ctranslate2.get_cuda_device_count())
    except RuntimeError:  # no driver
        return False


def free_card_mib() -> int:
    """Free memory of the first graphics card in MiB, as its driver tells; 0 where none tells."""
    try:
        told = subprocess.run(
            ["nvidia-smi", "--query-gpu=memory.free", "--format=csv,noheader,nounits"],
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        ).stdout
        return int(told.splitlines()[0])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return 0


def seconds_for(free_mib: int) -> int:
    """Seconds of windows that go together on a card with so much free memory."""
    windows = int(free_mib * SHARE) // MIB_A_WINDOW
    return max(FEWEST_SECONDS, min(MOST_SECONDS, windows * WINDOW_SECONDS))
