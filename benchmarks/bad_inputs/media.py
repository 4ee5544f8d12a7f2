"""Sounds and films that are cut, lie about their sizes, or are not what they say."""

import os
import struct
from pathlib import Path

MIB = 2**20


def mp4_without_index(path: Path) -> None:
    """Media data alone, as a recorder that lost its power leaves it."""
    path.write_bytes(_box(b"ftyp", b"isom\0\0\2\0isomiso2") + _box(b"mdat", os.urandom(MIB)))


def mp4_nested(path: Path) -> None:
    """Boxes in boxes, 50,000 deep."""
    size = 8 * 50_000
    inner = b"".join(struct.pack(">I4s", size - at * 8, b"moov") for at in range(50_000))
    path.write_bytes(_box(b"ftyp", b"isom\0\0\2\0isomiso2") + inner)


def mp4_of_samples(path: Path) -> None:
    """Tables that tell of 2^32 samples."""
    stbl = _box(
        b"stbl",
        b"".join(
            _box(kind, struct.pack(">III", 0, 2**32 - 1, 1) * 2)
            for kind in (b"stsz", b"stts", b"stsc", b"stco")
        ),
    )
    trak = _box(b"trak", _box(b"mdia", _box(b"minf", stbl)))
    path.write_bytes(_box(b"ftyp", b"isom\0\0\2\0isomiso2") + _box(b"moov", trak))


def webm_lying(path: Path) -> None:
    """Elements of 2^56 bytes."""
    path.write_bytes(
        b"\x1a\x45\xdf\xa3\x01"
        + b"\xff" * 7
        + b"\x18\x53\x80\x67\x01"
        + b"\xfe" * 7
        + os.urandom(100_000)
    )


def mp3_broken(path: Path) -> None:
    """Frames whose insides are chance."""
    path.write_bytes(b"".join(b"\xff\xfb\x90\x00" + os.urandom(413) for _ in range(2000)))


def mp3_tag(path: Path) -> None:
    """A tag that tells of 256 MiB."""
    path.write_bytes(b"ID3\4\0\0\x7f\x7f\x7f\x7f" + b"APIC\x7f\x7f\x7f\x7f\0\0" + bytes(1000))


def wav_lying(path: Path) -> None:
    """4 GiB of sound in a thousand bytes, at a rate of 4 GHz and 65,535 channels."""
    form = struct.pack("<HHIIHH", 1, 65535, 2**32 - 1, 2**32 - 1, 65535, 16)
    path.write_bytes(
        b"RIFF"
        + struct.pack("<I", 2**32 - 1)
        + b"WAVEfmt "
        + struct.pack("<I", 16)
        + form
        + b"data"
        + struct.pack("<I", 2**32 - 1)
        + bytes(1000)
    )


def wav_empty(path: Path) -> None:
    """A header and no sound."""
    form = struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16)
    path.write_bytes(
        b"RIFF"
        + struct.pack("<I", 36)
        + b"WAVEfmt "
        + struct.pack("<I", 16)
        + form
        + b"data"
        + bytes(4)
    )


def ogg_chance(path: Path) -> None:
    """Pages of chance."""
    path.write_bytes(
        b"".join(b"OggS\0\2" + os.urandom(20) + b"\x01\xff" + os.urandom(255) for _ in range(3000))
    )


def flac_long(path: Path) -> None:
    """A header that tells of 2^36 samples."""
    info = (
        struct.pack(">HH", 4096, 4096) + bytes(6) + b"\x0a\xc4\x42\xff\xff\xff\xff\xff" + bytes(16)
    )
    path.write_bytes(b"fLaC\x80\0\0\x22" + info + os.urandom(50_000))


def _box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(data), kind) + data
