"""Sounds and films that begin somewhere inside another file, such as behind a picture."""

from earwitness.publication.gate.containers.media import is_sound
from earwitness.publication.gate.containers.member import Found, Kind, Member, Source

_HEADS = {
    b"WAVE": 8,
    b"AVI LIST": 8,
    b"OggS\0\x02": 0,
    b"fLaC\0\0\0\x22": 0,
    b"ID3\x03\0": 0,
    b"ID3\x04\0": 0,
    b"\x1a\x45\xdf\xa3": 0,
    b"ftypisom": 4,
    b"ftypmp4": 4,
    b"ftypM4": 4,
    b"ftyp3g": 4,
    b"ftypqt": 4,
    b"#!AMR": 0,
}
"""First bytes, and how far behind the beginning they stand."""


def _open(source: Source, start: int) -> Found:
    if source.heard.cover(start) or is_sound(source.data[:1024], source.name):
        return  # it is part of a sound that is listened to as a whole
    if start and is_sound(source.data[start : start + 1024], ""):
        yield Member(name=f"sound at byte {start}", span=(start, len(source.data)))


KINDS = tuple(
    Kind(name="sound", magic=magic, lead=lead, open=_open) for magic, lead in _HEADS.items()
)
