"""Sound made on the fly: tones, noise, and files of many formats."""

from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray


def tone(
    seconds: float, *, rate: int = 8000, channels: int = 1, level: float = 0.3, hertz: float = 440
) -> NDArray[np.int16]:
    """A sine, shape (channels, time); each further channel an octave higher."""
    time = np.arange(round(seconds * rate)) / rate
    rows = [np.sin(2 * np.pi * hertz * 2**channel * time) for channel in range(channels)]
    return (np.stack(rows) * level * 32767).astype(np.int16)


def noise(seconds: float, *, rate: int = 8000, level: float = 0.3) -> NDArray[np.int16]:
    """White noise, shape (1, time): what no codec can make small. The same at every call."""
    random = np.random.default_rng(2022)
    return (random.uniform(-level, level, (1, round(seconds * rate))) * 32767).astype(np.int16)


def encode(
    path: Path,
    samples: NDArray[np.int16],
    *,
    rate: int = 8000,
    codec: str = "pcm_s16le",
    container: str = "wav",
) -> Path:
    """Write samples of shape (channels, time), at `rate` Hz, as a file of this format."""
    layout = "stereo" if samples.shape[0] == 2 else "mono"
    with av.open(str(path), "w", format=container) as output:
        stream = output.add_stream(codec, rate=rate, layout=layout)
        resampler = AudioResampler(
            format=stream.codec_context.format, layout=layout, rate=rate, frame_size=0
        )
        packed = np.ascontiguousarray(samples.T.reshape(1, -1))
        frame = av.AudioFrame.from_ndarray(packed, format="s16", layout=layout)
        frame.sample_rate = rate
        size = stream.codec_context.frame_size or 1024
        for whole in resampler.resample(frame):
            for piece in in_frames(whole, size, layout):
                output.mux(stream.encode(piece))
        output.mux(stream.encode(None))
    return path


def in_frames(frame: av.AudioFrame, size: int, layout: str) -> list[av.AudioFrame]:
    """A long frame in frames of so many samples."""
    values = frame.to_ndarray()
    width = 1 if frame.format.is_planar else len(frame.layout.channels)
    pieces = []
    for start in range(0, frame.samples, size):
        cut = np.ascontiguousarray(values[:, start * width : (start + size) * width])
        piece = av.AudioFrame.from_ndarray(cut, format=frame.format.name, layout=layout)
        piece.sample_rate, piece.pts = frame.sample_rate, start
        pieces.append(piece)
    return pieces


def long_call(path: Path, seconds: int) -> Path:
    """An AMR file of any length, quickly made: the frames of one second again and again."""
    second = encode(path, tone(1), codec="libopencore_amrnb", container="amr").read_bytes()
    path.write_bytes(second + second[len(b"#!AMR\n") :] * (seconds - 1))
    return path
