"""Everything that must not leave a case is among its identifiers, and none of them says itself."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from earwitness.app.demo import make_demo_case
from earwitness.app.identifier_people import MOST_NAMED
from earwitness.app.identifiers import identifiers_of
from earwitness.app.opening import open_case
from earwitness.app.protecting import add_protected
from earwitness.archive.originals import original_path
from earwitness.publication.gate.identifiers import IdentifierSet
from earwitness.records.gate import IdentifierKind
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, profiles, recordings
from earwitness.runtime.store.connection import disconnect

NAME = re.compile(r"[А-ЯЁ][а-яё]+")


def values(found: IdentifierSet, kind: IdentifierKind) -> set[str]:
    return {one.value for one in found.identifiers if one.kind is kind}


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "bucha-2022"
    make_demo_case(folder, progress=SilentProgress())
    disconnect()
    return folder


@pytest.fixture
def demo(demo_folder: Path) -> Iterator[Workplace]:
    yield open_case(demo_folder)
    disconnect()


def test_the_demo_case_has_its_identifiers(demo: Workplace) -> None:
    found = identifiers_of(demo)
    assert {call.caller for call in calls.all_calls() if call.caller} <= values(
        found, IdentifierKind.NUMBER
    )
    names = values(found, IdentifierKind.NAME)
    for profile in profiles.all_profiles():
        assert set(profile.numbers) <= values(found, IdentifierKind.NUMBER)
        assert not profile.user_name or profile.user_name in values(found, IdentifierKind.USER_NAME)
        assert (
            not profile.surname or not NAME.fullmatch(profile.surname) or profile.surname in names
        )
    hashes = values(found, IdentifierKind.RECORDING)
    own_recordings = list(recordings.all_recordings())
    for one in own_recordings:
        data = original_path(demo.folder.originals, one.sha256).read_bytes()
        own = {hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest(), one.sha256}
        assert own <= hashes
    assert len(hashes) == 3 * len(own_recordings)
    assert {one.source_name for one in recordings.arrivals()} <= values(
        found, IdentifierKind.FILE_NAME
    )
    assert "bucha-2022" in values(found, IdentifierKind.MACHINE)
    assert demo.folder.root.as_posix() in values(found, IdentifierKind.MACHINE)
    assert "invented people, synthesised voices; to try the program, evidence of nothing" in values(
        found, IdentifierKind.NOTE
    )
    assert len(values(found, IdentifierKind.CALL_TIME)) > 5
    assert found.left_out


def test_what_is_told_does_not_say_it(demo: Workplace) -> None:
    add_protected(demo, "Вишнёвка", "place")
    found = identifiers_of(demo)
    assert "Вишнёвка" in values(found, IdentifierKind.PROTECTED)
    for one in found.identifiers:
        if len(one.value) > 3:
            assert one.value.lower() not in one.told.lower()
            assert sum(map(str.isdigit, re.sub("SHA-256|SHA-1|MD5", "", one.told))) <= 2


def test_the_digest_is_another_with_another_salt_or_another_term(demo: Workplace) -> None:
    found = identifiers_of(demo)
    less = IdentifierSet(identifiers=found.identifiers[1:], left_out=found.left_out)
    assert found.salted_digest("a") == found.salted_digest("a")
    assert len({found.salted_digest("a"), found.salted_digest("b"), less.salted_digest("a")}) == 3


def test_an_empty_case_has_the_identifiers_of_its_machine_alone(place: Workplace) -> None:
    found = identifiers_of(place)
    assert {one.kind for one in found.identifiers} == {IdentifierKind.MACHINE}
    assert str(Path(place.folder.root)) in values(found, IdentifierKind.MACHINE)


def test_of_a_huge_register_names_count_where_they_touch_the_calls(
    demo: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody = identifiers_of(demo)
    monkeypatch.setattr("earwitness.app.identifier_people.MOST_NAMED", 3)
    fewer = identifiers_of(demo)
    names = values(fewer, IdentifierKind.NAME)
    assert names < values(everybody, IdentifierKind.NAME)
    assert values(fewer, IdentifierKind.NUMBER) == values(everybody, IdentifierKind.NUMBER)
    assert any("their numbers are looked for" in one for one in fewer.left_out)
    assert MOST_NAMED > 1_000
