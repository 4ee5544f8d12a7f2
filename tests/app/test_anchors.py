"""Stamps by a real authority: what it grants is kept and checked, all else is refused."""

import base64
import json
import sqlite3
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from earwitness.app import anchors
from earwitness.app.custody import verify
from earwitness.archive.engines import timestamp_http
from earwitness.archive.timestamps import check_stamp, matching_request
from earwitness.cli import commands
from earwitness.records.errors import EarwitnessError, EngineFailed, InputUnusable, WrongUsage
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import anchors as store_anchors
from earwitness.runtime.store import journal
from earwitness.runtime.store.connection import disconnect, writing
from fakes.authority import Authority, drip, flood, granting, send, serving
from fakes.mutations import mutated


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "authority")


LOOPBACK = pytest.mark.allow_hosts(["127.0.0.1"])
"""Sockets to this machine alone, for the authority beside the test."""


def answered(place: Workplace, authority: Authority, folder: Path) -> Path:
    """A query of the case, carried to the authority by hand; the file with its answer."""
    query, answer = folder / "head.tsq", folder / "head.tsr"
    anchors.request_stamp(place, query)
    answer.write_bytes(authority.answer(query.read_bytes()))
    return answer


def kinds(answer: dict[str, object]) -> tuple[set[str], set[str]]:
    problems, notices = answer["problems"], answer["notices"]
    assert isinstance(problems, list) and isinstance(notices, list)
    return {one["kind"] for one in problems}, {one["kind"] for one in notices}


def test_a_query_is_carried_by_hand_and_its_answer_taken_in(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    answer = answered(place, authority, tmp_path)
    stamped = anchors.take_answer(place, answer, authority.root)
    assert (stamped["sequence"], stamped["state"]) == (1, "checked")
    assert stamped["authority"] == "CN=Test authority"
    assert [entry.action for entry in journal.entries()] == ["init", "stamp_request", "anchor"]
    verified = verify(place)
    assert kinds(verified) == (set(), set())
    assert [one["hash"] for one in verified["stamps"]] == [stamped["hash"]]
    assert anchors.list_anchors() == [stamped]


def test_openssl_alone_checks_an_answer_with_nothing_but_the_hash(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    answer = answered(place, authority, tmp_path)
    head = journal.entry_at(1)
    assert head is not None
    command = [authority.openssl, "ts", "-verify", "-in", str(answer), "-digest", head.hash]
    done = subprocess.run(
        [*command, "-CAfile", str(authority.root)], capture_output=True, text=True, check=False
    )
    assert "Verification: OK" in done.stdout + done.stderr


@LOOPBACK
def test_an_authority_is_asked_over_http(place: Workplace, authority: Authority) -> None:
    with serving(granting(authority)) as url:
        stamped = anchors.ask(place, url, authority.root)
    assert stamped["state"] == "checked"
    assert kinds(verify(place)) == (set(), set())


def test_two_authorities_stamp_the_same_query(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    other = Authority(tmp_path / "other", "Other")
    first = answered(place, authority, tmp_path)
    second = tmp_path / "second.tsr"
    second.write_bytes(other.answer((tmp_path / "head.tsq").read_bytes()))
    for answer, root in ((first, authority.root), (second, other.root)):
        anchors.take_answer(place, answer, root)
    assert len(verify(place)["stamps"]) == 2
    both = tmp_path / "both.pem"
    both.write_bytes(authority.root.read_bytes() + other.root.read_bytes())
    assert len(verify(place, roots=anchors.roots_of(both))["stamps"]) == 2
    assert kinds(verify(place, roots=anchors.roots_of(other.root)))[0] == {"anchor_invalid"}


def test_an_answer_without_roots_is_kept_and_told_as_unchecked(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    stamped = anchors.take_answer(place, answered(place, authority, tmp_path), None)
    assert stamped["state"] == "unchecked"
    verified = verify(place)
    assert verified["ok"] and kinds(verified)[1] == {"anchor_unchecked"}
    assert verified["stamps"] == []
    checked = verify(place, roots=anchors.roots_of(authority.root))
    assert len(checked["stamps"]) == 1 and kinds(checked) == (set(), set())


def test_the_same_answer_is_taken_once(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    answer = answered(place, authority, tmp_path)
    anchors.take_answer(place, answer, authority.root)
    with pytest.raises(WrongUsage, match="already"):
        anchors.take_answer(place, answer, authority.root)


def refusal(place: Workplace, answer: Path, root: Path | None) -> str:
    """Why an answer is refused; that nothing of it was stored."""
    before = journal.count()
    with pytest.raises(EarwitnessError) as caught:
        anchors.take_answer(place, answer, root)
    assert journal.count() == before
    assert all(one["state"] == "pending" for one in anchors.list_anchors())
    return caught.value.what


def test_an_answer_with_another_nonce_is_refused(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    answered(place, authority, tmp_path)
    head = journal.entry_at(1)
    assert head is not None
    command = [authority.openssl, "ts", "-query", "-digest", head.hash, "-sha256", "-cert"]
    done = subprocess.run([*command], capture_output=True, check=True)
    other = tmp_path / "other.tsr"
    other.write_bytes(authority.answer(done.stdout))
    assert "nonce" in refusal(place, other, authority.root)


def test_an_answer_over_another_hash_is_refused(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    query = tmp_path / "q"
    request = anchors.request_stamp(place, query)
    forged = query.read_bytes().replace(bytes.fromhex(request.head_hash), bytes(32))
    assert forged != query.read_bytes()
    answer = tmp_path / "a"
    answer.write_bytes(authority.answer(forged))
    assert "another hash" in refusal(place, answer, authority.root)


def test_an_answer_to_another_case_is_refused(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    done = subprocess.run(
        [authority.openssl, "ts", "-query", "-digest", "ab" * 32, "-sha256"],
        capture_output=True,
        check=True,
    )
    answer = tmp_path / "a"
    answer.write_bytes(authority.answer(done.stdout))
    assert "no query of this case" in refusal(place, answer, authority.root)


def test_a_rejection_is_told_as_such(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    authority.accept("sha512")
    try:
        answer = answered(place, authority, tmp_path)
    finally:
        authority.accept("sha256")
    assert "rejected" in refusal(place, answer, authority.root)


def test_garbage_and_cut_answers_are_refused(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    whole = answered(place, authority, tmp_path).read_bytes()
    part = tmp_path / "part"
    for content in (b"", b"garbage", b"\x30\x82", whole[:-1], b"0" * 1_000_001):
        part.write_bytes(content)
        refusal(place, part, authority.root)
    for end in range(0, len(whole), 97):
        part.write_bytes(whole[:end])
        refusal(place, part, authority.root)


def test_an_answer_of_another_authority_is_refused(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    other = Authority(tmp_path / "other", "Test authority")
    answer = answered(place, authority, tmp_path)
    assert "root certificates" in refusal(place, answer, other.root)
    (tmp_path / "no.pem").write_text("no certificate")
    assert "cannot be read" in refusal(place, answer, tmp_path / "no.pem")


def test_a_stamp_under_an_expired_certificate_is_refused(place: Workplace, tmp_path: Path) -> None:
    late = Authority(tmp_path / "late")
    late.expire()
    answer = answered(place, late, tmp_path)
    assert "expired" in refusal(place, answer, late.root)


def test_bits_flipped_in_an_answer_never_prove_anything_else(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    """A flip is refused, or lies in what no signature covers and changes neither time nor hash."""
    from earwitness.archive.timestamps import check_stamp, matching_request
    from earwitness.runtime.store import anchors as store

    whole = answered(place, authority, tmp_path).read_bytes()
    requests, roots = tuple(store.requests()), anchors.roots_of(authority.root)
    _, good = matching_request(whole, requests)
    for bit in range(0, len(whole) * 8, 41):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        try:
            request, stamp = matching_request(bytes(damaged), requests)
        except InputUnusable:
            continue
        if not check_stamp(request, stamp, roots):
            assert (stamp.stamped_at, stamp.serial) == (good.stamped_at, good.serial)


WAYS = {
    "huge": (flood, "more than"),
    "hanging": (drip, "did not answer within"),
    "an error": (lambda handler, _: send(handler, b"", 500), "status 500"),
    "elsewhere": (
        lambda handler, _: send(handler, b"", 302, Location="file:///etc/hostname"),
        "status 302",
    ),
}


@pytest.mark.parametrize("way", WAYS)
@LOOPBACK
def test_a_server_that_does_not_answer_well_costs_nothing_but_the_query(
    place: Workplace,
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    reply, words = WAYS[way]
    monkeypatch.setattr(timestamp_http.ask_authority, "__kwdefaults__", {"timeout_s": 2.0})
    with serving(reply) as url, pytest.raises(EngineFailed, match=words):
        anchors.ask(place, url, authority.root)
    assert [one["state"] for one in anchors.list_anchors()] == ["pending"]


@LOOPBACK
def test_garbage_over_http_is_refused(place: Workplace, authority: Authority) -> None:
    with (
        serving(lambda handler, _: send(handler, b"<html>")) as url,
        pytest.raises(InputUnusable, match="no time-stamp answer"),
    ):
        anchors.ask(place, url, authority.root)


@LOOPBACK
def test_a_server_that_is_not_there_is_told(place: Workplace, authority: Authority) -> None:
    with serving(lambda handler, _: None) as url:
        pass
    with pytest.raises(EngineFailed, match="cannot be reached"):
        anchors.ask(place, url, authority.root)


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://tsa.example/", "tsa.example", ""])
def test_only_http_addresses_are_asked(place: Workplace, authority: Authority, url: str) -> None:
    with pytest.raises(WrongUsage, match="address"):
        anchors.ask(place, url, authority.root)


def rewrite(place: Workplace) -> None:
    """What an insider does: change an act and compute the whole chain anew."""
    from earwitness.runtime.ledger import chained

    entries = list(journal.entries())
    disconnect()
    with sqlite3.connect(place.folder.database) as store:
        last = None
        for entry in entries:
            last = chained(
                last,
                at=entry.at,
                actor="somebody else" if entry.sequence == 1 else entry.actor,
                action=entry.action,
                subject=entry.subject,
                digest=entry.digest,
            )
            store.execute(
                "update store_ledgerrow set actor=?, previous_hash=?, hash=? where sequence=?",
                (last.actor, last.previous_hash, last.hash, last.sequence),
            )
    store.close()


@pytest.mark.file_store
def test_a_chain_rewritten_below_a_stamp_is_found(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    anchors.take_answer(place, answered(place, authority, tmp_path), authority.root)
    rewrite(place)
    assert "head_differs" in kinds(verify(place))[0]


@pytest.mark.file_store
def test_a_stamp_put_to_another_entry_is_found(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    anchors.take_answer(place, answered(place, authority, tmp_path), authority.root)
    with writing(place.folder.database):
        journal.append(actor="a", action="view", subject="s", digest="d")
    disconnect()
    with sqlite3.connect(place.folder.database) as store:
        store.execute(
            "update store_stamprequestrow set sequence = 2, body = json_set(body, '$.sequence', 2)"
        )
    store.close()
    assert {"head_differs", "row_changed"} <= kinds(verify(place))[0]


def test_the_command_line_does_it_all(
    place: Workplace, authority: Authority, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = ["-C", str(place.folder.root)]
    query, answer = tmp_path / "q.tsq", tmp_path / "a.tsr"
    assert commands._run([*case, "anchor", "--request", str(query)]) == 0
    assert commands._run([*case, "anchor", "--request", str(query)]) == 2
    answer.write_bytes(authority.answer(query.read_bytes()))
    own = ["--response", str(answer), "--ca", str(authority.root)]
    assert commands._run([*case, "anchor", *own]) == 0
    assert "existed at or before" in " ".join(capsys.readouterr().err.split())
    assert commands._run([*case, "anchor", "--list", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert {"sequence", "hash", "chain", "state", "stamped_at", "authority"} == set(listed)
    assert listed["chain"] is None
    assert commands._run([*case, "verify", "--ca", str(authority.root)]) == 0
    assert "Proven" in capsys.readouterr().err
    for wrong in ([], ["--list", "--url", "http://x/"], ["--url", "http://x/"]):
        assert commands._run([*case, "anchor", *wrong]) == 2


def test_a_query_holds_a_hash_and_nothing_of_the_case(place: Workplace, tmp_path: Path) -> None:
    request = anchors.request_stamp(place, tmp_path / "q")
    query = base64.b64decode(request.query)
    assert bytes.fromhex(request.head_hash) in query
    assert len(query) < 100


def test_a_damaged_answer_is_refused_in_words_or_says_why_it_proves_nothing(
    place: Workplace, authority: Authority, tmp_path: Path
) -> None:
    whole = answered(place, authority, tmp_path).read_bytes()
    anchors.take_answer(place, tmp_path / "head.tsr", authority.root)
    ((request, (stamp,)),) = store_anchors.with_stamps()
    roots = authority.root.read_text()

    @settings(max_examples=60, deadline=None)
    @given(mutated(whole).filter(lambda content: content != whole))
    def damaged(content: bytes) -> None:
        other = replace(stamp, response=base64.b64encode(content).decode())
        assert isinstance(check_stamp(request, other, roots), str)
        try:
            matching_request(content, [request])
        except InputUnusable as error:
            assert error.remedy

    damaged()
