"""A release that is built with the newsroom's key gives out signed sound, and no key."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.releases.conftest import NAME, chosen
from earwitness.app.release_packages import edition_folder
from earwitness.app.releases.building import build
from earwitness.app.releases.tools import Tools
from earwitness.publication.publishers.audio.publisher import AudioPublisher
from earwitness.publication.signing.c2pa_audio import signature_faults
from earwitness.publication.signing.keys import SigningKey, load_signing_key
from earwitness.records.published import PublishedAudio, PublishedRelease
from earwitness.records.release import ReleaseDraft
from earwitness.runtime.runner import Workplace
from fakes.newsroom_keys import key_files
from fakes.release_tools import Desk
from fakes.releases import SOUND
from fakes.sounds import encode, tone

pytestmark = pytest.mark.usefixtures("release")


@pytest.fixture
def tools(desk: Desk, tmp_path: Path) -> Tools:
    """Every clip has the same second of sound."""
    own = desk.tools()
    path = encode(tmp_path / "tone.wav", tone(1.0), rate=8000)
    sound = replace(SOUND, data=path.read_bytes(), extension="wav", media_type="audio/wav")

    def prepare(place: Workplace, draft: ReleaseDraft) -> PublishedRelease:
        return with_sound(own.prepare(place, draft), sound)

    return replace(own, prepare=prepare, publisher=lambda _: AudioPublisher())


def with_sound(release: PublishedRelease, sound: PublishedAudio) -> PublishedRelease:
    return replace(release, clips=tuple(replace(one, audio=sound) for one in release.clips))


@pytest.fixture
def key(tmp_path: Path) -> SigningKey:
    files = key_files(tmp_path)
    return load_signing_key(files.key, files.certificates)


def sounds(place: Workplace, number: int) -> list[bytes]:
    return [one.read_bytes() for one in edition_folder(place.folder, NAME, number).glob("*.wav")]


def test_the_sound_of_a_package_carries_the_signature(
    spoken: Workplace, tools: Tools, key: SigningKey
) -> None:
    chosen(spoken)
    build(spoken, tools, NAME, key=key)
    (data,) = sounds(spoken, 1)
    assert signature_faults(data, "audio/wav") == ()


def test_without_a_key_nothing_is_signed(spoken: Workplace, tools: Tools) -> None:
    chosen(spoken)
    build(spoken, tools, NAME)
    (data,) = sounds(spoken, 1)
    assert signature_faults(data, "audio/wav")


def test_no_file_of_the_case_holds_the_key(
    spoken: Workplace, tools: Tools, key: SigningKey, tmp_path: Path
) -> None:
    chosen(spoken)
    build(spoken, tools, NAME, key=key)
    secret = (tmp_path / "newsroom.key").read_bytes().splitlines()[1]
    held = [one for one in spoken.folder.root.rglob("*") if one.is_file()]
    assert held and not [one for one in held if secret in one.read_bytes()]
