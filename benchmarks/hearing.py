"""Hearing against faster-whisper's own default call: speed, memory and word error rate.

    uv run python benchmarks/hearing.py [--every 8] [--minutes 4] [--folder FOLDER]

`--every N` takes every N-th recording of each set, so that the mix is that of all recordings;
`--minutes M` takes about as many minutes of each set, so that each counts alike.

Both hear the same recordings with the same weights and 2 threads, each in a process of its own
that is timed whole: start, loading, decoding and all. The peer is `WhisperModel(folder,
device="cpu", cpu_threads=2)` and `transcribe(file, language="ru")` file by file, nothing else
set. Ours is `intake` and `process` of a new case, two single-threaded workers, once without
translation (the peer makes none) and once with. Ours also times every word; the peer does not.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

import jiwer

from earwitness.runtime.models.store import require
from process_tree import Watched, watch
from speech_sets import Utterance, plain, sample, speech_sets


def peer(files: list[str], out: str) -> None:
    """Runs as a process: the peer's default call on every file."""
    from faster_whisper import WhisperModel

    model = WhisperModel(str(require("whisper-base").path), device="cpu", cpu_threads=2)
    heard = {}
    for file in files:
        try:
            segments, _ = model.transcribe(file, language="ru")
            heard[file] = " ".join(segment.text for segment in segments)
        except Exception as error:  # a format that its own decoder does not take
            heard[file] = ""
            print(f"peer failed on {Path(file).name}: {type(error).__name__}", file=sys.stderr)
    Path(out).write_text(json.dumps(heard), encoding="utf-8")


def ours(folder: Path, recordings: Path, *, translate: bool) -> tuple[Watched, dict[str, str]]:
    """Intake and hearing of a new case; text by file name, words of all channels by time."""
    earwitness = [sys.executable, "-m", "earwitness"]
    watch([*earwitness, "init", str(folder), "--time-zone", "Europe/Kyiv", "--region", "RU"])
    with (folder / "case.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"\n[hearing]\nworkers = 2\ntranslate = {str(translate).lower()}\n")
    stages = [part for name in ("decode", "speech", "hear", "turns") for part in ("--stage", name)]
    taken = watch([*earwitness, "-C", str(folder), "intake", "-q", str(recordings)])
    run = watch([*earwitness, "-C", str(folder), "process", "-q", *stages])
    whole = Watched(taken.seconds + run.seconds, max(taken.peak_mib, run.peak_mib))
    return whole, _texts(folder)


def _texts(folder: Path) -> dict[str, str]:
    from earwitness.app import answers
    from earwitness.app.opening import open_case
    from earwitness.runtime.store import calls, recordings
    from earwitness.runtime.store.connection import disconnect

    open_case(folder)
    texts: dict[str, str] = {}
    for call in calls.all_calls():
        words = [word for turn in answers.turns_of(call) for word in turn.words]
        text = " ".join(word.text for word in sorted(words, key=lambda word: word.start_ms))
        for sha256 in call.recordings:
            texts[recordings.recordings([sha256])[sha256].source_name] = text
    disconnect()
    return texts


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, help="every so manieth recording of each set")
    parser.add_argument("--minutes", type=float, default=4, help="of each set, without --every")
    parser.add_argument("--folder", type=Path, help="keep the work here")
    options = parser.parse_args()
    sets = {
        name: own[:: options.every] if options.every else sample(own, options.minutes)
        for name, own in speech_sets().items()
    }
    with tempfile.TemporaryDirectory() as scratch:
        work = options.folder or Path(scratch)
        recordings = work / "recordings"
        copies = _copies(sets, recordings)
        seconds = sum(utterance.seconds for own in sets.values() for utterance in own)
        listing, out = work / "files.json", work / "peer.json"
        listing.write_text(json.dumps([str(path) for path in copies]), encoding="utf-8")
        theirs = watch([sys.executable, __file__, "--peer", str(listing), str(out)])
        heard_by_peer = json.loads(out.read_text(encoding="utf-8"))
        fast, heard = ours(work / "case", recordings, translate=False)
        full, _ = ours(work / "case-translated", recordings, translate=True)
    print(f"\n{seconds / 60:.1f} minutes, {len(copies)} recordings")
    for name, run in (
        ("faster-whisper, default call", theirs),
        ("earwitness, text and word times", fast),
        ("earwitness, and English", full),
    ):
        print(
            f"{name:<34} {run.seconds:7.1f} s  {seconds / run.seconds:5.1f} x real time  "
            f"{theirs.seconds / run.seconds:5.1f} x the peer  {run.peak_mib:6.0f} MiB"
        )
    print(f"\n{'word error rate':<34} {'peer':>6} {'ours':>6}")
    for name, own in sets.items():
        print(f"{name:<34} {_wer(own, copies, heard_by_peer):6.3f} {_wer(own, copies, heard):6.3f}")


def _copies(sets: dict[str, list[Utterance]], folder: Path) -> dict[Path, Utterance]:
    """Each recording under a name of its own, since sets share names."""
    folder.mkdir(parents=True)
    copies = {}
    for number, utterance in enumerate(utterance for own in sets.values() for utterance in own):
        copy = folder / f"{number:04d}-{utterance.path.name}"
        shutil.copyfile(utterance.path, copy)
        copies[copy] = utterance
    return copies


def _wer(own: list[Utterance], copies: dict[Path, Utterance], heard: dict[str, str]) -> float:
    paths = [path for path, utterance in copies.items() if utterance in own]
    said = [plain(copies[path].text) for path in paths]
    texts = [plain(heard.get(str(path), heard.get(path.name, ""))) for path in paths]
    return float(jiwer.wer(said, texts))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        peer(json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), sys.argv[3])
    else:
        main()
