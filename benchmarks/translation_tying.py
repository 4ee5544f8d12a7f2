"""What tying brings by itself: the same heard English, tied by time alone and as it is now.

    uv run python benchmarks/translation_tying.py --case DIR

DIR is a case in which the archive is processed (`earwitness demo` makes one). "By time alone":
English goes to the heard segment that it overlaps most, stays whole with the longest part where the
voice changes, and is tied to the sentences of a turn by whole English sentences. Turns, scores and
halves are those of `translation.py`.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import translation as scoring
from earwitness.app.opening import open_case
from earwitness.calls import turns as turn_making
from earwitness.calls.translation import translating
from earwitness.calls.translation.sentences import Span
from earwitness.calls.turn_voices import VoicedSegment
from earwitness.records.hearing import AudioFacts, Flag, Segment, Turn
from earwitness.records.translation import SPEECH, TranslatedSentence
from earwitness.records.voices import Voices
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import results


def by_time(segments: Sequence[Sequence[VoicedSegment]]) -> list[VoicedSegment]:
    """English whole with the longest part of its segment."""
    return [part for parts in segments for part in _by_time(parts)]


def _by_time(parts: Sequence[VoicedSegment]) -> list[VoicedSegment]:
    english = parts[0].segment.translation
    if len(parts) == 1 or not english:
        return list(parts)
    longest = max(range(len(parts)), key=lambda place: len(parts[place].segment.words))
    flags = (*parts[0].segment.flags, Flag.TRANSLATION_SHARED)
    return [
        replace(
            part,
            segment=replace(
                part.segment, translation=english if place == longest else "", flags=flags
            ),
        )
        for place, part in enumerate(parts)
    ]


def by_sentences(
    number: int, turn: Turn, spans: Sequence[Span], confidence: float | None
) -> list[TranslatedSentence]:
    """Sentences of a turn with whole English sentences."""
    return translating._aligned(number, turn, spans, SPEECH, confidence)


def measure(name: str) -> None:
    """Make turns and sentences of every call, and print how they fit the truth."""
    heard = {sha: from_json(o, tuple[Segment, ...]) for sha, o in results.outputs("hear")}
    voices = {sha: from_json(o, Voices).spans for sha, o in results.outputs("voices")}
    facts = {sha: from_json(o, AudioFacts) for sha, o in results.outputs("decode")}
    shared = made = 0
    truth, calls = scoring.true_turns(), {}
    for sha, (call, _) in scoring.files().items():
        turns = turn_making.make_turns(
            heard[sha], channels=facts[sha].heard_channels, declared_language="", spans=voices[sha]
        )
        shared += sum(Flag.TRANSLATION_SHARED in turn.flags for turn in turns)
        made += len(turns)
        calls[call] = truth[call]
        source = translating.Source(turns=turns, segments=heard[sha])
        (sentences,) = translating.translate([source], {})
        for one in sorted(sentences, key=lambda own: own.start_ms):
            middle = (one.start_ms + one.end_ms) / 2
            turn = min(
                truth[call], key=lambda own: max(own.start_ms - middle, middle - own.end_ms, 0)
            )
            turn.made.append(one.translation)
    for half, parity in (("development", 1), ("held out", 0)):
        own_calls = {call: own for call, own in calls.items() if int(call[1:]) % 2 == parity}
        own = [turn for half_turns in own_calls.values() for turn in half_turns]
        scoring.tying(f"{name}, {half}", own_calls)
        english = [" ".join(filter(None, turn.made)) for turn in own]
        scoring.scores(f"{name}, {half}", english, [turn.english for turn in own])
    print(f"{name}: {shared} of {made} turns flagged translation_shared")


def main() -> None:
    """Measure both ways."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--case", type=Path, required=True)
    open_case(parser.parse_args().case)
    measure("as it is")
    turn_making.tied = by_time  # type: ignore[assignment]
    translating._spoken = by_sentences
    measure("by time alone")


if __name__ == "__main__":
    main()
