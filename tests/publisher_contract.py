"""What every publisher must do; each publisher's test subclasses `PublisherContract`."""

import random
import re
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from earwitness.publication.package_paths import check_paths
from earwitness.publication.ports import Publisher
from earwitness.records.errors import InputUnusable
from earwitness.records.published import PublishedRelease
from fakes.releases import CELLAR, RELEASE, WITHDRAWN

EMPTY = PublishedRelease(id="empty", title="Nothing yet", language="en")


class PublisherContract:
    """Subclasses define a fixture `publisher`."""

    def test_its_name_is_a_plain_word(self, publisher: Publisher) -> None:
        assert re.fullmatch(r"[a-z][a-z0-9-]{1,30}", publisher.name)

    def test_the_same_release_gives_the_same_bytes_anywhere(
        self, publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = publisher.publish(RELEASE)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        monkeypatch.setenv("LANG", "uk_UA.UTF-8")
        random.seed(7)
        assert set(publisher.publish(RELEASE)) == set(first)

    def test_names_of_files_are_fresh_plain_and_say_nothing(self, publisher: Publisher) -> None:
        paths = [file.path for file in publisher.publish(RELEASE)]
        check_paths(paths)
        shown = " ".join(paths).lower()
        for said in ("nikita", "mother", "cellar", "calls", "courier", "2024"):
            assert said not in shown

    def test_files_hold_nothing_of_this_machine_or_moment(self, publisher: Publisher) -> None:
        moments = (datetime.now(UTC), datetime.now())
        traces = {f"{moment:{form}}" for moment in moments for form in ("%Y-%m-%d", "%Y%m%d")}
        traces |= {str(Path.cwd()), str(Path.home()) + "/", socket.gethostname()}
        for file in publisher.publish(RELEASE):
            held = [trace for trace in traces if trace.encode() in file.data]
            assert held == [], file.path

    def test_a_clip_without_sound_gives_no_sound(self, publisher: Publisher) -> None:
        silent = replace(RELEASE, clips=(replace(CELLAR, audio=None),))
        with_sound = replace(RELEASE, clips=(CELLAR,))
        assert CELLAR.audio is not None
        assert holding(CELLAR.audio.data, publisher, silent) == []
        assert len(publisher.publish(silent)) <= len(publisher.publish(with_sound))

    def test_a_withdrawn_clip_leaves_neither_sound_nor_text(self, publisher: Publisher) -> None:
        taken_back = replace(
            CELLAR, withdrawn="A speaker could be recognised.", title="A withdrawn recording"
        )
        said = tuple(replace(one, text="It was so.", grade=None) for one in RELEASE.findings)
        release = replace(RELEASE, clips=(taken_back, WITHDRAWN), findings=said)
        assert CELLAR.audio is not None
        for kept_back in (
            *(CELLAR.audio.data, "Антон".encode(), "Воды".encode(), b"nothing to eat"),
            *(b"north of the city", b"breaks off", b"hunger", b"a soldier"),
        ):
            assert holding(kept_back, publisher, release) == []

    def test_a_release_without_clips_is_no_error(self, publisher: Publisher) -> None:
        check_paths(file.path for file in publisher.publish(EMPTY))

    @pytest.mark.parametrize("bad", ["", "../out", "a/b", "a b", "клип", "a\0", "x" * 300])
    def test_an_id_that_is_no_name_is_refused_or_names_no_file(
        self, publisher: Publisher, bad: str
    ) -> None:
        release = replace(RELEASE, clips=(replace(CELLAR, id=bad),))
        try:
            files = publisher.publish(release)
        except InputUnusable:
            return
        check_paths(file.path for file in files)


def holding(data: bytes, publisher: Publisher, release: PublishedRelease) -> list[str]:
    """The files that hold these bytes."""
    return [file.path for file in publisher.publish(release) if data in file.data]
