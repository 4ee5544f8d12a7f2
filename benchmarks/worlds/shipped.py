"""The shipped fictional archive as a world, with its true turns or with turns that were heard."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from earwitness.app.profiles import all_readers
from earwitness.crossing.ports import SourceContext
from earwitness.records.call import Call
from earwitness.records.hearing import UNKNOWN_SPEAKER, Turn
from earwitness.records.profile import Profile, ProfileSource
from worlds.world import Row, Spoken, World

ROOT = Path(__file__).resolve().parents[2]
EXPORTS = ROOT / "src" / "earwitness" / "demo" / "archive" / "exports"
TRUTH = ROOT / "tests" / "data" / "archive_truth"
READERS = tuple(all_readers())
LABELS = {"caller": "channel-0", "called": "channel-1"}


class ArchiveWorld(World):
    """A world whose profiles are read from files."""

    def profiles(self) -> Iterator[Profile]:
        """All profiles of the shipped exports."""
        return shipped_profiles()


def shipped_world(stereo: bool, heard: Mapping[str, tuple[Turn, ...]] | None = None) -> World:
    """The archive; `heard`: call → turns in place of the true ones. Contacts that are shared in
    chats are not in the answer key and left out of the judging of a person."""
    people = _people()
    spoken = _spoken()
    calls = tuple(_calls())
    truth = {
        (call.id, side): _truth(spoken[call.id], side, people)
        for call in calls
        for side in LABELS
        if any(turn["side"] == side for turn in spoken[call.id])
    }
    owners = {reference: who for who, references in people.items() for reference in references}
    shared = (p.reference for p in shipped_profiles() if ".messages[" in p.reference)
    return ArchiveWorld(
        name="archive, two channels" if stereo else "archive, one channel",
        split="shipped",
        seed=0,
        sources=tuple(_sources()),
        rows=_no_rows,
        calls=calls,
        turns=heard or {call.id: tuple(_turns(spoken[call.id], stereo)) for call in calls},
        labels={call.id: LABELS if stereo else {} for call in calls},
        truth=truth,
        owners=owners,
        unjudged=frozenset(shared),
    )


def shipped_profiles() -> Iterator[Profile]:
    """Profiles of all exports of the archive."""
    for path in sorted(p for p in EXPORTS.rglob("*") if p.is_file()):
        reader = next((r for r in READERS if r.recognises(path)), None)
        if reader is not None:
            for found in reader.read(path, SourceContext(source_id=path.name, region="RU")):
                if isinstance(found, Profile):
                    yield found


def _sources() -> Iterator[ProfileSource]:
    counts = Counter(profile.source_id for profile in shipped_profiles())
    for path in sorted(p for p in EXPORTS.rglob("*") if p.name in counts):
        reader = next(r for r in READERS if r.recognises(path))
        yield ProfileSource(
            id=path.name,
            kind=reader.name,
            source_name=path.name,
            sha256=sha256(path.read_bytes()).hexdigest(),
            profile_count=counts[path.name],
        )


def _no_rows() -> tuple[Row, ...]:
    return ()


def _truth(turns: list[dict[str, str]], side: str, people: Mapping[str, tuple[str, ...]]) -> Spoken:
    speakers = tuple(dict.fromkeys(t["speaker_id"] for t in turns if t["side"] == side))
    return Spoken(speakers=speakers, in_sources=tuple(s for s in speakers if people.get(s)))


def _people() -> dict[str, tuple[str, ...]]:
    """Speaker → the references of their true profiles."""
    with (TRUTH / "people.csv").open(encoding="utf-8", newline="") as stream:
        return {row["speaker_id"]: tuple(_references(row)) for row in csv.DictReader(stream)}


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


def _calls() -> Iterator[Call]:
    with (TRUTH / "calls.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if not row["duplicate_of"]:
                yield Call(
                    id=row["call"], caller=row["caller_line"] or None, called=row["called_line"]
                )


def _spoken() -> dict[str, list[dict[str, str]]]:
    spoken: dict[str, list[dict[str, str]]] = {}
    for line in (TRUTH / "turns.jsonl").read_text(encoding="utf-8").splitlines():
        turn = json.loads(line)
        spoken.setdefault(turn["call"], []).append(turn)
    return spoken


def _turns(spoken: list[dict[str, str]], stereo: bool) -> Iterator[Turn]:
    for turn in spoken:
        yield Turn(
            start_ms=int(turn["start_ms"]),
            end_ms=int(turn["end_ms"]),
            speaker_label=LABELS[turn["side"]] if stereo else UNKNOWN_SPEAKER,
            channel=0,
            language="ru",
            text=turn["ru"],
        )
