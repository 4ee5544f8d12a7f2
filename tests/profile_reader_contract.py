"""What every reader of exports must do; each source's test subclasses `ProfileReaderContract`."""

import random
import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from earwitness.crossing.ports import ProfileReader, SourceContext
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile

CONTEXT = SourceContext(source_id="source-1", region="RU")
E164 = re.compile(r"\+[1-9]\d{6,14}")

OTHER_FILES = {
    "chat.txt": "[09.03.2022, 10:11:05] Настя: Вить, он звонил?\n",
    "calls.csv": "caller;called;start\n+380970001127;+79552143018;05.03.2022 19:42:10\n",
    "empty.bin": "",
    "words.json": '{"words": ["one", "two"], "count": 2}',
    "page.html": "<html><body>Алло</body></html>",
}


class ProfileReaderContract:
    """Subclasses give a reader and one good file of its kind with at least three entries."""

    reader: ProfileReader
    file_name: str

    def good_bytes(self) -> bytes:
        raise NotImplementedError

    def good_file(self, folder: Path) -> Path:
        path = folder / self.file_name
        path.write_bytes(self.good_bytes())
        return path

    def read(self, path: Path) -> list[Profile | Problem]:
        return list(self.reader.read(path, CONTEXT))

    def test_it_names_itself_and_its_resource(self) -> None:
        assert self.reader.name and self.reader.version
        assert self.reader.resource in {"io", "cpu", "gpu"}

    def test_it_recognises_its_own_kind_whatever_the_name(self, tmp_path: Path) -> None:
        path = self.good_file(tmp_path).rename(tmp_path / "export")
        assert self.reader.recognises(path)

    def test_it_leaves_files_of_other_kinds_alone(self, tmp_path: Path) -> None:
        for name, text in OTHER_FILES.items():
            path = tmp_path / name
            path.write_text(text, encoding="utf-8")
            assert not self.reader.recognises(path), name

    def test_it_recognises_neither_a_folder_nor_a_missing_file(self, tmp_path: Path) -> None:
        assert not self.reader.recognises(tmp_path)
        assert not self.reader.recognises(tmp_path / "missing")

    def test_a_missing_file_is_a_problem_that_names_it(self, tmp_path: Path) -> None:
        (trouble,) = self.read(tmp_path / "missing.bin")
        assert isinstance(trouble, Problem)
        assert "missing.bin" in trouble.what and trouble.remedy

    def test_a_good_file_has_profiles_and_no_problems(self, tmp_path: Path) -> None:
        results = self.read(self.good_file(tmp_path))
        assert len(results) >= 3
        assert all(isinstance(result, Profile) for result in results)

    def test_profiles_carry_the_source_unique_ids_and_lines_in_e164(self, tmp_path: Path) -> None:
        profiles = [p for p in self.read(self.good_file(tmp_path)) if isinstance(p, Profile)]
        assert {profile.source_id for profile in profiles} == {"source-1"}
        assert len({profile.profile_id for profile in profiles}) == len(profiles)
        assert all(E164.fullmatch(n) for profile in profiles for n in profile.numbers)
        assert any(profile.numbers for profile in profiles)

    def test_reading_twice_gives_the_same(self, tmp_path: Path) -> None:
        path = self.good_file(tmp_path)
        assert self.read(path) == self.read(path)

    def test_a_file_cut_off_anywhere_is_read_without_an_exception(self, tmp_path: Path) -> None:
        good = self.good_bytes()
        path = tmp_path / self.file_name
        for end in range(0, len(good), max(1, len(good) // 40)):
            path.write_bytes(good[:end])
            self.reader.recognises(path)
            assert_only_results(self.read(path))

    def test_a_file_with_flipped_bytes_is_read_without_an_exception(self, tmp_path: Path) -> None:
        source = random.Random(7)
        path = tmp_path / self.file_name
        for _ in range(40):
            damaged = bytearray(self.good_bytes())
            for _ in range(source.randrange(1, 6)):
                damaged[source.randrange(len(damaged))] = source.randrange(256)
            path.write_bytes(bytes(damaged))
            self.reader.recognises(path)
            assert_only_results(self.read(path))

    @given(content=st.binary(max_size=300))
    @example(content=b"\xff\xfe\x00")
    @example(content=b"\xef\xbb\xbf")
    # One test in several subclasses is meant here; no state is shared between them.
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.differing_executors],
    )
    def test_any_bytes_are_read_without_an_exception(self, content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / self.file_name
            path.write_bytes(content)
            self.reader.recognises(path)
            assert_only_results(self.read(path))


def assert_only_results(results: list[Profile | Problem]) -> None:
    for result in results:
        assert isinstance(result, (Profile, Problem))
        if isinstance(result, Profile):
            assert result.name or result.numbers or result.untrusted_numbers
        else:
            assert result.what and result.remedy and result.stage == "profiles"
