"""Decoding of one foreign file with PyAV. Runs only inside the decoder process, under limits."""

import wave
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from earwitness.calls.engines.stream_signs import LOOKED_AT, begins_with_frames
from earwitness.records.hearing import AudioFacts

WORKING_RATE_LIMIT = 16_000
"""Hz. Speech engines take 16 kHz at most, so working copies never hold more."""

DEMUXERS = (
    "aac,ac3,aiff,alaw,amr,amrnb,amrwb,ape,asf,au,avi,caf,flac,flv,g722,g726,g726le,g729,gsm,"
    "ilbc,matroska,mov,mp3,mpeg,mpegts,mulaw,ogg,qcp,s16le,sln,tta,voc,w64,wav,wv"
)
"""FFmpeg demuxers that hold sound themselves. Playlists (hls, concat, sdp) would open other
files or addresses and are left out."""

CONTAINER_SIGNS = (b"RIFF", b"OggS", b"ID3", b"#!AMR", b"fLaC", b"caff", b".snd", b"\x1aE\xdf\xa3")
"""First bytes of files that say what they are, whatever their name."""

LAST_FRAME_SAMPLES = 160
"""20 ms at 8 kHz: the frame of the telephone codecs (3GPP TS 26.101, ETSI EN 300 961)."""

COPIED_AT_ONCE = 1_000_000
"""Frames of sound, 4 MB."""

SAME_SOUND = 1e-4
"""Share of energy (-40 dB) by which two channels may differ and still be the same sound. Estimate:
crosstalk between the two sides of a real stereo call lies far above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodeRequest:
    """What to decode, where to, and how a headerless file is to be read (empty: by content)."""

    path: str
    target: str
    sha256: str
    raw_format: str
    raw_rate: int
    max_minutes: int


class NoSound(Exception):
    """The file holds no sound that can be decoded; the text says what was seen."""


def decode_file(request: DecodeRequest) -> AudioFacts:
    """Decode into a 16-bit WAV file of at most 16 kHz, mono or stereo.

    Undecodable packets become silence of their length, so that times stay true (FFmpeg's AMR
    decoder, for one, refuses comfort-noise frames).

    Raises:
        NoSound: nothing could be decoded.
        MemoryError: it needs more memory than allowed.
        OSError: the target could not be written.
    """
    with (
        Path(request.path).open("rb") as untrusted_file,
        as_no_sound(),
        open_untrusted(untrusted_file, request) as (container, assumed),
    ):
        return _decode(container, request, assumed=assumed)


@contextmanager
def as_no_sound() -> Iterator[None]:
    """FFmpeg's errors as `NoSound`."""
    try:
        yield
    except MemoryError:  # FFmpeg's own is an FFmpegError too, but says nothing of the file
        raise
    except av.error.FFmpegError as error:
        raise NoSound(str(error.strerror or error)) from error


@contextmanager
def open_untrusted(
    untrusted_file: Any, request: DecodeRequest, more_options: Mapping[str, str] | None = None
) -> Iterator[tuple[Any, bool]]:
    """The container, and whether its format had to be assumed. The file stands at its beginning.
    `more_options` are FFmpeg's, for its demuxers.

    Raises:
        av.error.FFmpegError: it is nothing that FFmpeg knows.
    """
    assumed = bool(request.raw_format) and not _says_what_it_is(untrusted_file.read(LOOKED_AT))
    untrusted_file.seek(0)
    raw = request if assumed else None
    with _open(_Nameless(untrusted_file), raw, more_options or {}) as container:
        yield container, assumed


class _Nameless:
    """A file without its name, from whose end FFmpeg would guess a format."""

    def __init__(self, untrusted_file: Any) -> None:
        self.read, self.seek, self.tell = (
            untrusted_file.read,
            untrusted_file.seek,
            untrusted_file.tell,
        )


def _says_what_it_is(head: bytes) -> bool:
    return head.startswith(CONTAINER_SIGNS) or head[4:8] == b"ftyp" or begins_with_frames(head)


def _open(untrusted_file: Any, raw: DecodeRequest | None, more: Mapping[str, str]) -> Any:
    options = {"protocol_whitelist": "none", "format_whitelist": DEMUXERS, **more}
    if raw is None:
        return av.open(untrusted_file, options=options, metadata_errors="replace")
    if raw.raw_format not in {"gsm", "g722", "g729"}:  # these know their rate
        options["sample_rate"] = str(raw.raw_rate)
    return av.open(untrusted_file, format=raw.raw_format, options=options)


def _decode(container: Any, request: DecodeRequest, *, assumed: bool) -> AudioFacts:
    if not container.streams.audio:
        raise NoSound("it holds no sound")
    stream = container.streams.audio[0]
    rate = min(stream.codec_context.sample_rate or request.raw_rate, WORKING_RATE_LIMIT)
    if rate <= 0:
        raise NoSound("its sample rate is not known")
    channels = 2 if stream.codec_context.channels == 2 else 1
    target = Path(request.target)
    pieces = Pieces(container, stream, rate, channels)
    likeness = _Likeness()
    frames = 0
    with wave.open(str(target), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(rate)
        for samples in pieces:
            out.writeframesraw(samples.tobytes())  # the header is set right once, at the end
            likeness.add(samples, channels)
            frames += len(samples) // channels
            if frames > request.max_minutes * 60 * rate:
                raise NoSound(f"it is longer than {request.max_minutes} minutes")
    if pieces.decoded == 0:
        raise NoSound("no part of it can be decoded")
    if likeness.identical:
        _write_first_channel(target)
    return AudioFacts(
        sha256=request.sha256,
        container=container.format.name,
        codec=stream.codec_context.name,
        sample_rate=stream.codec_context.sample_rate,
        channels=stream.codec_context.channels,
        duration_ms=round(1000 * frames / rate),
        assumed_format=f"{request.raw_format} {request.raw_rate} Hz" if assumed else "",
        lost_packets=pieces.lost,
        identical_channels=likeness.identical,
    )


class _Likeness:
    """Whether the two channels of a file carry the same sound, as recorders that know only one
    line write it. Heard as two speakers, every sentence would stand twice."""

    def __init__(self) -> None:
        self._difference = self._sound = 0.0

    def add(self, samples: NDArray[np.int16], channels: int) -> None:
        """Take in interleaved samples; with one channel there is nothing to compare."""
        if channels == 2:
            left, right = samples.reshape(-1, 2).T.astype(np.float64)
            self._difference += float(np.sum((left - right) ** 2))
            self._sound += float(np.sum(left**2 + right**2))

    @property
    def identical(self) -> bool:
        """True for two channels that differ by less than the share, and are not silent."""
        return self._sound > 0.0 and self._difference < SAME_SOUND * self._sound


def _write_first_channel(target: Path) -> None:
    mono_target = target.with_suffix(".mono")
    try:
        with wave.open(str(target), "rb") as stereo, wave.open(str(mono_target), "wb") as mono:
            mono.setnchannels(1)
            mono.setsampwidth(2)
            mono.setframerate(stereo.getframerate())
            while piece := stereo.readframes(COPIED_AT_ONCE):
                mono.writeframesraw(np.frombuffer(piece, dtype=np.int16)[::2].tobytes())
        mono_target.replace(target)
    finally:
        mono_target.unlink(missing_ok=True)


class Pieces:
    """Interleaved 16-bit samples of a stream, lost packets as silence."""

    def __init__(self, container: Any, stream: Any, rate: int, channels: int) -> None:
        self._container, self._stream = container, stream
        self._rate, self._channels = rate, channels
        self._resampler = AudioResampler(
            format="s16", layout="stereo" if channels == 2 else "mono", rate=rate
        )
        self._frame_seconds = LAST_FRAME_SAMPLES / 8000
        self.decoded = 0
        self.lost = 0

    def __iter__(self) -> Iterator[NDArray[np.int16]]:
        for packet in self._packets():
            try:
                frames = packet.decode()
            except av.error.FFmpegError:
                self.lost += 1
                yield self._silence(packet)
                continue
            for frame in frames:
                yield from self._samples(frame)
        yield from self._samples(None)

    def _packets(self) -> Iterator[Any]:
        packets = self._container.demux(self._stream)
        while True:
            try:
                yield next(packets)
            except StopIteration:
                return
            except av.error.FFmpegError:  # cut off: what came before still counts
                self.lost += 1
                return

    def _samples(self, frame: Any) -> Iterator[NDArray[np.int16]]:
        if frame is not None:
            self.decoded += 1
            self._frame_seconds = frame.samples / frame.sample_rate
        elif not self.decoded:
            return
        for resampled in self._resampler.resample(frame):
            yield resampled.to_ndarray().reshape(-1).astype(np.int16, copy=False)

    def _silence(self, packet: Any) -> NDArray[np.int16]:
        seconds = (
            float(packet.duration * packet.time_base) if packet.duration else self._frame_seconds
        )
        count = min(round(seconds * self._rate), self._rate)
        return np.zeros(count * self._channels, dtype=np.int16)
