"""No reader comes into the house untested."""

from pathlib import Path

import pytest

from earwitness.app.profiles import all_readers
from earwitness.runtime import plugins
from fakes.profile_samples import samples_of

TESTS = Path(__file__).parent
READERS = plugins.names("profile_sources")


@pytest.mark.parametrize("name", READERS)
def test_a_reader_has_samples_and_passes_the_contract(name: str) -> None:
    reader = plugins.load("profile_sources", name)
    assert reader.name == name
    assert samples_of(name)
    tests = [path.read_text(encoding="utf-8") for path in TESTS.glob("test_*.py")]
    told = f"reader = {reader.__name__}()"
    assert any(told in text and "(ProfileReaderContract)" in text for text in tests), told


@pytest.mark.parametrize("name", READERS)
def test_a_sample_is_taken_by_its_own_reader(name: str, tmp_path: Path) -> None:
    for file_name, content in samples_of(name).items():
        path = tmp_path / file_name
        path.write_bytes(content)
        takers = (reader.name for reader in all_readers() if reader.recognises(path))
        assert next(takers, None) == name, file_name
