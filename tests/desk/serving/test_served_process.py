"""A desk in a process of its own: what it answers on its socket, and what its log keeps."""

import re
from pathlib import Path
from urllib.parse import quote

from desk.serving.conftest import CaseOfTeam, Process
from fakes.dialogue import MOTHER, NAMES, SOLDIER, TRANSCRIPTS, WIFE

LEAST_LINES = 100
KEYS = {
    *("time", "level", "event", "method", "route", "status", "ms", "bytes", "person", "request"),
    *("version", "by", "raised", "error", "at", "lacking", "kind", "done", "seconds"),
}


def test_whoever_watches_asks_without_https_and_learns_one_word(served: Process) -> None:
    for path in ("/health/", "/ready/"):
        answer = served.ask_plainly(path)
        assert (answer.status, answer.body) == (200, b"ok\n")
        assert "Set-Cookie" not in answer.headers
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert served.ask_plainly("/ready/", "POST").status == 400
    assert served.ask_plainly("/calls/").status == 400, "all else came over HTTPS, or not at all"


def test_the_socket_is_for_its_owner_and_their_group(served: Process) -> None:
    assert served.socket.stat().st_mode & 0o777 == 0o660


def test_a_sound_is_given_in_pieces(served: Process, case_of_team: CaseOfTeam) -> None:
    (sound, *_) = [path for path in case_of_team.paths if path.endswith("/sound")]
    whole = served.ask(sound, case_of_team.session)
    piece = served.ask(sound, case_of_team.session, Range="bytes=100-199")
    assert (whole.status, piece.status) == (200, 206)
    assert piece.body == whole.body[100:200]
    assert piece.headers["Content-Range"] == f"bytes 100-199/{len(whole.body)}"


def test_the_word_of_others_on_hosts_is_not_believed(served: Process) -> None:
    assert served.ask("/account/login/", X_Forwarded_Host="evil.example").status == 200
    assert served.ask("/account/login/", Host="evil.example").status == 400
    assert served.ask("/account/login/", X_Forwarded_Proto="http").status == 400
    too_long = served.ask("/account/login/", method="POST", Content_Length="5000000")
    assert too_long.status == 413


def canaries(case: CaseOfTeam) -> set[str]:
    """What must never stand in a log: words, names, numbers, ids, the case's own name."""
    spoken = re.findall(r"[А-Яа-яё]{4,}", " ".join(TRANSCRIPTS))
    hashes = {path.name[:12] for path in case.folder.joinpath("originals").rglob("*")}
    own = {"svitlana", "wives-archive", case.session, "Светозарова", "Людмила", *NAMES}
    digits = {one.removeprefix("+") for one in (SOLDIER, MOTHER, WIFE)}
    ids = {found for path in case.paths for found in re.findall(r"[a-z]+-[0-9a-f]{12}", path)}
    return {*spoken, *own, *digits, *ids, *(one for one in hashes if len(one) == 12)}


def test_nothing_of_the_case_stands_in_the_log(served: Process, case_of_team: CaseOfTeam) -> None:
    asked = quote(f"Бородянкой {SOLDIER} Светозарова")
    for path in case_of_team.paths:
        served.ask(path, case_of_team.session)
        served.ask(f"{path}?q={asked}&line={quote(MOTHER)}&page={asked}", case_of_team.session)
        served.ask(path, method="POST", session=case_of_team.session, body=f"text={asked}")
    served.ask(f"/{asked}/calls/", case_of_team.session)
    served.ask(f"/static/{asked}.js")
    served.ask("/calls/", Host=f"{quote(SOLDIER)}.example")
    served.ask("/calls/", X_Forwarded_For=f'"{SOLDIER}')
    served.ask("/calls/", X_Forwarded_Proto=WIFE)
    served.ask("/calls/", X_Request_ID=SOLDIER, User_Agent=WIFE, Referer=f"https://x/?q={asked}")
    served.ask("/account/login/", method="POST", body=f"login={asked}&password={asked}")
    served.ask_plainly("/", "PROPFIND" + SOLDIER.removeprefix("+"))
    log, lines = served.log, served.lines()
    assert len(lines) > LEAST_LINES
    marks = canaries(case_of_team)
    assert len(marks) > 30
    escaped = [one.encode("unicode_escape").decode() for one in marks]
    for mark in [*marks, *map(quote, marks), *escaped]:
        assert mark not in log, mark
    assert all(set(line) <= KEYS for line in lines)
    routes = {line.get("route") for line in lines}
    assert {"calls", "call", "search", "sound", "account_login", "static", "unknown"} <= routes
    assert {line.get("method") for line in lines} >= {"GET", "POST", "other"}


def test_each_line_of_a_request_says_who_by_a_number_and_how_long(
    served: Process, case_of_team: CaseOfTeam
) -> None:
    own = served.ask("/calls/", case_of_team.session).headers["X-Request-Id"]
    (line,) = [one for one in served.lines() if one.get("request") == own]
    assert (line["route"], line["status"], line["level"]) == ("calls", 200, "info")
    assert isinstance(line["person"], int) and line["ms"] >= 0 and line["bytes"] > 1000
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["time"])


def test_who_was_logged_in_is_so_after_a_restart(
    case_of_team: CaseOfTeam, served: Process, tmp_path: Path
) -> None:
    """The last one: it ends the desk of the others."""
    assert served.ask("/calls/", case_of_team.session).status == 200
    assert served.stop() == (0, "The desk is stopped.\n")
    assert [one["event"] for one in served.lines()][-2:] == ["stopping", "stopped"]
    assert not served.socket.exists()
    again = Process(case_of_team.folder, tmp_path)
    try:
        assert again.ask("/calls/", case_of_team.session).status == 200
    finally:
        again.stop()
