"""Attribution over the whole fictional archive, against its answer key, with true turns."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from earwitness.crossing.attribution import attribute_all
from earwitness.crossing.conversation import conversation, count_called_lines, with_elsewhere
from earwitness.crossing.linkage.comparisons import DECISION
from earwitness.crossing.linkage.pairing import call_graph
from earwitness.crossing.ports import ProfileReader, SourceContext
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.crossing.sources.table import TableSource
from earwitness.crossing.sources.tags import TagSource
from earwitness.crossing.sources.telegram import TelegramSource
from earwitness.crossing.sources.vcard import VCardSource
from earwitness.crossing.sources.whatsapp import WhatsAppSource
from earwitness.records.attribution import Attribution
from earwitness.records.call import Call
from earwitness.records.hearing import Turn
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile

ROOT = Path(__file__).resolve().parents[2]
EXPORTS = ROOT / "src" / "earwitness" / "demo" / "archive" / "exports"
TRUTH = ROOT / "tests" / "data" / "archive_truth"
READERS: tuple[ProfileReader, ...] = (
    TelegramSource(),
    VCardSource(),
    WhatsAppSource(),
    TableSource(),
    TagSource(),
)
LABELS = {"caller": "channel-0", "called": "channel-1"}

pytestmark = pytest.mark.skipif(
    not (EXPORTS.is_dir() and TRUTH.is_dir()), reason="the fictional archive is not in place"
)


def _profiles() -> Iterator[Profile]:
    for path in sorted(p for p in EXPORTS.rglob("*") if p.is_file()):
        reader = next((r for r in READERS if r.recognises(path)), None)
        if reader is not None:
            for result in reader.read(path, SourceContext(source_id=path.name, region="RU")):
                assert not isinstance(result, Problem), result
                if isinstance(result, Profile):
                    yield result


@cache
def _people() -> dict[str, frozenset[str]]:
    """Speaker → the references of their true profiles."""
    with (TRUTH / "people.csv").open(encoding="utf-8", newline="") as stream:
        return {row["speaker_id"]: frozenset(_references(row)) for row in csv.DictReader(stream)}


def _references(row: dict[str, str]) -> Iterator[str]:
    sources = {
        "telegram": "telegram_result.json",
        "tags": "phonebook_tags.csv",
        "social": "social_profiles.csv",
    }
    for column, source in sources.items():
        yield from (f"{source}:{place.strip()}" for place in row[column].split(";") if place)
    for place in (row["whatsapp"] + ";" + row["vcard"]).split(";"):
        if card := place.strip():
            yield f"{card.split('#')[0]}:{card if '#' in card else card + '#0'}"


@cache
def _calls() -> dict[str, Call]:
    with (TRUTH / "calls.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if not row["duplicate_of"]]
    return {
        row["call"]: Call(id=row["call"], caller=row["caller_line"], called=row["called_line"])
        for row in rows
    }


@cache
def _spoken() -> dict[str, list[dict[str, str]]]:
    spoken: dict[str, list[dict[str, str]]] = {}
    for line in (TRUTH / "turns.jsonl").read_text(encoding="utf-8").splitlines():
        turn = json.loads(line)
        spoken.setdefault(turn["call"], []).append(turn)
    return spoken


@cache
def _outcomes(stereo: bool) -> dict[tuple[str, str], tuple[str, list[Attribution]]]:
    """(call, side) → outcome of the leading candidate, and all candidates; speaking sides only."""
    index = ProfileIndex.build(_profiles())
    called_lines = count_called_lines(_calls().values())
    labels = LABELS if stereo else {}
    talks = with_elsewhere(
        [
            conversation(call, _turns(_spoken()[name], labels), labels, called_lines)
            for name, call in _calls().items()
        ]
    )
    outcomes = {}
    crossed = attribute_all(talks, index, call_graph(_calls().values()))
    for (name, _), found in zip(_calls().items(), crossed, strict=True):
        for side in LABELS:
            speakers = {turn["speaker_id"] for turn in _spoken()[name] if turn["side"] == side}
            if speakers:
                true = frozenset().union(*(_people()[speaker] for speaker in speakers))
                candidates = [a for a in found if a.side == side]
                outcomes[name, side] = (_outcome(candidates[0], true), candidates)
    return outcomes


def _turns(spoken: Iterable[dict[str, str]], labels: Mapping[str, str]) -> list[Turn]:
    return [
        Turn(
            start_ms=int(turn["start_ms"]),
            end_ms=int(turn["end_ms"]),
            speaker_label=labels.get(turn["side"], "unknown"),
            channel=0,
            language="ru",
            text=turn["ru"],
        )
        for turn in spoken
    ]


def _outcome(top: Attribution, true: frozenset[str]) -> str:
    if top.person_id is None:
        return "left open" if true else "rightly nobody"
    # The answer key names entries of contact lists, not contacts shared in chats.
    keyed = {profile for profile in top.profiles if ".messages[" not in profile}
    return "right" if keyed <= true else "wrong"


@pytest.mark.parametrize("stereo", [True, False], ids=["two channels", "one channel"])
def test_nobody_is_wrongly_attributed_at_a_weight_that_is_worth_a_decision(stereo: bool) -> None:
    outcomes = _outcomes(stereo)
    decided = [o for o, (top, *_) in outcomes.values() if top.probability >= DECISION]
    findable = [o for o, _ in outcomes.values() if o != "rightly nobody"]
    print(f"{'two channels' if stereo else 'one channel'}: {Counter(decided)}, {len(findable)}")
    assert not decided.count("wrong")
    assert decided.count("right") >= 0.75 * len(findable)


@pytest.mark.parametrize("stereo", [True, False], ids=["two channels", "one channel"])
def test_nearly_every_called_line_leads_to_its_holder(stereo: bool) -> None:
    called = [outcome for (_, side), (outcome, _) in _outcomes(stereo).items() if side == "called"]
    assert called.count("right") >= 0.9 * (len(called) - called.count("rightly nobody"))


def test_an_earlier_owner_and_a_namesake_are_shown_but_do_not_lead() -> None:
    _, holders = _outcomes(False)["c02", "called"]
    assert "Пётр такси" in {a.person_name for a in holders[1:]}
    _, callers = _outcomes(False)["c01", "caller"]
    assert "social_profiles.csv:sp12224" in {p for a in callers[1:] for p in a.profiles}
