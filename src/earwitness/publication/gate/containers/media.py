"""Sounds, films and pictures, known by their first bytes; headerless sounds by their names."""

from earwitness.publication.gate.containers.member import Buffer

_SOUNDS = (
    b"OggS",
    b"fLaC",
    b"ID3",
    b"#!AMR",
    b"#!SILK",
    b"\x1a\x45\xdf\xa3",
    b"caff",
    b".snd",
    b"FLV\x01",
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",
    b"\0\0\x01\xba",
    b"\0\0\x01\xb3",
    b"MAC ",
    b"wvpk",
    b"TTA1",
    b"MPCK",
    b"ADIF",
)
_FORMS = {
    b"RIFF": (b"WAVE", b"AVI "),
    b"RIFX": (b"WAVE",),
    b"RF64": (b"WAVE",),
    b"FORM": (b"AIFF", b"AIFC", b"8SVX"),
}
_PICTURES = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",
    b"MM\0*",
    b"\xff\x0a",
    b"\0\0\0\x0cJXL ",
    b"\0\0\0\x0cjP  ",
    b"8BPS",
    b"\0\0\x01\0",
)
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"heim", b"heis")
_HEADERLESS = (
    *(".al", ".alaw", ".ul", ".ulaw", ".pcmu", ".pcma", ".s16", ".raw", ".sln", ".gsm", ".g722"),
    *(".g729", ".pcm", ".amr", ".vox", ".adpcm", ".mp3", ".aac", ".ac3"),
)


def is_sound(data: Buffer, name: str) -> bool:
    """Whether it is a sound or a film, as far as its first bytes tell, or else its name."""
    head = data[:64]
    if head.startswith(_SOUNDS) or head[8:12] in _FORMS.get(head[:4], ()):
        return True
    if head[4:8] == b"ftyp" and head[8:12] not in _PICTURE_BRANDS:
        return True
    if head[4:8] in (b"moov", b"mdat", b"wide"):
        return True
    if head[:1] == b"\x47" and data[188:189] == b"\x47" and data[376:377] == b"\x47":
        return True  # MPEG transport stream
    return _is_frame(data, 0) or (name.lower().endswith(_HEADERLESS) and bool(head))


def is_picture(data: Buffer) -> bool:
    """Whether it is a picture."""
    head = data[:16]
    if head.startswith(_PICTURES) or (head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS):
        return True
    return (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or (
        head[:2] == b"BM" and not any(head[6:10])
    )


def _is_frame(data: Buffer, at: int) -> bool:
    """Whether frames of MPEG audio (ISO 11172-3) or AAC (ADTS) follow each other here."""
    for _ in range(3):
        length = _frame_length(data[at : at + 6])
        if not length:
            return False
        at += length
        if at >= len(data):
            return True
    return True


_RATES = (
    (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, 0),
    (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0),
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, 0),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
)
"""kbit/s (ISO 11172-3 table 3-B.1, ISO 13818-3): MPEG-1 layers I, II, III; MPEG-2 I, II and III."""
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def _frame_length(head: bytes) -> int:
    if len(head) < 6 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    if layer == 4:  # ADTS
        is_adts = head[1] & 0xF0 == 0xF0
        return ((head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5) if is_adts else 0
    if version == 1 or head[2] >> 2 & 3 == 3:
        return 0
    row = layer - 1 if version == 3 else (3 if layer == 1 else 4)
    rate, hertz = _RATES[row][head[2] >> 4] * 1000, _HERTZ[version][head[2] >> 2 & 3]
    if not rate:
        return 0
    padding = head[2] >> 1 & 1
    if layer == 1:
        return (12 * rate // hertz + padding) * 4
    return (72 if layer == 3 and version != 3 else 144) * rate // hertz + padding
