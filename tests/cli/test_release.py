"""Releases from the command line: what a producer types, and what is answered."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from earwitness.cli import commands
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import recordings
from fakes.dialogue import NAMES
from fakes.newsroom_keys import key_files
from fakes.release_tools import Desk, finding

Tell = Callable[..., Any]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Tools that need no model."""
    own = Desk()
    monkeypatch.setattr("earwitness.app.releases.wiring.tools", lambda _=None: own.tools())
    return own


@pytest.fixture
def tell(spoken: Workplace, desk: Desk, capsys: pytest.CaptureFixture[str]) -> Tell:
    """Give a command; what stands on standard output (parsed, if it is JSON), and on error."""

    def told(*arguments: object, code: int = 0) -> Any:
        answered = commands._run(["-C", str(spoken.folder.root), "release", *map(str, arguments)])
        shown = capsys.readouterr()
        assert answered == code, shown.err
        assert "Traceback" not in shown.err
        return json.loads(shown.out) if "--json" in arguments else shown.out + shown.err

    return told


def recording(number: int) -> str:
    return next(
        one.sha256 for one in recordings.all_recordings() if one.source_name == NAMES[number]
    )


def test_the_whole_way_of_one_clip(
    tell: Tell, desk: Desk, spoken: Workplace, tmp_path: Any
) -> None:
    assert "There is no release yet." in tell("list")
    tell("new", "spring-1", "--title", "What they said", "--by", "Olena")
    clip = tell("clip", "spring-1", recording(1), "--from", "0:00", "--to", "0:02", "--title",
                "On the line", "--json")["clip"]["id"]  # fmt: skip
    tell("speaker", "spring-1", clip[:3], speaker(tell, clip), "Nikita")
    assert "replaced 1 times" in tell("rename", "spring-1", clip, "Лена", "Оля")
    assert "stands nowhere" in tell("rename", "spring-1", clip, "Вадим", "Пётр")
    tell("cover", "spring-1", clip, "--from", "0:00.5", "--to", "0:00.9", "--as", "silence")
    tell("fact", "spring-1", clip, "Place", "near Borodianka")
    tell("say", "spring-1", "method", "We listened.", "Twice.")
    shown = tell("show", "spring-1")
    for words in (
        "Nikita",
        "«Лена» becomes «Оля»",
        "0:00.5 to 0:00.9",
        "near Borodianka",
        "Twice.",
    ):
        assert words in shown
    desk.findings = [finding()]
    built = tell("build", "spring-1", code=1)
    assert "a line ending in 02" in built and "«Вадим» becomes «Пётр», but" in built
    assert "have not accepted" in tell("sign", "spring-1", "--by", "Olena", code=3)
    for person in ("Olena", "Taras"):
        tell("waive", "spring-1", "finding-0001", "--why", "A price.", "--by", person)
    tell("sign", "spring-1", "--by", "Olena")
    assert "signed edition 1 already" in tell("sign", "spring-1", "--by", "olena ", code=2)
    assert "1 of 2 people" in tell("publish", "spring-1", "--to", tmp_path / "out", code=3)
    tell("sign", "spring-1", "--by", "Taras", "--edition", 1)
    assert "is public since" in tell("publish", "spring-1", "--to", tmp_path / "out")
    (listed,) = tell("list", "--json")
    assert (listed["public_edition"], listed["clips"]) == (1, 1)
    tell("correct", "spring-1", clip, "He says Sunday.", "--on", "2026-12-01")
    tell("withdraw", "spring-1", clip, "--why", "The voice is another man's.")
    answer = tell("show", "spring-1", "--json")
    assert answer["draft"]["clips"][0]["withdrawn"] == "The voice is another man's."
    assert answer["draft"]["corrections"][0]["on"] == "2026-12-01"
    assert answer["edition"]["missing"]
    tell("withdraw", "spring-1", "--why", "All of it.")
    assert tell("list", "--json")[0]["public_edition"] is None


def speaker(tell: Tell, clip: str) -> str:
    """The label of who speaks in the clip, as the refusal tells it."""
    told: str = tell("speaker", "spring-1", clip, "nobody", "N.", code=2)
    return told.split("Those who do: ")[1].split(".")[0].split(",")[0]


def test_a_restricted_clip_says_what_to_type(tell: Tell) -> None:
    tell("new", "spring-1", "--title", "T")
    shown = tell("clip", "spring-1", recording(0), "--from", "0:00", "--to", "0:02", "--title", "T")
    assert "restricted (dead_or_wounded)" in shown
    clip = tell("show", "spring-1", "--json")["draft"]["clips"][0]["id"]
    assert "earwitness release lift spring-1" in tell("show", "spring-1")
    assert "cannot be built yet" in tell("build", "spring-1", code=3)
    tell("lift", "spring-1", clip, "--why", "The family knows.", "--by", "Olena")
    tell("warn", "spring-1", clip, "Tells of the dead.")
    tell("build", "spring-1")


def test_shapes_of_json(tell: Tell, desk: Desk) -> None:
    tell("new", "spring-1", "--title", "T")
    chosen = tell("clip", "spring-1", recording(1), "--from", "0", "--to", "2000", "--title", "T",
                  "--json")  # fmt: skip
    assert {"release", "version", "clip", "head_cut_ms", "tail_cut_ms"} == set(chosen)
    assert tell("suggest", "spring-1", "--json") == []
    built = tell("build", "spring-1", "--json")
    assert {
        *("release", "edition", "draft_version", "package_digest", "by", "at", "files", "changes"),
        *("gate", "findings", "signed_by", "void_sign_offs", "missing", "unrecorded", "advice"),
    } == set(built)
    assert {"at", "clean", "files", "bytes", "heard_ms", "not_looked_at"} == set(built["gate"])
    assert set(tell("sign", "spring-1", "--by", "Olena", "--json")) == set(built) - {"advice"}
    shown = tell("show", "spring-1", "--json")
    assert {"draft", "versions", "before_building", "advice", "edition", "public"} <= set(shown)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "none"], "There is no release"),
        (["new", "A B", "--title", "T"], "is no name"),
        (["clip", "spring-1", "zzz", "--from", "soon", "--to", "1:00"], "is no time"),
        (["clip", "spring-1", "zzz", "--from", "0:01", "--to", "1:00"], "There is no recording"),
        (["clip", "spring-1", "x", "--text", "original", "--no-text"], "do not go together"),
        (["suggest", "spring-1", "--take", "--dismiss", "a"], "do not go together"),
        (["suggest", "spring-1", "--dismiss", "a"], "for one clip"),
        (["sign", "spring-1", "--by", "Olena"], "Nothing was built"),
        (["sign", "spring-1", "--by", " - "], "nobody's name"),
        (["waive", "spring-1", "a", "--why", "x", "--by", ""], "nobody's name"),
        (["build", "spring-1", "--sign-key", "a.pem"], "go together"),
        (["build", "spring-1", "--sign-certificates", "a.pem"], "go together"),
        (["withdraw", "spring-1", "--why", "x"], "was public yet"),
    ],
)
def test_wrong_usage_is_told_in_words(tell: Tell, arguments: list[str], words: str) -> None:
    tell("new", "spring-1", "--title", "T")
    assert words in tell(*arguments, code=2)


def test_a_key_that_cannot_be_read_is_told_before_anything_is_built(
    tell: Tell, desk: Desk, tmp_path: Path
) -> None:
    tell("new", "spring-1", "--title", "T")
    tell("clip", "spring-1", recording(1), "--from", "0", "--to", "2000", "--title", "T")
    files = key_files(tmp_path)
    options = ("--sign-key", files.certificates, "--sign-certificates", files.certificates)
    assert "cannot be read" in tell("build", "spring-1", *options, code=3)
    assert desk.looked_at == []


def test_the_password_of_a_key_is_asked_for(
    tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell("new", "spring-1", "--title", "T")
    tell("clip", "spring-1", recording(1), "--from", "0", "--to", "2000", "--title", "T")
    files = key_files(tmp_path, password=b"correct horse")
    options = ("--sign-key", files.key, "--sign-certificates", files.certificates)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "another")
    assert "password is another" in tell("build", "spring-1", *options, code=3)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "correct horse")
    tell("build", "spring-1", *options)
