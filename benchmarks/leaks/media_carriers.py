"""Pictures and sounds: their tags, chunks, comments, covers and what stands behind them."""

import struct
import tempfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import av
import numpy as np

from leaks.plants import Carrier, DoesNotFit, Files, fitting


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*chunks: bytes) -> bytes:
    """A picture of 4 × 4 dots with these chunks."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0))
    dots = chunk(b"IDAT", zlib.compress((b"\0" + b"\x40\x80\xc0" * 4) * 4))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + dots + chunk(b"IEND", b"")


def exif(text: str, random: Random) -> bytes:
    """A TIFF structure with one tag: ImageDescription, UserComment's like, or XPComment."""
    form = random.choice(["ascii", "utf-16"])
    own = text.encode() + b"\0" if form == "ascii" else text.encode("utf-16-le") + b"\0\0"
    tag, kind = (0x010E, 2) if form == "ascii" else (0x9C9C, 1)
    own = own.ljust(5, b"\0")
    return (
        b"II*\0\x08\0\0\0"
        + struct.pack("<H", 1)
        + struct.pack("<HHII", tag, kind, len(own), 26)
        + struct.pack("<I", 0)
        + own
    )


def xmp(text: str) -> bytes:
    """An XMP packet."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f"<dc:description>{escape(text)}</dc:description></x:xmpmeta><?xpacket end='w'?>"
    ).encode()


@cache
def _jpeg() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jpg"
        with av.open(str(path), "w", format="mjpeg") as out:
            video = out.add_stream("mjpeg", rate=1)
            video.width = video.height = 16
            video.pix_fmt = "yuvj420p"
            grey = np.full((16, 16, 3), 120, dtype=np.uint8)
            frame = av.VideoFrame.from_ndarray(grey, format="rgb24")
            out.mux(video.encode(frame))
            out.mux(video.encode(None))
        return path.read_bytes()


def _segment(marker: int, data: bytes) -> bytes:
    own = data
    if len(own) > 65_000:
        raise DoesNotFit
    return bytes([0xFF, marker]) + struct.pack(">H", len(own) + 2) + own


def _jpeg_with(part: Callable[[str, Random], bytes]) -> Carrier:
    return lambda text, random: {"photo.jpg": _jpeg()[:2] + part(text, random) + _jpeg()[2:]}


def _iptc(text: str, random: Random) -> bytes:
    own = fitting(text, 30_000).encode()
    record = b"\x1c\x02\x78" + struct.pack(">H", len(own)) + own
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    return _segment(0xED, b"Photoshop 3.0\0" + block)


def _colour_profile(text: str, random: Random) -> bytes:
    own = text.encode("utf-16-be")
    description = (
        b"mluc" + bytes(4) + struct.pack(">IIHHII", 1, 12, 0x656E, 0x5553, len(own), 28) + own
    )
    table = struct.pack(">I4sII", 1, b"desc", 144, len(description))
    size = 144 + len(description)
    head = struct.pack(">I", size) + bytes(32) + b"acsp" + bytes(88)
    return _segment(0xE2, b"ICC_PROFILE\0\1\1" + head + table + description)


def _packed_text(text: str, random: Random) -> bytes:
    return png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(text.encode())))


def _international_text(text: str, random: Random) -> bytes:
    packed = random.random() < 0.5
    own = zlib.compress(text.encode()) if packed else text.encode()
    return png(chunk(b"iTXt", b"Comment\0" + bytes([packed, 0]) + b"\0\0" + own))


def _gif(text: str, random: Random) -> Files:
    own, blocks = text.encode(), b""
    for place in range(0, len(own), 20):  # GIF cuts comments into blocks
        piece = own[place : place + 20]
        blocks += bytes([len(piece)]) + piece
    head = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff!\xfe" + blocks + b"\0"
    return {"dot.gif": head + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0;"}


def _webp(text: str, random: Random) -> Files:
    own = xmp(text)
    own += b" " * (len(own) % 2)
    body = b"WEBPVP8X" + struct.pack("<IBBBB", 10, 4, 0, 0, 0) + bytes(6)
    body += b"XMP " + struct.pack("<I", len(own)) + own
    return {"photo.webp": b"RIFF" + struct.pack("<I", len(body)) + body}


FORMATS = {
    "mp3": ("libmp3lame", "mp3"),
    "wav": ("pcm_s16le", "wav"),
    "ogg": ("libopus", "ogg"),
    "flac": ("flac", "flac"),
    "m4a": ("aac", "ipod"),
    "webm": ("libopus", "webm"),
    "mka": ("flac", "matroska"),
}


REPEATABLE = {"fflags": "+bitexact"}
"""No random numbers and no moments in headers: the same text makes the same bytes."""


def tagged(ending: str, tags: dict[str, str]) -> bytes:
    """A tenth of a second of silence, with these tags as FFmpeg writes them."""
    codec, container = FORMATS[ending]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{ending}"
        with av.open(str(path), "w", format=container, options=REPEATABLE) as out:
            out.metadata.update(tags)
            sound = out.add_stream(codec, rate=48_000, layout="mono")
            size = sound.codec_context.frame_size or 960
            for number in range(max(1, 4800 // size)):
                form = sound.codec_context.format.name
                frame = av.AudioFrame(format=form, layout="mono", samples=size)
                for plane in frame.planes:
                    plane.update(bytes(plane.buffer_size))
                frame.sample_rate, frame.pts = 48_000, number * size
                out.mux(sound.encode(frame))
            out.mux(sound.encode(None))
        return path.read_bytes()


def _tag(ending: str) -> Carrier:
    def carry(text: str, random: Random) -> Files:
        key = random.choice(["title", "comment", "artist", "album"])
        return {f"clip.{ending}": tagged(ending, {key: text})}

    return carry


@cache
def _silence(ending: str) -> bytes:
    return tagged(ending, {})


def _size7(size: int) -> bytes:
    return bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))


def _id3_private(text: str, random: Random) -> Files:
    name, head = random.choice([(b"PRIV", b"desk\0"), (b"GEOB", b"\0text/plain\0a\0b\0")])
    if random.random() < 0.3:
        name, head, own = b"TXXX", b"\1\xff\xfen\0\0\0\xff\xfe", text.encode("utf-16-le")
    else:
        own = text.encode()
    body = head + own
    frame = name + struct.pack(">I", len(body)) + b"\0\0" + body
    tag = b"ID3\3\0\0" + _size7(len(frame)) + frame
    return {"clip.mp3": tag + _silence("mp3")}


def _id3_old(text: str, random: Random) -> Files:
    own = fitting(text, 60).encode("cp1251", "replace").ljust(30, b"\0")
    if len(own) > 30 or b"?" in own:
        raise DoesNotFit
    return {"clip.mp3": _silence("mp3") + b"TAG" + own + bytes(95)}


def _ape(text: str, random: Random) -> Files:
    own = text.encode()
    item = struct.pack("<II", len(own), 0) + b"Comment\0" + own
    foot = b"APETAGEX" + struct.pack("<IIII", 2000, len(item) + 32, 1, 0) + bytes(8)
    return {"clip.mp3": _silence("mp3") + item + foot}


def _wave_chunk(name: bytes, make: Callable[[bytes], bytes]) -> Carrier:
    def carry(text: str, random: Random) -> Files:
        own = make(text.encode())
        own += b"\0" * (len(own) % 2)
        wave = _silence("wav") + name + struct.pack("<I", len(own)) + own
        return {"clip.wav": wave[:4] + struct.pack("<I", len(wave) - 8) + wave[8:]}

    return carry


def _mp4_box(name: bytes) -> Carrier:
    def carry(text: str, random: Random) -> Files:
        own = text.encode()
        return {"clip.m4a": _silence("m4a") + struct.pack(">I", len(own) + 8) + name + own}

    return carry


def _behind(name: str, whole: Callable[[], bytes]) -> Carrier:
    return lambda text, random: {name: whole() + b"\n" + text.encode()}


CARRIERS: dict[str, Carrier] = {
    "PNG text": lambda text, _: {"map.png": png(chunk(b"tEXt", b"Comment\0" + text.encode()))},
    "PNG packed text": lambda text, random: {"map.png": _packed_text(text, random)},
    "PNG international text": lambda text, random: {"map.png": _international_text(text, random)},
    "PNG Exif": lambda text, random: {"map.png": png(chunk(b"eXIf", exif(text, random)))},
    "behind a PNG": _behind("map.png", png),
    "JPEG comment": _jpeg_with(lambda text, _: _segment(0xFE, text.encode())),
    "JPEG Exif": _jpeg_with(lambda text, random: _segment(0xE1, b"Exif\0\0" + exif(text, random))),
    "JPEG XMP": _jpeg_with(
        lambda text, _: _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp(text))
    ),
    "JPEG IPTC": _jpeg_with(_iptc),
    "JPEG colour profile": _jpeg_with(_colour_profile),
    "behind a JPEG": _behind("photo.jpg", _jpeg),
    "GIF comment": _gif,
    "WebP XMP": _webp,
    "MP3 tag": _tag("mp3"),
    "MP3 private frame": _id3_private,
    "MP3 ID3v1": _id3_old,
    "MP3 APE": _ape,
    "WAV INFO": _tag("wav"),
    "WAV bext": _wave_chunk(b"bext", lambda own: own.ljust(602, b"\0")),
    "WAV iXML": _wave_chunk(b"iXML", lambda own: b"<BWFXML><NOTE>" + own + b"</NOTE></BWFXML>"),
    "WAV unknown chunk": _wave_chunk(b"junk", lambda own: own),
    "Ogg comment": _tag("ogg"),
    "FLAC comment": _tag("flac"),
    "MP4 tag": _tag("m4a"),
    "MP4 free box": _mp4_box(b"free"),
    "MP4 unknown box": _mp4_box(b"uuid"),
    "WebM tag": _tag("webm"),
    "Matroska tag": _tag("mka"),
    "behind an MP3": _behind("clip.mp3", lambda: _silence("mp3")),
}
