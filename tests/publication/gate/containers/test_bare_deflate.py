"""Bare deflate is undone where all of the bytes are such a stream, and nowhere else."""

import base64
import zlib
from pathlib import Path
from random import Random

from earwitness.publication.gate.containers import bare_deflate
from earwitness.publication.gate.containers.member import Source
from earwitness.publication.gate.decodings.base64_text import base64_text
from earwitness.publication.gate.decodings.undone import Stretch


def read(data: bytes) -> list[bytes]:
    source = Source(data=data, name="", scratch=Path())
    return [b"".join(one.chunks()) for one in bare_deflate.KIND.open(source, 0)]


def packed(text: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(text) + packer.flush()


def test_a_whole_stream_is_unpacked_and_a_cut_one_is_none() -> None:
    text = b"call +7 955 210-44-17 again, and again"
    assert read(packed(text)) == [text]
    assert read(packed(text)[:-2]) == []
    assert read(packed(text) + b"behind") == []


def test_noise_and_text_are_rarely_taken_for_one() -> None:
    random = Random(5)
    taken = sum(bool(read(random.randbytes(random.randint(9, 60)))) for _ in range(5000))
    assert taken <= 25
    assert read(b"Residents said the road to the north stayed open.") == []


def test_it_is_undone_in_base64_too() -> None:
    text = b"call +7 955 210-44-17 again, and again"
    page = Stretch(b'{"state": "' + base64.b64encode(packed(text)) + b'"}')
    assert text in [undone.data for undone in base64_text(page)]
