"""What every reader of exports must do; each source's test subclasses `ProfileReaderContract`.

Its samples lie in `fakes/profile_samples/`, one module a reader: so every reader is shown the
samples of all others, and must leave them alone.
"""

import json
import random
import re
import tempfile
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from earwitness.crossing.ports import ProfileReader, SourceContext
from earwitness.crossing.sources.entries import LONGEST_FIELD
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile, SourceFacts
from fakes.profile_samples import samples_of, samples_of_others

CONTEXT = SourceContext(source_id="source-1", region="RU")
E164 = re.compile(r"\+[1-9]\d{6,14}")
Result = Profile | Problem | SourceFacts

FILES_OF_NO_SOURCE = {
    "calls.csv": "caller;called;start\n+380970001127;+79552143018;05.03.2022 19:42:10\n",
    "empty.bin": "",
    "words.json": '{"words": ["one", "two"], "count": 2}',
    "list.json": '[{"name": "one"}, {"name": "two"}]',
    "page.html": "<html><body>Алло</body></html>",
    "notes.txt": "05.03.2022 звонил Вите: не отвечает\n06.03.2022 звонил ещё раз: нет\n",
    "subtitles.srt": "1\n00:00:01,000 --> 00:00:02,000\nАлло\n",
}

ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-u", "cp866", "ascii")
TOKENS = (b"", b"\n", b"\r", b"\x00", b"\xff\xfe", b'"', b"'", b"{", b"}", b"[", b"]", b":", b",",
          b";", b"<", b">", b"&", b"null", b"-1", b"9" * 30, b"1e999", b"\xe2\x80\xae", b"\xd0",
          b"=cmd()", "名前".encode(), b"+7 955 200-00-11", b"PK\x03\x04")  # fmt: skip

MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(["cut out", "put in", "replace", "repeat", "cut off"]),
        st.integers(0, 2**16),
        st.integers(0, 40),
        st.sampled_from(TOKENS) | st.binary(max_size=6),
    ),
    min_size=1,
    max_size=5,
)

# One test in several subclasses is meant here; no state is shared between them.
FUZZED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.differing_executors],
)


class ProfileReaderContract:
    """Subclasses give a reader and the name of one sample of its kind."""

    reader: ProfileReader
    file_name: str

    def good_bytes(self) -> bytes:
        """The sample: at least three entries, at least one number, nothing broken."""
        return samples_of(self.reader.name)[self.file_name]

    def long_bytes(self, times: int) -> bytes:
        """A file of this kind with about this many entries, the same numbers again and again."""
        raise NotImplementedError

    def shows_cut(self, cut: bytes) -> bool:
        """Whether it can be seen of a sample cut off here that something is missing."""
        return True

    def written_at(self, content: bytes, profile_id: str) -> str:
        """The piece of a file that a profile id points to: a line, or a place in JSON."""
        if line := re.search(r"\b(?:line|row) (\d+)(?: number \d+)?$", profile_id):
            return content.decode().splitlines()[int(line[1]) - 1]
        return json.dumps(_at_place(json.loads(content), profile_id), ensure_ascii=False)

    def good_file(self, folder: Path) -> Path:
        path = folder / self.file_name
        path.write_bytes(self.good_bytes())
        return path

    def read(self, path: Path) -> list[Result]:
        return list(self.reader.read(path, CONTEXT))

    def good_profiles(self, folder: Path) -> list[Profile]:
        return profiles(self.read(self.good_file(folder)))

    def test_it_names_itself_and_its_resource(self) -> None:
        assert self.reader.name and self.reader.version
        assert self.reader.resource in {"io", "cpu", "gpu"}

    def test_it_recognises_its_own_kind_whatever_the_name(self, tmp_path: Path) -> None:
        for content in samples_of(self.reader.name).values():
            path = tmp_path / "export"
            path.write_bytes(content)
            assert self.reader.recognises(path)

    def test_it_leaves_the_samples_of_other_readers_alone(self, tmp_path: Path) -> None:
        if getattr(self.reader, "is_general", False):
            return  # asked last; test_every_reader.py looks who takes what
        for other, name, content in samples_of_others(self.reader.name):
            path = tmp_path / name
            path.write_bytes(content)
            assert not self.reader.recognises(path), f"{name} of {other}"

    def test_it_leaves_files_of_no_source_alone(self, tmp_path: Path) -> None:
        for name, text in FILES_OF_NO_SOURCE.items():
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
        assert len(profiles(results)) >= 3
        assert not [result for result in results if isinstance(result, Problem)]

    def test_profiles_carry_the_source_unique_ids_and_lines_in_e164(self, tmp_path: Path) -> None:
        results = self.read(self.good_file(tmp_path))
        assert_only_results(results)
        assert {profile.source_id for profile in profiles(results)} == {"source-1"}
        assert any(profile.numbers for profile in profiles(results))

    def test_profile_ids_point_back_into_the_file(self, tmp_path: Path) -> None:
        for profile in self.good_profiles(tmp_path):
            written = self.written_at(self.good_bytes(), profile.profile_id)
            assert all(word in written for word in profile.name.split()), profile
            digits = re.sub(r"\D", "", written)
            assert all(number[-10:] in digits for number in profile.numbers), profile

    def test_reading_twice_gives_the_same(self, tmp_path: Path) -> None:
        path = self.good_file(tmp_path)
        assert self.read(path) == self.read(path)

    def test_a_file_cut_off_anywhere_ends_with_a_problem(self, tmp_path: Path) -> None:
        good = self.good_bytes().rstrip()
        path = tmp_path / self.file_name
        shown = 0
        for end in range(0, len(good), max(1, len(good) // 40)):
            path.write_bytes(good[:end])
            self.reader.recognises(path)
            results = self.read(path)
            assert_only_results(results)
            if self.shows_cut(good[:end]):
                shown += 1
                told = [result for result in results if not isinstance(result, SourceFacts)]
                assert told and isinstance(told[-1], Problem), good[:end]
        assert shown

    def test_another_encoding_is_read_without_an_exception(self, tmp_path: Path) -> None:
        text = self.good_bytes().decode("utf-8", "replace")
        path = tmp_path / self.file_name
        for encoding in ENCODINGS:
            path.write_bytes(text.encode(encoding, "replace"))
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
    @FUZZED
    def test_any_bytes_are_read_without_an_exception(self, content: bytes) -> None:
        self._try(content)

    @given(mutations=MUTATIONS)
    @FUZZED
    def test_a_mutated_sample_is_read_without_an_exception(
        self, mutations: list[tuple[str, int, int, bytes]]
    ) -> None:
        self._try(_mutated(self.good_bytes(), mutations))

    def test_memory_does_not_grow_with_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / self.file_name
        peaks = []
        for times in (300, 3000, 9000):  # the first warms caches
            path.write_bytes(self.long_bytes(times))
            peaks.append(self._peak(path))
        # Python keeps up to 2,000 freed tuples of each length, which looks like growth at first.
        assert peaks[2] < 1.25 * peaks[1] + 256 * 1024, peaks

    def _peak(self, path: Path) -> int:
        """Bytes held at most while the file is read."""
        tracemalloc.start()
        try:
            for result in self.reader.read(path, CONTEXT):
                assert not isinstance(result, Problem), result
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def _try(self, content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / self.file_name
            path.write_bytes(content)
            self.reader.recognises(path)
            assert_only_results(self.read(path))


def profiles(results: Iterable[Result]) -> list[Profile]:
    """The profiles among what a reader gave."""
    return [result for result in results if isinstance(result, Profile)]


def assert_only_results(results: list[Result]) -> None:
    """Whatever was read: records in their bounds, ids unique, numbers in E.164."""
    for result in results:
        assert isinstance(result, (Profile, Problem, SourceFacts))
        if isinstance(result, Problem):
            assert result.what and result.remedy and result.stage == "profiles"
    for profile in profiles(results):
        assert profile.name or profile.numbers or profile.untrusted_numbers
        assert all(E164.fullmatch(number) for number in profile.numbers)
        assert all(len(text) <= LONGEST_FIELD for text in _texts(profile))
    ids = [profile.profile_id for profile in profiles(results)]
    assert len(set(ids)) == len(ids)
    owners = [n for r in results if isinstance(r, SourceFacts) for n in r.owner_numbers]
    assert all(E164.fullmatch(number) for number in owners)


def _texts(profile: Profile) -> Iterator[str]:
    yield from (profile.name, profile.first_name, profile.surname, profile.birth_date)
    yield from (profile.city, profile.user_name, profile.account_id)
    yield from (*profile.untrusted_numbers, *profile.relatives, *profile.groups)


def _mutated(content: bytes, mutations: Iterable[tuple[str, int, int, bytes]]) -> bytes:
    for kind, where, length, token in mutations:
        start = where % (len(content) + 1)
        end = start + length
        if kind == "cut out":
            content = content[:start] + content[end:]
        elif kind == "put in":
            content = content[:start] + token + content[start:]
        elif kind == "replace":
            content = content[:start] + token + content[start + len(token) :]
        elif kind == "repeat":
            content = content[:end] + content[start:]
        else:
            content = content[:start]
    return content


def _at_place(value: Any, place: str) -> Any:
    """What lies at `chats.list[0].messages[3]` of a JSON document."""
    for key, position in re.findall(r"([^.\[\]]+)|\[(\d+)\]", place):
        value = value[key] if key else value[int(position)]
    return value
