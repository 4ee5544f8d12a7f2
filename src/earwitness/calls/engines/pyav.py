"""The decoder: PyAV (FFmpeg with the telephone codecs) in a child process with limits."""

import contextlib
import errno
import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import av
import numpy as np

from earwitness.calls.engines.decoding import DecodeRequest
from earwitness.calls.engines.resampling import at_rate
from earwitness.calls.ports import Resource, Sound
from earwitness.records.errors import CaseUnusable, EngineFailed, InputUnusable
from earwitness.records.examination import FileFacts
from earwitness.records.heard_again import EveryStream
from earwitness.records.hearing import AudioFacts
from earwitness.runtime.records_json import from_json
from earwitness.runtime.settings import RAW_TELEPHONY, AudioSection


@dataclass(slots=True)
class PyavDecoder:
    """Decodes through one child process, started at first use. One decoder serves one thread."""

    settings: AudioSection
    name: str = "pyav"
    version: str = f"{av.__version__}/3"
    resource: Resource = "io"
    _process: subprocess.Popen[str] | None = field(default=None, init=False)

    def decode(self, untrusted_path: Path, *, source_name: str, target: Path) -> AudioFacts:
        """Decode `untrusted_path` into a WAV file at `target`, which appears only when whole.

        Raises:
            InputUnusable: no sound could be decoded.
            EngineFailed: a limit on time or memory was broken, or the decoder crashed.
            CaseUnusable: the disk is full.
        """
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_suffix(".part")
        request = self._request(untrusted_path, source_name, unfinished, target.stem)
        try:
            answer = self._ask(request)
            if "facts" not in answer:
                raise _failure(answer, source_name)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
        return AudioFacts(**answer["facts"])

    def probe(self, untrusted_path: Path, *, source_name: str, native_copy: Path) -> FileFacts:
        """What the file says of itself. For sound above 16 kHz, its first minutes at its own rate
        are written to `native_copy`, which is the caller's to remove.

        Raises:
            InputUnusable: the file cannot be opened.
            EngineFailed: a limit on time or memory was broken, or the decoder crashed.
            CaseUnusable: the disk is full.
        """
        request = self._request(untrusted_path, source_name, native_copy, "")
        answer = self._ask(request, kind="probe")
        if "facts" not in answer:
            raise _failure(answer, source_name)
        return from_json(answer["facts"], FileFacts)

    def decode_every_stream(
        self, untrusted_path: Path, *, source_name: str, target: Path
    ) -> EveryStream:
        """Decode every sound of a file, with all channels and all that players skip, into WAV
        files whose names begin with `target`, and read its subtitles. The files are the caller's
        to remove, also after an error.

        Raises:
            InputUnusable: the file, or a sound of it, cannot be decoded.
            EngineFailed: a limit on time or memory was broken, or the decoder crashed.
            CaseUnusable: the disk is full.
        """
        request = self._request(untrusted_path, source_name, target, "")
        answer = self._ask(request, kind="every_stream")
        if "facts" not in answer:
            raise _failure(answer, source_name)
        return from_json(answer["facts"], EveryStream)

    def _request(
        self, untrusted_path: Path, source_name: str, target: Path, sha256: str
    ) -> DecodeRequest:
        raw = {**RAW_TELEPHONY, **self.settings.raw}.get(Path(source_name).suffix.lower())
        return DecodeRequest(
            path=str(untrusted_path),
            target=str(target),
            sha256=sha256,
            raw_format=raw.format if raw else "",
            raw_rate=raw.sample_rate if raw else 0,
            max_minutes=self.settings.max_minutes,
        )

    def close(self) -> None:
        """End the child process and its forks; a file in work is given up.

        May be called from another thread than `decode`.
        """
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, ValueError):  # in use by the thread that decodes
                if pipe is not None:
                    pipe.close()

    def _ask(self, request: DecodeRequest, *, kind: str = "decode") -> dict[str, Any]:
        message = {
            kind: True,
            "request": asdict(request),
            "max_seconds": self.settings.max_decode_seconds,
            "max_mib": self.settings.max_decode_mib,
        }
        process = self._running()
        line = ""
        with contextlib.suppress(BrokenPipeError, ValueError):  # it died, or was closed
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(json.dumps(message) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        if not line:
            self.close()
            return {"error": "the decoder process ended", "broke_limit": True}
        return dict(json.loads(line))

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                # -P: a json.py among the foreign files of the current folder must not be imported.
                [sys.executable, "-P", "-m", "earwitness.calls.engines.decoder_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                start_new_session=True,  # a group of its own, so that forks end with it
            )
        return self._process


def _failure(answer: dict[str, Any], source_name: str) -> Exception:
    if answer.get("errno") == errno.ENOSPC:
        return CaseUnusable(
            f"{source_name} could not be decoded: the disk is full.",
            remedy="Free some space, then run `earwitness process` again.",
        )
    what = f"{source_name} cannot be decoded: {answer['error']}."
    if answer.get("broke_limit"):
        return EngineFailed(
            what, remedy="If the file is sound, raise the limits in [audio] of case.toml."
        )
    return InputUnusable(
        what,
        remedy="Ask the source for the file again, or declare its format in [audio.raw] of "
        "case.toml if it is headerless.",
    )


def read_sound(path: Path) -> Sound:
    """Read a working copy (16-bit WAV) as float32 of shape (channels, time)."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        frames = [frame.to_ndarray().reshape(-1) for frame in container.decode(stream)]
        rate, channels = stream.codec_context.sample_rate, stream.codec_context.channels
    samples = np.concatenate(frames) if frames else np.zeros(0, dtype=np.int16)
    shaped = samples.reshape(-1, channels).T.astype(np.float32) / 32768.0
    return Sound(samples=np.ascontiguousarray(shaped), sample_rate=rate)


def resample(sound: Sound, sample_rate: int) -> Sound:
    """The same sound at another rate (FFmpeg's resampler), float32, same number of channels."""
    if sound.sample_rate == sample_rate or sound.samples.size == 0:
        return Sound(samples=sound.samples, sample_rate=sample_rate)
    channels = [at_rate(channel, sound.sample_rate, sample_rate) for channel in sound.samples]
    return Sound(samples=np.stack(channels), sample_rate=sample_rate)
