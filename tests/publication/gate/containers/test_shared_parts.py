"""Beginnings of containers that all lead into the same parts cost no more than their bytes."""

import struct
from pathlib import Path

import pytest

from earwitness.publication.gate.budget import BudgetSpent
from earwitness.publication.gate.containers import member
from earwitness.publication.gate.containers.member import BYTES_PER_STEP, Source
from earwitness.publication.gate.opening import opened

FEW = 1000
PNG = b"\x89PNG\r\n\x1a\n"
SHARED = {
    "boxes": b"\0\0\0\x08ftyp",
    "segments": b"\xff\xe1\0\x08\xff\xd8\xff\xdb\0\2",
    "blocks": b"\x0fGIF89a" + bytes(7) + b"!\xfe",
    "chunks": struct.pack(">I", 20) + b"IDAT" + PNG + struct.pack(">I", 4) + b"IDAT" + bytes(8),
}
"""Each a part that holds the beginning of a container, whose first part ends with it."""

APART = {
    "segments": b"\xff\xd8\xff\xe1\0\x08picture\xff\xd9",
    "blocks": b"GIF89a" + bytes(7) + b";",
    "chunks": PNG + struct.pack(">I", 0) + b"IEND\xae\x42\x60\x82" + b"\xff" * 16,
}


@pytest.mark.parametrize("part", SHARED.values(), ids=SHARED.keys())
def test_parts_that_many_beginnings_share_are_walked_no_more_than_is_allowed(
    part: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(member, "ALWAYS_STEPS", FEW)
    source = Source(data=part * 2000, name="", scratch=Path())
    with pytest.raises(BudgetSpent):
        for _ in opened(source):
            pass
    assert source.steps.taken == FEW + len(source.data) // BYTES_PER_STEP + 1


@pytest.mark.parametrize("one", APART.values(), ids=APART.keys())
def test_many_pictures_that_stand_apart_are_all_walked(
    one: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(member, "ALWAYS_STEPS", 2 * FEW)
    source = Source(data=one * FEW, name="", scratch=Path())
    for _ in opened(source):
        pass
    assert FEW <= source.steps.taken <= 3 * FEW
