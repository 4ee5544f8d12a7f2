"""The sound of a recording: ranges, who may hear it, and its outline."""

import wave
from pathlib import Path

import numpy as np
import pytest
from django.test import Client

from desk.conftest import LogIn, account, visitor
from earwitness.app.answers import list_calls
from earwitness.desk.call import sound_views
from earwitness.desk.roles import Role
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal


@pytest.fixture
def sha256(alone: Workplace) -> str:
    """A recording of the tiny case."""
    found: str = list_calls()[0]["recordings"][0]["sha256"]
    return found


def test_a_part_of_the_sound_is_the_same_bytes(
    client: Client, alone: Workplace, sha256: str
) -> None:
    whole = alone.folder.audio(sha256).read_bytes()
    answer = client.get(f"/recordings/{sha256}/sound", headers={"Range": "bytes=100-299"})
    assert answer.status_code == 206
    assert answer.content == whole[100:300]
    assert answer.headers["Content-Range"] == f"bytes 100-299/{len(whole)}"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_a_range_all_of_it_comes(client: Client, alone: Workplace, sha256: str) -> None:
    answer = client.get(f"/recordings/{sha256}/sound")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == alone.folder.audio(sha256).read_bytes()


def test_the_head_alone_tells_the_length(client: Client, alone: Workplace, sha256: str) -> None:
    answer = client.head(f"/recordings/{sha256}/sound", headers={"Range": "bytes=0-9"})
    assert answer.status_code == 200
    assert int(answer.headers["Content-Length"]) == alone.folder.audio(sha256).stat().st_size


def test_a_range_behind_the_end_is_refused_with_the_length(
    client: Client, alone: Workplace, sha256: str
) -> None:
    size = alone.folder.audio(sha256).stat().st_size
    answer = client.get(f"/recordings/{sha256}/sound", headers={"Range": f"bytes={size}-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{size}"


def test_of_another_file_all_comes_and_not_a_range(client: Client, sha256: str) -> None:
    headers = {"Range": "bytes=0-9", "If-Range": '"another"'}
    assert client.get(f"/recordings/{sha256}/sound", headers=headers).status_code == 200


def test_a_long_range_comes_in_pieces(
    client: Client, alone: Workplace, sha256: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound_views, "AT_MOST", 1000)
    whole, heard = alone.folder.audio(sha256).read_bytes(), b""
    while len(heard) < len(whole):
        headers = {"Range": f"bytes={len(heard)}-"}
        heard += client.get(f"/recordings/{sha256}/sound", headers=headers).content
    assert heard == whole


@pytest.mark.parametrize(
    "path",
    ["/recordings/../../case.sqlite3/sound", "/recordings/%2e%2e/sound", "/recordings/a/sound"],
)
def test_what_is_no_hash_is_no_address(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_hash_of_no_recording_is_not_there(client: Client) -> None:
    assert client.get(f"/recordings/{'a' * 64}/sound").status_code == 404


def test_who_may_not_listen_gets_no_sound(team: Workplace, log_in: LogIn) -> None:
    sha256 = list_calls()[0]["recordings"][0]["sha256"]
    assert visitor().get(f"/recordings/{sha256}/sound").status_code == 302
    assert log_in(Role.ADMIN).get(f"/recordings/{sha256}/sound").status_code == 403
    assert log_in(Role.READER).get(f"/recordings/{sha256}/sound").status_code == 200


def test_the_outline_is_as_loud_as_the_sound(client: Client, alone: Workplace, sha256: str) -> None:
    told = client.get(f"/recordings/{sha256}/heights?points=10").json()
    with wave.open(str(alone.folder.audio(sha256))) as file:
        values = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    loudest = round(float(np.sqrt(np.abs(values).max())) * 255)
    assert len(told["channels"]) == 1
    assert len(told["channels"][0]) == 10
    assert max(told["channels"][0]) == loudest


def test_the_outline_of_a_span_is_finer(client: Client, sha256: str) -> None:
    told = client.get(f"/recordings/{sha256}/heights?from=500&to=1000").json()
    assert (told["from_ms"], told["to_ms"], len(told["channels"][0])) == (500, 1000, 25)


@pytest.mark.parametrize("query", ["from=9999999", "from=-1", "to=0", "points=0", "points=x"])
def test_nonsense_gives_an_outline_all_the_same(client: Client, sha256: str, query: str) -> None:
    assert client.get(f"/recordings/{sha256}/heights?{query}").status_code == 200


def test_an_outline_bears_the_hash_so_that_forgetting_finds_it(
    client: Client, alone: Workplace, sha256: str
) -> None:
    client.get(f"/recordings/{sha256}/heights")
    kept: list[Path] = list((alone.folder.derived / "outlines").glob("**/*.npy"))
    assert [path.name[:64] for path in kept] == [sha256]


def test_a_lost_working_copy_is_said(client: Client, alone: Workplace, sha256: str) -> None:
    alone.folder.audio(sha256).unlink()
    assert client.get(f"/recordings/{sha256}/sound").status_code == 404
    assert client.get(f"/recordings/{sha256}/heights").status_code == 503


def test_who_heard_what_is_in_the_ledger(client: Client, alone: Workplace, sha256: str) -> None:
    for first in (0, 100, 200):
        client.get(f"/recordings/{sha256}/sound", headers={"Range": f"bytes={first}-"})
    (entry,) = journal.entries(action="play")
    assert (entry.actor, entry.subject) == (alone.actor, sha256)


def test_muted_people_are_not_offered_restricted_sound(team: Workplace, log_in: LogIn) -> None:
    reader, hashes = (
        log_in(Role.READER),
        [own["sha256"] for call in list_calls() for own in call["recordings"]],
    )
    muted = account(Role.READER)
    muted.muted = True
    muted.save()
    answers = {reader.get(f"/recordings/{sha256}/sound").status_code for sha256 in hashes}
    assert answers == {200, 403}
