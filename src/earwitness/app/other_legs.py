"""Possible other legs of a case, with what the store knows of its calls."""

from collections.abc import Mapping, Sequence
from itertools import chain

from earwitness.archive.duplicate_relations import says_something
from earwitness.archive.other_legs import Leg, fitting_speech, possible_other_legs
from earwitness.records.call import Call
from earwitness.records.duplicates import Duplicates, Fingerprint, OtherLeg
from earwitness.records.hearing import AudioFacts, SpeechSpan
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import results


def other_legs(found: Duplicates, calls: Sequence[Call]) -> tuple[OtherLeg, ...]:
    """Hints by the calls' lines and times alone, where fingerprints share nothing.

    Recordings with two real channels hold both legs already; such as hold too little sound for a
    fingerprint to say anything are left out too.
    """
    sounds = {sha256: group.id for group in found.groups for sha256 in group.members}
    alike = {
        frozenset(sounds.get(sha256, sha256) for sha256 in (part.first, part.second))
        for part in found.shared_parts
    }
    hints = possible_other_legs(_legs(calls, sounds), alike)
    hashes = list(dict.fromkeys(chain.from_iterable((one.first, one.second) for one in hints)))
    comparable = {
        sha256
        for sha256, output in results.outputs("fingerprint", hashes)
        if says_something(from_json(output, Fingerprint))
    }
    speech = {
        sha256: from_json(output, tuple[SpeechSpan, ...])
        for sha256, output in results.outputs("speech", hashes)
    }
    return fitting_speech([one for one in hints if {one.first, one.second} <= comparable], speech)


def _legs(calls: Sequence[Call], sounds: Mapping[str, str]) -> list[Leg]:
    decoded = {sha256: from_json(facts, AudioFacts) for sha256, facts in results.outputs("decode")}
    legs = []
    for call in calls:
        lines = frozenset(line for line in (call.caller, call.called) if line)
        for facts in (decoded[own] for own in call.recordings if own in decoded):
            if lines and call.started_at and facts.heard_channels == 1:
                leg = Leg(
                    sha256=facts.sha256,
                    sound=sounds.get(facts.sha256, facts.sha256),
                    call_id=call.id,
                    lines=lines,
                    started_at=call.started_at,
                    duration_ms=facts.duration_ms,
                )
                legs.append(leg)
    return legs
