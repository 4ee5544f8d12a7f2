"""Files with several sounds and a text, made on the fly."""

from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from fakes.sounds import in_frames


def film(
    path: Path,
    sounds: list[NDArray[np.int16]],
    *,
    rate: int = 16000,
    codec: str = "flac",
    container: str = "matroska",
    subtitles: tuple[str, ...] = (),
) -> Path:
    """Several sounds, each of shape (channels, time), and a text a second, in one file."""
    with av.open(str(path), "w", format=container) as output:
        layouts = ["stereo" if len(samples) == 2 else "mono" for samples in sounds]
        streams = [output.add_stream(codec, rate=rate, layout=layout) for layout in layouts]
        source = av.open(str(_subtitle_file(path, subtitles))) if subtitles else None
        text = output.add_stream_from_template(source.streams[0]) if source else None
        for stream, samples, layout in zip(streams, sounds, layouts, strict=True):
            frame = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(samples.T.reshape(1, -1)), format="s16", layout=layout
            )
            frame.sample_rate = rate
            size = stream.codec_context.frame_size or 1024
            wanted = AudioResampler(format=stream.codec_context.format, layout=layout, rate=rate)
            for whole in wanted.resample(frame):
                for piece in in_frames(whole, size, layout):
                    output.mux(stream.encode(piece))
            output.mux(stream.encode(None))
        for packet in source.demux() if source else ():
            if packet.dts is not None:
                packet.stream = text
                output.mux(packet)
    return path


def _subtitle_file(path: Path, lines: tuple[str, ...]) -> Path:
    cues = [
        f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\n{line}\n"
        for number, line in enumerate(lines, 1)
    ]
    file = path.with_suffix(".srt")
    file.write_text("\n".join(cues), "utf-8")
    return file
