"""Looking lines up in a service: with a yes for each batch, and silence told from absence."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from earwitness.app.custody import verify
from earwitness.app.live_lookup import LookupSummary, lines_to_ask, look_up
from earwitness.cli import commands, lookup_commands
from earwitness.crossing.live_lookup import FoundAccount, LimitReached
from earwitness.crossing.lookups import look_up_lines
from earwitness.crossing.sources import telegram_live
from earwitness.crossing.sources.telegram_live import TelegramDirectory
from earwitness.records.errors import ModelMissing, WrongUsage
from earwitness.records.profile import Coverage
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import profiles

LINES = [f"+7955200000{n}" for n in range(6)]
NOW = datetime(2022, 3, 20, 12, 0, tzinfo=UTC)


class FakeDirectory:
    """Knows some lines; is limited at its nth question."""

    name = "telegram"

    def __init__(self, *known: str, limit_at: int = 0, error: BaseException | None = None) -> None:
        self.known, self.limit_at, self.error = known, limit_at, error or LimitReached(275)
        self.asked: list[str] = []
        self.is_closed = False

    def look_up(self, line: str) -> FoundAccount | None:
        self.asked.append(line)
        if len(self.asked) == self.limit_at:
            raise self.error
        if line not in self.known:
            return None
        return FoundAccount(line=line, account_id="955001", first_name="Оля", user_name="olya")

    def close(self) -> None:
        self.is_closed = True


def run(
    place: Workplace, directory: FakeDirectory, *, size: int = 2, yes: int = 99
) -> LookupSummary:
    """Look all lines up, with so many times yes."""
    answers = iter([True] * yes + [False])
    return look_up(
        place, directory, LINES, batch_size=size, confirmed=lambda *_: next(answers), now=NOW
    )


def told() -> list[str]:
    sources, found = profiles.all_sources(), profiles.all_profiles()
    return [answer.answer.value for answer in look_up_lines(LINES, sources, found)]


def test_who_is_found_who_is_absent_and_when_it_was(place: Workplace) -> None:
    source = run(place, FakeDirectory(LINES[1])).source
    assert source is not None
    assert (source.kind, source.coverage, source.as_of) == (
        "telegram-live",
        Coverage.ASKED,
        "2022-03-20",
    )
    assert told() == ["absent", "found", "absent", "absent", "absent", "absent"]
    (olga,) = profiles.all_profiles()
    assert (olga.first_name, olga.user_name, olga.account_id) == ("Оля", "olya", "955001")
    assert verify(place)["problems"] == []


def test_after_a_limit_nothing_is_asked_and_the_batch_is_not_believed(place: Workplace) -> None:
    directory = FakeDirectory(LINES[2], limit_at=4)
    assert run(place, directory).limit == 275
    assert directory.asked == LINES[:4]
    assert told() == ["absent", "absent", "found", *["not_checked"] * 3]


def test_a_no_ends_the_asking_and_the_rest_was_never_asked(place: Workplace) -> None:
    directory = FakeDirectory()
    source = run(place, directory, yes=1).source
    assert source is not None and source.asked_numbers == tuple(LINES[:2])
    assert directory.asked == LINES[:2]
    assert told() == ["absent", "absent", *["not_checked"] * 4]


def test_without_a_yes_nothing_is_asked_and_nothing_stored(place: Workplace) -> None:
    directory = FakeDirectory()
    assert run(place, directory, yes=0).source is None
    assert directory.asked == [] and profiles.all_sources() == ()


def test_breaking_off_within_a_batch_keeps_what_was_certain(place: Workplace) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(place, FakeDirectory(LINES[0], limit_at=4, error=KeyboardInterrupt()))
    assert told() == ["found", "absent", *["not_checked"] * 4]


def test_each_batch_is_shown_before_it_is_asked(place: Workplace) -> None:
    directory, seen = FakeDirectory(), []

    def confirmed(batch: Sequence[str], left: int) -> bool:
        seen.append((len(batch), left, len(directory.asked)))
        return True

    look_up(place, directory, [*LINES, LINES[0]], batch_size=4, confirmed=confirmed)
    assert seen == [(4, 6, 0), (2, 2, 4)]


def test_lines_come_from_a_file_or_from_the_case_and_not_from_both(
    place: Workplace, spoken: Workplace, tmp_path: Path
) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("8 955 200-00-00\n", encoding="utf-8")
    assert lines_to_ask(spoken, path, of_case=False) == (LINES[0],)
    assert "+380970000011" in lines_to_ask(spoken, None, of_case=True)
    for file, of_case in ((path, True), (None, False)):
        with pytest.raises(WrongUsage):
            lines_to_ask(spoken, file, of_case=of_case)


class Raised(Exception):
    """Base of the fake library's errors."""


class NotOccupied(Raised):
    pass


class FloodWait(Raised):
    seconds = 275


def telethon(*answers: object) -> Any:
    """As much of Telethon as the adapter uses, and a client that gives these answers."""
    queue = iter(answers)

    def run_until_complete(answer: object) -> object:
        if isinstance(answer, Exception):
            raise answer
        return answer

    def request(phone: str) -> str:
        return phone

    class Client:
        loop = SimpleNamespace(run_until_complete=run_until_complete)
        asked: list[str] = []  # noqa: RUF012

        def __call__(self, asked: str) -> object:
            self.asked.append(asked)
            return next(queue)

        def disconnect(self) -> None:
            self.asked.append("bye")

    library = SimpleNamespace(
        errors=SimpleNamespace(PhoneNotOccupiedError=NotOccupied, FloodWaitError=FloodWait,
                               RPCError=Raised),
        functions=SimpleNamespace(contacts=SimpleNamespace(ResolvePhoneRequest=request)),
    )  # fmt: skip
    return library, Client()


def test_the_adapter_waits_between_calls_and_tells_limits_from_nobody() -> None:
    user = SimpleNamespace(id=955001, first_name="Оля", last_name=None, username=None)
    library, client = telethon(
        SimpleNamespace(users=[user]), NotOccupied(), FloodWait(), OSError("gone")
    )
    waits: list[float] = []
    directory = TelegramDirectory(client, library, pause=waits.append)
    assert directory.look_up(LINES[0]) == FoundAccount(
        line=LINES[0], account_id="955001", first_name="Оля"
    )
    assert directory.look_up(LINES[1]) is None
    for demanded in (275, 0):
        with pytest.raises(LimitReached) as limit:
            directory.look_up(LINES[2])
        assert limit.value.wait_s == demanded
    directory.close()
    assert client.asked == ["79552000000", "79552000001", "79552000002", "79552000002", "bye"]
    assert waits == [3.0] * 3


def test_without_telethon_the_command_says_what_to_install(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(telegram_live, "import_module", missing)
    with pytest.raises(ModelMissing):
        telegram_live.telethon_module()
    monkeypatch.setattr(lookup_commands, "is_a_person_there", lambda: True)
    assert command(place, lines_file(tmp_path)) == 4
    assert "earwitness[live]" in capsys.readouterr().err


def lines_file(tmp_path: Path) -> Path:
    path = tmp_path / "lines.txt"
    path.write_text("\n".join(LINES[:4]), encoding="utf-8")
    return path


def command(place: Workplace, lines: Path, *more: str) -> int:
    own = ["-C", str(place.folder.root), "lookup", "telegram", "--api-id", "1", "--lines"]
    return commands._run([*own, str(lines), *more])


def test_the_command_asks_before_each_batch_and_shows_the_risks(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    directory = FakeDirectory(LINES[0])
    said = iter(["yes", "yes", "y"])
    asked: list[str] = []

    def prompt(question: str, **_: object) -> str:
        asked.append(question)
        return next(said)

    monkeypatch.setattr(lookup_commands, "is_a_person_there", lambda: True)
    monkeypatch.setattr(telegram_live, "telethon_module", lambda: None)
    monkeypatch.setattr(telegram_live, "connect", lambda *_: directory)
    monkeypatch.setattr(lookup_commands.typer, "prompt", prompt)
    monkeypatch.setenv("EARWITNESS_TELEGRAM_API_HASH", "secret")
    assert command(place, lines_file(tmp_path), "--batch", "2", "--json") == 0
    shown = capsys.readouterr()
    assert "banned" in shown.err and "secret" not in shown.out + shown.err
    assert len(asked) == 3 and directory.asked == LINES[:2] and directory.is_closed
    assert json.loads(shown.out)["source"]["asked_numbers"] == LINES[:2]


def test_a_program_cannot_say_yes(place: Workplace, tmp_path: Path) -> None:
    assert command(place, lines_file(tmp_path)) == 2


def test_the_login_is_for_its_owner_alone_and_greets_on_the_error_channel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    library, _ = telethon()
    paths: list[str] = []

    class Client:
        def __init__(self, path: str, *_: object, **__: object) -> None:
            paths.append(path)

        def start(self) -> None:
            print("Signed in")

    library.TelegramClient = Client
    monkeypatch.setattr(telegram_live, "telethon_module", lambda: library)
    old = tmp_path / "old.session"
    old.touch(0o644)
    for session in (tmp_path / "new" / "login", old):
        telegram_live.connect(1, "hash", session)
        assert Path(paths[-1]).stat().st_mode & 0o777 == 0o600
    assert paths == [str(tmp_path / "new" / "login.session"), str(old)]
    told = capsys.readouterr()
    assert (told.out, "Signed in" in told.err) == ("", True)


def test_a_login_is_never_kept_in_the_case(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(lookup_commands, "is_a_person_there", lambda: True)
    inside = place.folder.root / "login"
    assert command(place, lines_file(tmp_path), "--session", str(inside)) == 2
    assert "case" in capsys.readouterr().err and not list(place.folder.root.glob("login*"))
