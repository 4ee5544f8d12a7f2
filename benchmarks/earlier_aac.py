"""Whether sound that was AAC before shows it, by what it went through afterwards.

    uv run python benchmarks/earlier_aac.py [--every 2]

Every so many-th recording (6 to 20 s at 8 kHz) goes through other codecs, through FFmpeg's AAC
encoder, and through AAC and another codec; all are then taken as PCM. The threshold was set after
a look at three recordings, before this ran. The copies begin 777 samples late, so that no offset is
known beforehand.
"""

import argparse
import io
from collections.abc import Callable

import av
import numpy as np
from av.audio.resampler import AudioResampler

from earwitness.archive.examination.earlier_aac import HALF, MIN_SCORE, aac_score
from spliced_speech import RATE, Samples, read, sources, through


def aac(samples: Samples, bit_rate: int) -> Samples:
    """Through AAC, and with its beginning cut off: offsets are not known beforehand."""
    file = io.BytesIO()
    with av.open(file, "w", format="adts") as output:
        stream = output.add_stream("aac", rate=RATE, layout="mono")
        stream.bit_rate = bit_rate
        whole = (np.clip(samples, -1, 0.9999) * 32_768).astype(np.int16)[None, :]
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(whole), format="s16", layout="mono")
        frame.sample_rate = RATE
        resampler = AudioResampler(format="fltp", layout="mono", rate=RATE, frame_size=HALF)
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            output.mux(stream.encode(piece))
        output.mux(stream.encode(None))
    file.seek(0)
    return read(file, "aac")[777:]


def rounded(samples: Samples) -> Samples:
    """To 16 bits."""
    return (np.round(samples * 32_768).clip(-32_768, 32_767) / 32_768).astype(np.float32)


VERSIONS: dict[str, Callable[[Samples], Samples]] = {
    "untouched": lambda own: own,
    "A-law": lambda own: through(own, "a-law"),
    "MP3": lambda own: through(own, "mp3"),
    "Opus": lambda own: through(own, "opus"),
    "AMR": lambda own: through(own, "amr"),
    "AAC 12": lambda own: aac(own, 12_000),
    "AAC 24": lambda own: aac(own, 24_000),
    "AAC 24, quieter": lambda own: rounded(aac(own, 24_000) * np.float32(0.7)),
    "AAC 24, then A-law": lambda own: through(aac(own, 24_000), "a-law"),
    "AAC 24, then MP3": lambda own: through(aac(own, 24_000), "mp3"),
}


def main() -> None:
    """Counts and scores of each half."""
    options = argparse.ArgumentParser()
    options.add_argument("--every", type=int, default=1, help="every so many-th recording")
    everything = sources()[:: options.parse_args().every]
    found: dict[tuple[bool, str], list[float]] = {}
    for one in everything:
        for name, change in VERSIONS.items():
            found.setdefault((one.held_out, name), []).append(aac_score(change(one.samples), RATE))
    seconds = sum(len(one.samples) for one in everything if one.held_out) / RATE
    print(f"{len(everything)} recordings, held-out {seconds / 60:.1f} min, threshold {MIN_SCORE}")
    for name in VERSIONS:
        for held_out in (False, True):
            own = np.array(found[held_out, name])
            print(
                f"{name}, {'held-out' if held_out else 'development'}: "
                f"{int((own >= MIN_SCORE).sum())}/{len(own)}, median {np.median(own):.1f}, "
                f"least {own.min():.1f}, most {own.max():.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
