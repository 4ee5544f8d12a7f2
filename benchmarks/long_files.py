"""Peak memory of decode, examine and fingerprint on files of hours, each in a process of its own.

    uv run python benchmarks/long_files.py [--minutes 360 120]

Makes a mono file of 8 kHz and a stereo file of 48 kHz (6 and 2 hours, 16-bit WAV) from calls of the
fictional archive, repeated with changing level and a little noise, and prints for each stage the
peak memory above that of the bare process after its imports, and CPU time. Files are removed.
"""

import argparse
import json
import multiprocessing
import resource
import tempfile
import time
import wave
from pathlib import Path
from typing import Any

import numpy as np

from earwitness.calls.engines.decoding import DecodeRequest, decode_file
from earwitness.calls.engines.probing import probe_file
from earwitness.pipeline.examine import Needed, examine_group
from earwitness.pipeline.fingerprint import fingerprint_group
from earwitness.pipeline.groups import GroupTask
from earwitness.records.hearing import AudioFacts
from earwitness.runtime.records_json import to_json
from earwitness.runtime.settings import AudioSection
from speech_sets import DEMO
from spliced_speech import read

KINDS = (("mono, 8 kHz", 8_000, 1), ("stereo, 48 kHz", 48_000, 2))


def make(path: Path, minutes: int, rate: int, channels: int) -> None:
    """A long file: a minute of speech after the other, none like another."""
    random = np.random.default_rng(1)
    calls = [read(one) for one in sorted(DEMO.glob("*.wav"))]
    minute = np.resize(np.concatenate(calls), 8_000 * 60)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(rate)
        for _ in range(minutes):
            own = np.roll(minute, int(random.integers(len(minute))))
            own = np.repeat(own, rate // 8_000) * random.uniform(0.3, 0.9)
            both = own[:, None] + random.normal(0, 0.003, (len(own), channels))
            if channels == 2:
                both[:, 1] = np.roll(both[:, 1], 10 * rate)
            out.writeframesraw((both.clip(-1, 1) * 32_767).astype("<i2").tobytes())


def stage(name: str, original: Path, audio: Path, facts: dict[str, Any]) -> dict[str, Any]:
    """One stage; its outcome as JSON."""
    request = DecodeRequest(
        path=str(original), target=str(audio), sha256="", raw_format="", raw_rate=0, max_minutes=720
    )
    if name == "decode":
        made: dict[str, Any] = to_json(decode_file(request))
        return made
    if name == "probe":
        probe_file(DecodeRequest(**{**request_fields(request), "target": f"{audio}.native"}))
        return {}
    if name == "fingerprint":
        fingerprint_group(GroupTask(items=(("long", str(audio)),), engine=None))
        return {}
    needed = Needed(original=str(original), audio=str(audio), source_name="long.wav", facts=facts)
    examine_group(GroupTask(items=(("long", needed),), engine=AudioSection()))
    return {}


def request_fields(request: DecodeRequest) -> dict[str, Any]:
    """A request as a dictionary."""
    return {name: getattr(request, name) for name in DecodeRequest.__slots__}


def measured(name: str, original: Path, audio: Path, facts: dict[str, Any], out: Any) -> None:
    """Runs in a process of its own."""
    before, started = _peak(), time.process_time()
    made = stage(name, original, audio, facts)
    spent = time.process_time() - started
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    out.send((made, before, _peak(), spent + children.ru_utime + children.ru_stime))


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Both files through all stages."""
    options = argparse.ArgumentParser()
    options.add_argument("--minutes", type=int, nargs=2, default=[360, 120])
    spawn = multiprocessing.get_context("spawn")
    for (label, rate, channels), minutes in zip(KINDS, options.parse_args().minutes, strict=True):
        with tempfile.TemporaryDirectory() as place:
            folder, facts = Path(place), to_json(AudioFacts(**_NO_FACTS))
            original, audio = folder / "long.wav", folder / "copy.wav"
            making = spawn.Process(target=make, args=(original, minutes, rate, channels))
            making.start()
            making.join()
            size = original.stat().st_size >> 20
            print(f"{label}, {minutes} min, {size} MiB", flush=True)
            for name in ("decode", "probe", "examine", "fingerprint"):
                reading, writing = spawn.Pipe(duplex=False)
                process = spawn.Process(
                    target=measured, args=(name, original, audio, facts, writing)
                )
                process.start()
                made, before, peak, cpu = reading.recv()
                process.join()
                facts = made or facts
                print(
                    f"  {name}: peak {peak} MiB ({before} before), {cpu:.0f} s CPU "
                    f"{json.dumps(made)[:60] if made else ''}",
                    flush=True,
                )


_NO_FACTS: dict[str, Any] = {
    "sha256": "", "container": "wav", "codec": "pcm_s16le", "sample_rate": 8_000, "channels": 1,
    "duration_ms": 0, "assumed_format": "", "lost_packets": 0, "identical_channels": False,
}  # fmt: skip

if __name__ == "__main__":
    main()
