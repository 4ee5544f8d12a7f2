"""The shipped archive with real models, from `earwitness demo` to the report.

Figures are bounds that a sound change keeps, not goals; they were measured with the default
models and stand a little off the measured values.
"""

import json
import re
from pathlib import Path
from typing import Any

import jiwer
import pytest

from end_to_end.answer_key import TrueCall, losses, people, plain, true_calls
from fakes.command_line import command

MOST_WORD_ERRORS = 0.35
"""Measured 0.27 over all calls; figures are spoken as words and heard as digits."""

LEAST_WORDS_IN_TURNS = 0.95
MARGIN_MS = 300


@pytest.fixture(scope="session")
def demo(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case, made once by the command that a new user gives."""
    folder = tmp_path_factory.mktemp("demo") / "demo-case"
    made = command("demo", folder, "--quiet")
    assert made.code == 0, made.out + made.err
    return folder


def asked(demo: Path, *arguments: str, code: int = 0) -> Any:
    answer = command("-C", demo, *arguments, "--json")
    assert answer.code == code, answer.err
    return json.loads(answer.out)


@pytest.fixture(scope="session")
def heard(demo: Path) -> list[tuple[TrueCall, list[dict[str, Any]]]]:
    """Each true call with the turns that were heard in its recording."""
    return [(true, asked(demo, "show", true.sha256[:12])["turns"]) for true in true_calls()]


def test_word_errors_stay_within_bounds(
    heard: list[tuple[TrueCall, list[dict[str, Any]]]],
) -> None:
    references, hypotheses = [], []
    for true, turns in heard:
        for channel in range(true.channels):
            references.append(
                plain(" ".join(turn["ru"] for turn in true.turns if turn["channel"] == channel))
            )
            hypotheses.append(
                plain(" ".join(turn["text"] for turn in turns if turn["channel"] == channel))
            )
    spoken = [pair for pair in zip(references, hypotheses, strict=True) if pair[0]]
    rate = jiwer.wer([pair[0] for pair in spoken], [pair[1] for pair in spoken])
    print(f"word error rate {rate:.3f}")
    assert rate < MOST_WORD_ERRORS


def test_words_stand_where_somebody_speaks(
    heard: list[tuple[TrueCall, list[dict[str, Any]]]],
) -> None:
    """On stereo calls, where that very side speaks."""
    inside = total = 0
    for true, turns in heard:
        for turn in turns:
            for word in turn["words"]:
                middle = (word["start_ms"] + word["end_ms"]) / 2
                total += 1
                inside += any(
                    one["channel"] == turn["channel"]
                    and one["start_ms"] - MARGIN_MS <= middle <= one["end_ms"] + MARGIN_MS
                    for one in true.turns
                )
    print(f"{inside / total:.3f} of {total} words within a true turn")
    assert total > 1000
    assert inside / total > LEAST_WORDS_IN_TURNS


def test_words_and_turns_are_in_order(
    heard: list[tuple[TrueCall, list[dict[str, Any]]]],
) -> None:
    for _, turns in heard:
        assert [turn["start_ms"] for turn in turns] == sorted(turn["start_ms"] for turn in turns)
        for turn in turns:
            starts = [word["start_ms"] for word in turn["words"]]
            assert starts == sorted(starts)
            assert all(0 <= word["confidence"] <= 1 for word in turn["words"])


def test_stereo_calls_have_two_labels_and_mono_calls_none(
    heard: list[tuple[TrueCall, list[dict[str, Any]]]],
) -> None:
    stereo = 0
    for true, turns in heard:
        labels = {turn["speaker_label"] for turn in turns}
        if true.channels == 2 and len({turn["channel"] for turn in true.turns}) == 2:
            stereo += 1
            assert labels == {"channel-0", "channel-1"}
        elif true.channels == 1:
            assert labels <= {"unknown"}
    assert stereo >= 4


def test_nearly_every_turn_is_translated(
    heard: list[tuple[TrueCall, list[dict[str, Any]]]],
) -> None:
    turns = [turn for _, own in heard for turn in own]
    translated = [turn for turn in turns if re.search(r"[A-Za-z]{2}", turn["translation"])]
    print(f"{len(translated)} of {len(turns)} turns translated")
    assert len(translated) > 0.85 * len(turns)


def test_one_recording_sent_twice_is_one_recording(demo: Path) -> None:
    calls = asked(demo, "calls")
    hashes = [recording["sha256"] for call in calls for recording in call["recordings"]]
    assert len(hashes) == len(set(hashes)) == 27
    assert sum(not call["recordings"] for call in calls) >= 2


def test_true_losses_are_found_through_real_hearing(demo: Path) -> None:
    """A loss counts as found if a claim with one of its figures stands in its call."""
    call_of = {
        recording["sha256"]: call["id"]
        for call in asked(demo, "calls")
        for recording in call["recordings"]
    }
    own = {true.call: call_of[true.sha256] for true in true_calls()}
    claims = asked(demo, "claims", "--kind", "loss")
    names = ("killed", "wounded", "remaining", "total", "fraction")
    found = [
        loss
        for loss in losses()
        if any(
            claim["call"] == own[loss["call"]]
            and any(name in loss and claim.get(name) == loss[name] for name in names)
            for claim in claims
        )
    ]
    print(f"{len(found)} of {len(losses())} true losses found among {len(claims)} claims")
    assert len(found) >= 6


def test_claims_quote_the_turn_that_they_stand_on(demo: Path) -> None:
    for claim in asked(demo, "claims"):
        turns = asked(demo, "show", claim["call"])["turns"]
        at = [
            turn["text"]
            for turn in turns
            if turn["start_ms"] <= claim["end_ms"] and claim["start_ms"] <= turn["end_ms"]
        ]
        assert any(claim["quote"] in text for text in at), claim["quote"]


def test_who_answers_a_line_is_mostly_right(demo: Path) -> None:
    """Precision: of the persons held likely for a called line, how many are truly on it."""
    likely = [
        one
        for one in asked(demo, "attributions")
        if one["side"] == "called" and one["person"] and one["probability"] > 0.5 and one["line"]
    ]
    right = [one for one in likely if is_true(one)]
    wrong = sorted({(one["line"], one["person"]["name"]) for one in likely if one not in right})
    print(f"{len(right)} of {len(likely)} likely called persons are right; wrong: {wrong}")
    assert len(likely) >= 5
    assert len(right) / len(likely) > 0.8


def is_true(attribution: dict[str, Any]) -> bool:
    """Whether one of the profiles is, by the answer key, of somebody who speaks on that line."""
    cited = {citation(profile) for profile in attribution["profiles"]}
    return any(
        cited & positions(person)
        for person in people().values()
        if attribution["line"] in person["lines_used"].split()
    )


def citation(profile: str) -> tuple[str, str]:
    """(kind of source, the last number or identity in the profile's id)."""
    source, own = profile.split(":", 1)
    return source.split("-")[0], own.rsplit("#", 1)[-1]


def positions(person: dict[str, str]) -> set[tuple[str, str]]:
    """Where the true profiles of a person lie, in the form of `citation`."""
    found = set()
    for column, kind, pattern in (
        ("telegram", "telegram", r"\[(\d+)\]"),
        ("whatsapp", "vcard", r"#(\d+)|^(.+\.vcf)$"),
        ("vcard", "vcard", r"#(\d+)"),
        ("tags", "table", r"row (\d+)"),
        ("social", "table", r"(sp\d+)"),
    ):
        for match in re.finditer(pattern, person[column]):
            found.add((kind, next(group for group in match.groups() if group)))
    return found


def test_the_case_verifies(demo: Path) -> None:
    assert asked(demo, "verify") == {"ok": True, "problems": []}


def test_a_second_run_does_nothing(demo: Path) -> None:
    made = asked(demo, "process")
    assert set(map(tuple, (counts.values() for counts in made.values()))) == {(0, 0)}


def test_the_demo_can_be_given_again(demo: Path) -> None:
    again = command("demo", demo, "--quiet")
    assert again.code == 0, again.err
    assert asked(demo, "verify")["ok"]


@pytest.mark.parametrize("query", ["потери", "танки", "company commander", "мамы"])
def test_words_are_found_in_any_form_and_in_english(demo: Path, query: str) -> None:
    assert asked(demo, "search", query)


def test_the_report_asks_nothing_of_the_network(demo: Path) -> None:
    page = (demo / "report.html").read_text(encoding="utf-8")
    addresses = re.findall(r"""(?:src|href|action|url)\s*[=(]\s*["']?([^"'\s>)]+)""", page)
    assert all(address.startswith(("#", "data:")) for address in addresses)
    assert not re.findall(r"https?://(?!www\.w3\.org/)[^\s\"'<]+", page)
    assert len(page) > 50_000


def test_nothing_is_left_beside_the_case(demo: Path) -> None:
    assert [path.name for path in demo.parent.iterdir()] == [demo.name]
    assert not list(demo.rglob("*.part"))
