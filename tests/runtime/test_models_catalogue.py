import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.records.errors import InputUnusable, WrongUsage
from earwitness.runtime.models import catalogue as catalogue_module
from earwitness.runtime.models.catalogue import Origin, built_in, read_catalogue

GOOD = """\
format = 1
[[models]]
id = "tiny"
task = "recognition"
default = true
languages = ["ru"]
licence = "MIT"
maker = "nobody"
accuracy = ""
accuracy_source = ""
origin = "folder"
[[models.files]]
path = "model.bin"
size = 3
sha256 = "{sha}"
""".format(sha="a" * 64)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "catalogue.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_default_set_comes_entirely_from_wheels() -> None:
    catalogue = built_in()
    assert catalogue.default_ids == (
        "whisper-base",
        "silero-vad",
        "resemblyzer",
        "universal-sentence",
    )
    for model_id in catalogue.default_ids:
        model = catalogue.get(model_id)
        assert model.origin is Origin.WHEEL
        assert all(file.parts for file in model.files)


def test_every_shipped_model_states_its_licence_and_what_its_accuracy_rests_on() -> None:
    for model in built_in().models:
        assert model.licence and model.maker and model.languages
        assert model.accuracy_source


def test_an_unknown_model_is_wrong_usage_and_the_known_ones_are_named() -> None:
    with pytest.raises(WrongUsage, match="whisper-base"):
        built_in().get("whisper-bass")


def test_a_good_catalogue_is_read(tmp_path: Path) -> None:
    model = read_catalogue(written(tmp_path, GOOD)).get("tiny")
    assert model.size == 3
    assert model.wheels == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('task = "recognition"', 'task = "recognition"\ncolour = "blue"'),
        ("size = 3", 'size = "3"'),
        ("size = 3", "size = -3"),
        ("default = true", "default = 1"),
        ('path = "model.bin"', 'path = "../model.bin"'),
        ('path = "model.bin"', 'path = "/etc/passwd"'),
        ('path = "model.bin"', 'path = "a\\\\b"'),
        ('id = "tiny"', 'id = "../tiny"'),
        ("a" * 64, "a" * 63),
        ('origin = "folder"', 'origin = "hub"'),
        ('origin = "folder"', 'origin = "wheel"'),
        ("format = 1", "format = 2"),
        ('path = "model.bin"', 'path = "model.bin"\nhub_path = "x.bin"'),
        ('path = "model.bin"', 'path = "model.bin"\ntext = "other than its hash"'),
    ],
)
def test_one_doubtful_value_refuses_the_catalogue(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(InputUnusable, match=r"catalogue\.toml"):
        read_catalogue(written(tmp_path, GOOD.replace(old, new, 1)))


@pytest.mark.parametrize(
    "requirement",
    ["tiny>=1", "tiny", "tiny==1 --index-url x", "tiny @ file:///tmp/x", "-e tiny==1"],
)
def test_only_exact_pins_reach_pip(tmp_path: Path, requirement: str) -> None:
    wheel = f'[[models.wheels]]\nrequirement = "{requirement}"\nsha256 = "{"b" * 64}"\n'
    part = 'parts = [{ wheel = "tiny", member = "m" }]\n'
    text = GOOD.replace('"folder"', '"wheel"') + part + wheel
    with pytest.raises(InputUnusable, match="not an exact pin"):
        read_catalogue(written(tmp_path, text))


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    twice = GOOD + GOOD.removeprefix("format = 1\n")
    with pytest.raises(InputUnusable, match="twice"):
        read_catalogue(written(tmp_path, twice))


def test_a_missing_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputUnusable, match=r"nowhere\.toml"):
        read_catalogue(tmp_path / "nowhere.toml")


@settings(max_examples=60, deadline=None)
@given(damage=st.text(max_size=12), at=st.integers(0, len(GOOD)), cut=st.integers(0, 20))
def test_a_damaged_catalogue_is_refused_or_read_but_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, damage: str, at: int, cut: int
) -> None:
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.toml"
    path.write_text(GOOD[:at] + damage + GOOD[at + cut :], encoding="utf-8", errors="replace")
    try:
        read_catalogue(path)
    except InputUnusable as error:
        assert error.remedy


def test_the_shipped_file_is_the_one_that_is_read() -> None:
    shipped = Path(catalogue_module.__file__).with_name("catalogue.toml")
    untrusted = tomllib.loads(shipped.read_text(encoding="utf-8"))
    assert [entry["id"] for entry in untrusted["models"]] == [m.id for m in built_in().models]
