"""The shipped archive with real models, from `earwitness demo` to the report.

Figures are bounds that a sound change keeps, not goals; they were measured with the default
models and stand a little off the measured values.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jiwer
import pytest

from earwitness.app import answers, duplicates
from earwitness.app.custody import verify
from earwitness.app.opening import open_case
from earwitness.records.hearing import channel_of
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store.connection import disconnect
from end_to_end.answer_key import TrueCall, losses, people, plain, true_calls
from fakes.command_line import command

MOST_WORD_ERRORS = 0.35
"""Measured 0.27 over all calls; figures are spoken as words and heard as digits."""

LEAST_WORDS_IN_TURNS = 0.95
MARGIN_MS = 300

Heard = tuple[TrueCall, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def demo(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo case, made once by the command that a new user gives."""
    folder = tmp_path_factory.mktemp("demo") / "demo-case"
    made = command("demo", folder, "--quiet", "--no-desk")
    assert made.code == 0, made.out + made.err
    return folder


@pytest.fixture
def case(demo: Path) -> Iterator[Workplace]:
    """The demo case, open in this process."""
    yield open_case(demo)
    disconnect()


@pytest.fixture(scope="session")
def heard(demo: Path) -> list[Heard]:
    """Each true call with the turns that were heard in its recording."""
    open_case(demo)
    found = [(true, answers.show(true.sha256[:12])["turns"]) for true in true_calls()]
    disconnect()
    return found


def test_word_errors_stay_within_bounds(
    heard: list[Heard],
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
    heard: list[Heard],
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
    heard: list[Heard],
) -> None:
    for _, turns in heard:
        assert [turn["start_ms"] for turn in turns] == sorted(turn["start_ms"] for turn in turns)
        for turn in turns:
            starts = [word["start_ms"] for word in turn["words"]]
            assert starts == sorted(starts)
            assert all(0 <= word["confidence"] <= 1 for word in turn["words"])


def test_stereo_calls_have_two_labels_and_mono_calls_voices(
    heard: list[Heard],
) -> None:
    stereo = told = 0
    for true, turns in heard:
        labels = {turn["speaker_label"] for turn in turns}
        if true.channels == 2 and len({turn["channel"] for turn in true.turns}) == 2:
            stereo += 1
            assert {channel_of(label) for label in labels} == {"channel-0", "channel-1"}
        elif true.channels == 1:
            assert labels <= {"unknown", *(f"voice-{number}" for number in range(1, 5))}
            told += {"voice-1", "voice-2"} <= labels and len(
                {turn["speaker_id"] for turn in true.turns}
            ) == 2
    assert stereo >= 4
    print(f"two voices in {told} mono calls of two speakers")
    assert told >= 14


def test_nearly_every_turn_is_translated(
    heard: list[Heard],
) -> None:
    turns = [turn for _, own in heard for turn in own]
    translated = [turn for turn in turns if re.search(r"[A-Za-z]{2}", turn["translation"])]
    print(f"{len(translated)} of {len(turns)} turns translated")
    assert len(translated) > 0.85 * len(turns)


def test_one_recording_sent_twice_is_one_recording(case: Workplace) -> None:
    calls = answers.list_calls()
    hashes = [recording["sha256"] for call in calls for recording in call["recordings"]]
    assert len(hashes) == len(set(hashes)) == 27
    assert sum(not call["recordings"] for call in calls) >= 2


def all_claims() -> list[dict[str, Any]]:
    copies = duplicates.copies()
    return [answers.claim_answer(claim, copies) for claim in answers.all_claims()]


def test_true_losses_are_found_through_real_hearing(case: Workplace) -> None:
    """A loss counts as found if a claim with one of its figures stands in its call."""
    call_of = {
        recording["sha256"]: call["id"]
        for call in answers.list_calls()
        for recording in call["recordings"]
    }
    own = {true.call: call_of[true.sha256] for true in true_calls()}
    claims = [one for one in all_claims() if one["kind"] == "loss"]
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


def test_claims_quote_the_turn_that_they_stand_on(case: Workplace) -> None:
    for claim in all_claims():
        turns = answers.show(claim["call"])["turns"]
        at = [
            turn["text"]
            for turn in turns
            if turn["start_ms"] <= claim["end_ms"] and claim["start_ms"] <= turn["end_ms"]
        ]
        assert any(claim["quote"] in text for text in at), claim["quote"]


def test_who_answers_a_line_is_mostly_right(case: Workplace) -> None:
    """Precision: of the persons held likely for a called line, how many are truly on it."""
    likely = [
        one
        for one in map(answers.attribution_answer, answers.all_attributions())
        if one["side"] == "called" and one["person"] and one["probability"] > 0.5 and one["line"]
    ]
    right = [one for one in likely if is_true(one)]
    wrong = sorted({(one["line"], one["person"]["name"]) for one in likely if one not in right})
    print(f"{len(right)} of {len(likely)} likely called persons are right; wrong: {wrong}")
    assert len(likely) >= 5
    assert len(right) / len(likely) > 0.85


def is_true(attribution: dict[str, Any]) -> bool:
    """Whether one of the profiles is, by the answer key, of somebody who speaks on that line."""
    cited = {profile.split(":", 1)[1] for profile in attribution["profiles"]}
    return any(
        cited & positions(person)
        for person in people().values()
        if attribution["line"] in person["lines_used"].split()
    )


def positions(person: dict[str, str]) -> set[str]:
    """Where the true profiles of a person lie, as the ids of profiles say it."""
    exports = ("telegram", "whatsapp", "vcard", "tags", "social")
    return {place for export in exports for place in person[export].split("; ") if place}


def test_the_case_verifies(case: Workplace) -> None:
    answer = verify(case)
    assert (answer["ok"], answer["problems"], answer["notices"]) == (True, [], [])


def test_a_second_run_does_nothing(demo: Path) -> None:
    again = command("-C", demo, "process", "--json")
    assert again.code == 0, again.err
    assert {tuple(counts.values()) for counts in json.loads(again.out).values()} == {(0, 0)}


def test_the_demo_can_be_given_again(demo: Path) -> None:
    again = command("demo", demo, "--quiet", "--no-desk")
    assert again.code == 0, again.err
    assert command("-C", demo, "verify").code == 0


@pytest.mark.parametrize("query", ["рота", "потери", "танки", "battalion", "мамы"])
def test_words_are_found_in_any_form_and_in_english(case: Workplace, query: str) -> None:
    assert answers.search(case, query, 5)


def test_the_report_asks_nothing_of_the_network(demo: Path) -> None:
    page = (demo / "report.html").read_text(encoding="utf-8")
    addresses = re.findall(r"""(?:src|href|action|url)\s*[=(]\s*["']?([^"'\s>)]+)""", page)
    assert all(address.startswith(("#", "data:")) for address in addresses)
    assert not re.findall(r"https?://(?!www\.w3\.org/)[^\s\"'<]+", page)
    assert len(page) > 50_000


def test_nothing_is_left_beside_the_case(demo: Path) -> None:
    assert [path.name for path in demo.parent.iterdir()] == [demo.name]
    assert not list(demo.rglob("*.part"))
