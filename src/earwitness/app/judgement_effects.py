"""What one judgement changed: the same calls crossed twice in memory, with it and without."""

from collections.abc import Iterable, Sequence

from earwitness.app.judgement_changes import Change, sides_changed
from earwitness.pipeline.cross import CrossStage
from earwitness.records.attribution import Attribution, Judgement
from earwitness.records.judgement import JudgementRecord
from earwitness.records.voice_groups import voices_of_pair
from earwitness.runtime.records_json import from_json
from earwitness.runtime.runner import Work, Workplace
from earwitness.runtime.store import judgements, results


def changes_by(place: Workplace, record: JudgementRecord) -> tuple[Change, ...]:
    """What changed when this judgement took the place of the one that it supersedes, seen with
    the sources, calls and other judgements of today. One about voices or a claim changes
    none."""
    if voices_of_pair(record.subject) or record.judged is not None:
        return ()
    known = judgements.all_judgements()
    others = [one for one in judgements.judgements_in_force() if one.subject != record.subject]
    earlier = [one for one in known if one.id == record.supersedes]
    before = _works(place, others, earlier)
    after = _works(place, others, [record])
    touched = sorted(key for key in after if after[key].provenance != before[key].provenance)
    old = _crossed(place, [before[key] for key in touched])
    new = _crossed(place, [after[key] for key in touched])
    return tuple(
        change
        for key in touched
        if key in old and key in new
        for change in sides_changed(key, old[key], new[key])
    )


def _works(
    place: Workplace, others: Iterable[JudgementRecord], own: Iterable[JudgementRecord]
) -> dict[str, Work]:
    led = [*others, *(one for one in own if one.verdict is not Judgement.NONE)]
    ordered = sorted(led, key=lambda one: (one.at, one.id))
    return {work.subject: work for work in CrossStage().works(place, ordered)}


def _crossed(place: Workplace, works: Sequence[Work]) -> dict[str, tuple[Attribution, ...]]:
    """The attributions of each call: what was made before is taken from the store."""
    found: dict[str, tuple[Attribution, ...]] = {}
    missing = []
    for work in works:
        stored = results.stored_output(results.key_of(work.subject, work.provenance))
        if stored is None:
            missing.append(work)
        else:
            found[work.subject] = from_json(stored, tuple[Attribution, ...])
    found |= {work.subject: own for work, own in CrossStage().crossed(missing, place)}
    return found
