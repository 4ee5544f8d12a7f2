"""A large case for measuring the desk: made through the store, without sound and without models.

    uv run python benchmarks/desk_case.py FOLDER [--calls 5000] [--segments 60000]

Recordings, calls, transcripts with English, claims, themes, candidates, voices and the index are
there; what they say is words drawn by chance. Everything is invented.
"""

import argparse
import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from case_of_5000 import WORDS
from earwitness.app.call_listing import list_calls_anew
from earwitness.app.call_renewal import renew_calls
from earwitness.app.comments import comment
from earwitness.app.deliveries import known_or_new
from earwitness.app.opening import create_case
from earwitness.app.releases.clips import ClipWish, choose_clip
from earwitness.app.releases.drafts import new_release
from earwitness.claims.themes.codebook import codebook
from earwitness.records.attribution import Attribution, EvidenceItem
from earwitness.records.claim import Claim, ClaimUnit, LocatedClaim, ThemeMark
from earwitness.records.custody import Provenance
from earwitness.records.hearing import AudioFacts, Turn, Word
from earwitness.records.recording import CallListRow, IntakeRecord, ListReading, Recording
from earwitness.records.voice_groups import (
    EncoderIdentity,
    VoiceGroup,
    VoiceGrouping,
    VoiceGroups,
    VoiceMember,
)
from earwitness.records.voice_links import SpeakerInCall
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.search import SearchDocument, SearchIndex
from earwitness.runtime.store import call_lists, calls, recordings, releases, results
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.connection import writing

ENGLISH = (
    "mother home today tomorrow money car road city village letter phone number commander company "
    "battalion regiment tank column bridge forest field river school shop water bread cold night "
    "morning brother sister wife said heard saw know think want came left stand go wait yes no "
    "good bad much little war order losses wounded killed leave report"
).split()
THEMES = [theme.name for theme in codebook()]
FIRST = ("Иван", "Пётр", "Олег", "Артём", "Юрий")
LAST = ("Верхот", "Дубонос", "Карагож", "Тихоплав", "Ряжинц", "Светозар")
NAMES = [f"{first} {last}ов" for first in FIRST for last in LAST]
START = datetime(2022, 2, 25, 6, tzinfo=UTC)
AT_ONCE = 100
RELEASES, CLIPS = 20, 5


def make_case(folder: Path, *, number: int, segments: int) -> Workplace:
    """The case, its list of calls up to date."""
    place = create_case(folder, time_zone="Europe/Kyiv", region="RU")
    chance = random.Random(8)
    found = [_recording(place, chance, one) for one in range(number)]
    own: Any = known_or_new(place, "benchmark")
    for part in in_chunks(found, AT_ONCE):
        with writing(place.folder.database):
            recordings.add_all([(one, _arrival(one, own)) for one, _ in part], actor=place.actor)
            for one, facts in part:
                _save(place, "decode", one.sha256, to_json(facts))
    with writing(place.folder.database):
        call_lists.add_list(*_list(chance, [one for one, _ in found]), actor=place.actor)
    renew_calls(place)
    call_of = calls.call_ids()
    each = max(1, segments // number)
    members: list[VoiceMember] = []
    index = SearchIndex.create(place.folder.index)
    del index
    opened = SearchIndex.open(place.folder.index)
    with opened.writing() as writer:
        for part in in_chunks([one for one, _ in found], AT_ONCE):
            with writing(place.folder.database):
                for one in part:
                    turns = [*_turns(chance, each)]
                    _save_results(place, chance, one.sha256, call_of[one.sha256], turns)
                    members.append(_member(one.sha256, call_of[one.sha256]))
                    writer.replace_recording(
                        one.sha256, [_document(one.sha256, call_of[one.sha256], t) for t in turns]
                    )
    (place.folder.index / "identity").write_text("0" * 32, encoding="ascii")
    with writing(place.folder.database):
        _save(place, "voice_groups", "case", to_json(_groups(chance, members)))
    list_calls_anew(place)
    return place


def with_releases(place: Workplace) -> None:
    """Twenty releases of five clips each, and a comment on each call that is in one."""
    if releases.names():
        return
    known = [call for call in calls.all_calls() if call.recordings]
    for number in range(RELEASES):
        name = f"release-{number:02}"
        new_release(place, name, title=f"Release {number}", by="Olena")
        for call in known[number * CLIPS : (number + 1) * CLIPS]:
            wish = ClipWish(start_ms=0, end_ms=15_000, title="On the line")
            choose_clip(place, name, call.recordings[0], wish, by="Olena")
            comment(
                place, call.recordings[0], start_ms=0, end_ms=900, untrusted_text="Who is that?"
            )


def _recording(
    place: Workplace, chance: random.Random, number: int
) -> tuple[Recording, AudioFacts]:
    at = START + timedelta(minutes=13 * number)
    line = 79552000000 + chance.randrange(400)
    sha256 = hashlib.sha256(f"desk {number}".encode()).hexdigest()
    name = f"{at:%Y%m%d_%H%M%S}_+{line}.wav"
    facts = AudioFacts(
        sha256=sha256, container="wav", codec="pcm_s16le", sample_rate=8000, channels=1,
        duration_ms=chance.randrange(20_000, 400_000),
    )  # fmt: skip
    return Recording(sha256=sha256, byte_size=16 * facts.duration_ms, source_name=name), facts


def _list(chance: random.Random, found: list[Recording]) -> tuple[ListReading, list[CallListRow]]:
    """A row for each recording, by the name of its file, so that both lines are known."""
    sha256 = hashlib.sha256(b"list").hexdigest()
    rows = [
        CallListRow(
            list_sha256=sha256,
            list_name="calls.csv",
            row_number=number + 2,
            untrusted_caller=f"+3809700{chance.randrange(60):05}",
            untrusted_called=one.source_name.partition("_+")[2].removesuffix(".wav"),
            started_at=START + timedelta(minutes=13 * number),
            file_name=one.source_name,
        )
        for number, one in enumerate(found)
    ]
    reading = ListReading(
        list_sha256=sha256, list_name="calls.csv", shape="", headings=(), columns_used={},
        recorded_at=START, recorded_by="benchmark",
    )  # fmt: skip
    return reading, rows


def _arrival(one: Recording, delivery: str) -> IntakeRecord:
    return IntakeRecord(
        sha256=one.sha256,
        source_path=f"/archive/{one.source_name}",
        source_name=one.source_name,
        modified_at=START,
        delivery=delivery,
    )


def _turns(chance: random.Random, number: int) -> Iterator[Turn]:
    at = 500
    for place in range(number):
        said = chance.choices(WORDS, k=8)
        words = tuple(
            Word(text=word, start_ms=at + 300 * i, end_ms=at + 300 * i + 250, confidence=0.8)
            for i, word in enumerate(said)
        )
        yield Turn(
            start_ms=at,
            end_ms=at + 2400,
            speaker_label=f"voice-{1 + place % 2}",
            channel=0,
            language="uk" if chance.random() < 0.1 else "ru",
            text=" ".join(said).capitalize() + ".",
            translation=" ".join(chance.choices(ENGLISH, k=9)).capitalize() + ".",
            words=words,
        )
        at += 3000


def _save_results(
    place: Workplace, chance: random.Random, sha256: str, call_id: str, turns: list[Turn]
) -> None:
    _save(place, "turns", sha256, to_json(tuple(turns)))
    claims = [_claim(chance, sha256, call_id, turn) for turn in turns if chance.random() < 0.1]
    themes = [_theme(chance, sha256, call_id, turn) for turn in turns if chance.random() < 0.15]
    said = {"claims": to_json(tuple(claims)), "themes": to_json(tuple(themes)), "unasserted": []}
    _save(place, "claims", sha256, said)
    candidates = tuple(_candidate(chance, call_id, label) for label in ("voice-1", "voice-2"))
    _save(place, "cross", call_id, to_json(candidates))
    _save(place, "index", sha256, {"turns": len(turns)})


def _claim(chance: random.Random, sha256: str, call_id: str, turn: Turn) -> LocatedClaim:
    number = str(chance.randrange(1, 60))
    unit = ClaimUnit(type="company", number=number, whose="own")
    key = hashlib.sha256(f"{sha256}{turn.start_ms}".encode()).hexdigest()[:12]
    claim = Claim(
        kind=chance.choice(("loss", "position", "order")), quote=turn.text, start=0,
        end=len(turn.text), rule="benchmark", object="people", unit=f"{number} company",
        killed=chance.randrange(1, 30), units=(unit,),
    )  # fmt: skip
    return LocatedClaim(
        id=f"claim-{key}", call_id=call_id, sha256=sha256, start_ms=turn.start_ms,
        end_ms=turn.end_ms, speaker_label=turn.speaker_label, translation=turn.translation,
        claim=claim, unit_in_context=f"{number} company",
    )  # fmt: skip


def _theme(chance: random.Random, sha256: str, call_id: str, turn: Turn) -> ThemeMark:
    return ThemeMark(
        call_id=call_id, sha256=sha256, start_ms=turn.start_ms, end_ms=turn.end_ms,
        speaker_label=turn.speaker_label, kind="theme", value=chance.choice(THEMES),
        quote=turn.text,
    )  # fmt: skip


def _candidate(chance: random.Random, call_id: str, label: str) -> Attribution:
    person = chance.randrange(600)
    key = hashlib.sha256(f"{call_id}{label}".encode()).hexdigest()[:12]
    heard = EvidenceItem(kind="line", detail="the line", weight=5.0, source="profile a:1")
    return Attribution(
        id=f"attr-{key}", call_id=call_id, speaker_label=label,
        side="caller" if label == "voice-1" else "called", line=None,
        person_id=f"person-{person:012d}", person_name=f"{NAMES[person % len(NAMES)]} {person}",
        profiles=(f"book:{person}",), match_weight=4.0,
        probability=round(chance.uniform(0.2, 0.99), 2), evidence=(heard,),
    )  # fmt: skip


def _member(sha256: str, call_id: str) -> VoiceMember:
    speaker = SpeakerInCall(call_id=call_id, speaker_label="voice-1")
    return VoiceMember(id=f"voice-{sha256[:16]}", sha256=sha256, speaker=speaker, speech_ms=20_000)


def _groups(chance: random.Random, members: list[VoiceMember]) -> VoiceGroups:
    own = members.copy()
    chance.shuffle(own)
    groups = tuple(
        VoiceGroup(id=f"voice-group-{part[0].sha256[:16]}", members=part, cohesion=2.0, weakest=1.1)
        for part in in_chunks(own[: len(own) // 2], 8)
    )
    encoder = EncoderIdentity(name="benchmark", version="1", weights_digest="")
    grouping = VoiceGrouping(encoder=encoder, compared=len(members), needed=1.0, groups=groups)
    return VoiceGroups(groupings=(grouping,))


def _document(sha256: str, call_id: str, turn: Turn) -> SearchDocument:
    return SearchDocument(
        call=call_id, sha256=sha256, start_ms=turn.start_ms, end_ms=turn.end_ms,
        speaker_label=turn.speaker_label, text=turn.text, translation=turn.translation,
    )  # fmt: skip


def _save(place: Workplace, stage: str, subject: str, output: Any) -> None:
    provenance = Provenance(
        stage=stage, engine="benchmark", version="1", weights_digest="", options="{}",
        input_digests=(),
    )  # fmt: skip
    results.save(subject, provenance, output, actor=place.actor)


def main() -> None:
    """Make the case."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--calls", type=int, default=5000)
    parser.add_argument("--segments", type=int, default=60_000)
    asked = parser.parse_args()
    make_case(asked.folder, number=asked.calls, segments=asked.segments)


if __name__ == "__main__":
    main()
