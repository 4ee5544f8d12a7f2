"""Peak memory of the stages on long recordings.

    uv run python benchmarks/long_recordings.py [--hours 1 6] [--folder FOLDER]

A recording of so many hours at 8 kHz (a minute of prompts and half a minute of line noise,
again and again) is taken in and led through `decode`, `signals` and `speech`, each in a
process tree of its own, and then cut into clips as for hearing, with a recogniser that hears
nothing. The peak is the proportional set size of all processes together.
"""

import argparse
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np

from nonspeech import RATE, at_level, coloured
from process_tree import watch
from speech_sets import SHARED
from spliced_speech import read

HEARING = """
import sys
from pathlib import Path
from earwitness.app.opening import open_case
from earwitness.calls.engines.resampling import resampled
from earwitness.calls.front_end import prepared
from earwitness.calls.hearing import hear
from earwitness.calls.ports import HearingOptions
from earwitness.calls.sound_file import SoundFile
from earwitness.pipeline.signals import signals_from
from earwitness.records.hearing import SpeechSpan
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import results

class Nothing:
    name, heard = "nothing", 0
    def hear(self, clips, options):
        self.heard += sum(len(clip.samples) for clip in clips)
        return tuple(() for _ in clips)

place, nothing = open_case(Path(sys.argv[1])), Nothing()
for sha256, spans in results.outputs("speech"):
    source = prepared(SoundFile.open(place.folder.audio(sha256)),
                      signals_from(results.output("signals", sha256)))
    options = HearingOptions(languages=("ru",), beam_size=5, translate=False)
    hear({sha256: resampled(source, 16000)}, {sha256: from_json(spans, tuple[SpeechSpan, ...])},
         recogniser=nothing, options=options)
    print(f"cut into clips: {nothing.heard / 16000 / 60:.0f} minutes", file=sys.stderr)
"""


def main() -> None:
    """Make, measure, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--hours", type=float, nargs="+", default=[1, 6])
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        for hours in asked.hours:
            _measure(hours, Path(name))


def _measure(hours: float, work: Path) -> None:
    file, case = work / f"{hours:g}.wav", work / f"case-{hours:g}"
    _make(file, hours)
    earwitness = [sys.executable, "-m", "earwitness"]
    watch([*earwitness, "init", str(case), "--time-zone", "Europe/Kyiv", "--region", "UA"])
    watch([*earwitness, "-C", str(case), "intake", "-q", str(file)])
    for stage in ("decode", "signals", "speech"):
        run = watch([*earwitness, "-C", str(case), "process", "-q", "--stage", stage])
        print(f"{hours:g} h  {stage:<16} peak {run.peak_mib:5.0f} MiB", flush=True)
    run = watch([sys.executable, "-c", HEARING, str(case)], fine=(0,))
    print(f"{hours:g} h  {'clips':<16} peak {run.peak_mib:5.0f} MiB", flush=True)


def _make(file: Path, hours: float) -> None:
    """16-bit PCM, written minute by minute."""
    prompt = read(SHARED / "data/speech/ru/asterisk/basic-pbx-ivr-main.wav")
    minute = np.resize(prompt, 60 * RATE)
    noise = at_level(coloured(np.random.default_rng(6), 30 * RATE, 1), -55)
    loop = (np.concatenate([minute, noise]) * 32767).astype("<i2").tobytes()
    with wave.open(str(file), "wb") as out:
        out.setparams((1, 2, RATE, 0, "NONE", ""))
        for _ in range(round(hours * 40)):
            out.writeframes(loop)


if __name__ == "__main__":
    main()
