"""Telephone codecs that PyAV's wheel cannot write, through programs of the system.

Debian: `apt-get install ffmpeg sox libsox-fmt-all libbcg729-0 libvo-amrwbenc0`. They are used
here alone: Earwitness
reads these codecs without them. What is absent is skipped, and the benchmark says so.
"""

import ctypes
import ctypes.util
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

G729_FRAME = 80
"""Samples: 10 ms at 8 kHz (ITU-T G.729)."""

AMR_WB_FRAME = 320
"""Samples: 20 ms at 16 kHz (3GPP TS 26.171)."""

AMR_WB_MODE = 2
"""12.65 kbit/s (3GPP TS 26.171)."""

TOOL_SECONDS = 60


@dataclass(frozen=True, slots=True)
class SystemEncoding:
    """A program, its arguments behind the input, the suffix that it writes, and the rate in Hz."""

    program: str
    arguments: tuple[str, ...]
    suffix: str
    rate: int = 8_000


class NoEncoder(Exception):
    """This machine cannot write that; the text says what is missing."""


SYSTEM_ENCODINGS: Mapping[str, SystemEncoding] = {
    "GSM 06.10": SystemEncoding("ffmpeg", ("-c:a", "libgsm", "-f", "gsm"), "gsm"),
    "GSM WAV49": SystemEncoding("ffmpeg", ("-c:a", "libgsm_ms", "-f", "wav"), "wav"),
    "Speex 8 kbit/s": SystemEncoding("ffmpeg", ("-c:a", "libspeex", "-b:a", "8k"), "spx"),
    "Vorbis mono": SystemEncoding("ffmpeg", ("-c:a", "libvorbis", "-q:a", "0"), "ogg"),
    "AMR-NB 7.95 (sox)": SystemEncoding("sox", ("-t", "amr-nb", "-C", "5"), "amr"),
    "AMR-WB 12.65": SystemEncoding("vo-amrwbenc", (), "amr", 16_000),
    "G.729": SystemEncoding("bcg729", (), "g729"),
}


def write_with_system(path: Path, samples: NDArray[np.int16], encoding: SystemEncoding) -> None:
    """Encode one channel, shape (time,), that has the encoding's rate.

    Raises:
        NoEncoder: the program or its encoder is missing, or failed.
    """
    if encoding.program in LIBRARIES:
        path.write_bytes(LIBRARIES[encoding.program](samples))
        return
    program = shutil.which(encoding.program)
    if program is None:
        raise NoEncoder(f"{encoding.program} is not installed")
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "sound.raw"
        raw.write_bytes(samples.astype("<i2").tobytes())
        command = _command(program, raw, path, encoding)
        done = subprocess.run(command, capture_output=True, timeout=TOOL_SECONDS, check=False)
    if done.returncode or not path.exists() or not path.stat().st_size:
        raise NoEncoder(f"{encoding.program} cannot write it")


def _command(program: str, raw: Path, path: Path, encoding: SystemEncoding) -> list[str]:
    rate = str(encoding.rate)
    if encoding.program == "sox":
        source = ["-t", "raw", "-r", rate, "-e", "signed", "-b", "16", "-c", "1", str(raw)]
        return [program, *source, *encoding.arguments, str(path)]
    source = ["-f", "s16le", "-ar", rate, "-ac", "1", "-i", str(raw)]
    return [program, "-nostdin", "-y", "-v", "error", *source, *encoding.arguments, str(path)]


def _library(name: str) -> ctypes.CDLL:
    found = ctypes.util.find_library(name)
    if found is None:
        raise NoEncoder(f"lib{name} is not installed")
    return ctypes.CDLL(found)


def _g729(samples: NDArray[np.int16]) -> bytes:
    """Frames of 10 bytes, without voice activity detection, so that each is of full rate."""
    library = _library("bcg729")
    library.initBcg729EncoderChannel.restype = ctypes.c_void_p
    channel = ctypes.c_void_p(library.initBcg729EncoderChannel(ctypes.c_uint8(0)))
    written, length = [], ctypes.c_uint8(0)
    stream = (ctypes.c_uint8 * 10)()
    for start in range(0, len(samples) // G729_FRAME * G729_FRAME, G729_FRAME):
        frame = (ctypes.c_int16 * G729_FRAME)(*samples[start : start + G729_FRAME].tolist())
        library.bcg729Encoder(channel, frame, stream, ctypes.byref(length))
        written.append(bytes(stream[: length.value]))
    library.closeBcg729EncoderChannel(channel)
    return b"".join(written)


def _amr_wb(samples: NDArray[np.int16]) -> bytes:
    library = _library("vo-amrwbenc")
    library.E_IF_init.restype = ctypes.c_void_p
    state = ctypes.c_void_p(library.E_IF_init())
    written, stream = [b"#!AMR-WB\n"], (ctypes.c_uint8 * 64)()
    for start in range(0, len(samples) // AMR_WB_FRAME * AMR_WB_FRAME, AMR_WB_FRAME):
        frame = (ctypes.c_int16 * AMR_WB_FRAME)(*samples[start : start + AMR_WB_FRAME].tolist())
        length = library.E_IF_encode(state, ctypes.c_int16(AMR_WB_MODE), frame, stream, 0)
        written.append(bytes(stream[:length]))
    library.E_IF_exit(state)
    return b"".join(written)


LIBRARIES = {"bcg729": _g729, "vo-amrwbenc": _amr_wb}
