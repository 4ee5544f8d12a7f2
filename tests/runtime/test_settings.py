"""`case.toml`: read strictly; what is wrong is said in words."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.settings import RawFormat, Settings, read_settings, settings_text

GOOD = settings_text(time_zone="Europe/Kyiv", region="ru")


def read(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "case.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path)


def test_what_init_writes_can_be_read(tmp_path: Path) -> None:
    read_back = read(tmp_path, GOOD)
    assert (read_back.case.time_zone, read_back.case.region) == ("Europe/Kyiv", "RU")
    assert read_back.audio.channel_sides == ()


def test_declared_sides_are_read_back(tmp_path: Path) -> None:
    text = settings_text(
        time_zone="Europe/Kyiv", region="RU", channel_sides=("called", "caller")
    )  # fmt: skip
    assert read(tmp_path, text).audio.channel_sides == ("called", "caller")


def test_a_headerless_format_can_be_declared(tmp_path: Path) -> None:
    raw = '\n[audio.raw]\n".vox" = {format = "s16le", sample_rate = 6000}\n'
    formats = read(tmp_path, GOOD + raw).audio.raw
    assert formats == {".vox": RawFormat(format="s16le", sample_rate=6000)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[case]\n",
        "[case\n",
        "time_zone = 'Europe/Kyiv'",
        GOOD.replace("Europe/Kyiv", "Europe/Nowhere"),
        GOOD.replace("Europe/Kyiv", "../../etc/passwd"),
        GOOD.replace('"RU"', '"XX"'),
        GOOD.replace('"RU"', "7"),
        GOOD + "\n[hearing]\nbeam = 5\n",
        GOOD + "\n[nonsense]\n",
        GOOD + "\n[audio.raw]\n'.vox' = 8000\n",
        GOOD.replace("# channel_sides", "channel_sides").replace("caller", "somebody"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(CaseUnusable) as caught:
        read(tmp_path, text)
    assert "case.toml" in caught.value.what
    assert caught.value.remedy
    assert "Traceback" not in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_bytes(b"\xff\xfe\x00[case]")
    with pytest.raises(CaseUnusable):
        read_settings(tmp_path / "case.toml")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "case.toml", tmp_path):
        with pytest.raises(CaseUnusable):
            read_settings(path)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(where=st.integers(0, len(GOOD)), junk=st.text(max_size=8))
def test_a_damaged_file_gives_settings_or_words(tmp_path: Path, where: int, junk: str) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes((GOOD[:where] + junk + GOOD[where + len(junk) :]).encode(errors="replace"))
    try:
        assert isinstance(read_settings(path), Settings)
    except CaseUnusable as error:
        assert error.remedy
