"""One clip in the dossier: what goes out of it, where it comes from, who speaks, what he claims."""

from collections.abc import Iterator, Sequence

from earwitness.app.answers import all_attributions, all_claims, why
from earwitness.app.custody import ledger
from earwitness.app.deliveries import batches
from earwitness.app.examinations import examinations
from earwitness.app.releases.dossier_objections import objections_to
from earwitness.app.releases.words import clock, moment
from earwitness.app.support import judged_claims, list_support
from earwitness.pipeline.support import was_weighed
from earwitness.pipeline.translated import turns_of
from earwitness.records.acts import MADE
from earwitness.records.attribution import Attribution
from earwitness.records.call import Call
from earwitness.records.claim import LocatedClaim
from earwitness.records.delivery import Delivery
from earwitness.records.dossier import Paragraph, Section, Table
from earwitness.records.hearing import Turn
from earwitness.records.published import PublishedClip
from earwitness.records.recording import IntakeRecord, Recording
from earwitness.records.release import ClipChoice
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, recordings

FACTS = (0.28, 0.72)
HALF = (0.12, 0.44, 0.44)


def clip_sections(
    place: Workplace,
    draft_name: str,
    number: int,
    clip: ClipChoice,
    published: PublishedClip | None,
) -> Iterator[Section]:
    """Everything about one clip. `published` is None if it was never prepared."""
    yield Section(heading=f"Clip {number}: {clip.title}", level=1, blocks=(_choice(clip),))
    if clip.withdrawn:
        yield Section(heading="Withdrawn", level=2, blocks=(Paragraph(text=clip.withdrawn),))
    objected = objections_to(draft_name, clip.id)
    yield Section(heading="Who objected, and what was answered", level=2, blocks=(objected,))
    yield Section(heading="What was covered or renamed", level=2, blocks=_redaction(clip))
    yield Section(heading="What readers get, and what the case has", level=2, blocks=(
        _published(published), _transcript(clip),
    ))  # fmt: skip
    call = next((one for one in calls.all_calls() if one.id == clip.call_id), None)
    yield Section(heading="Where it comes from", level=2, blocks=(_custody(place, clip, call),))
    yield Section(heading="Who had the original in hand", level=2, blocks=(_views(place, clip),))
    yield Section(heading="Who speaks", level=2, blocks=tuple(_speakers(clip)))
    yield Section(heading="What is claimed in it", level=2, blocks=tuple(_claims(clip)))


def _choice(clip: ClipChoice) -> Table:
    rows = [
        ("id outside", clip.id),
        ("call", clip.call_id),
        ("recording, SHA-256", clip.sha256),
        ("span", f"{clock(clip.start_ms)} to {clock(clip.end_ms)} of the recording"),
        ("sound", clip.audio.value),
        ("texts", ", ".join(one.value for one in clip.texts) or "none"),
        ("facts that are said", "\n".join(f"{one.label}: {one.value}" for one in clip.facts)),
        ("content warnings", "\n".join(clip.warnings)),
        ("restricted, for it tells of", ", ".join(one.value for one in clip.restricted)),
        ("restriction lifted", f"by {clip.lifted_by}: {clip.lifted_why}" if clip.lifted_by else ""),
        ("note to readers", clip.note),
    ]
    return Table(head=("", ""), rows=tuple(row for row in rows if row[1]), widths=FACTS)


def _redaction(clip: ClipChoice) -> tuple[Table, Table, Table]:
    return (
        Table(
            head=("from", "to", "covered, because it is", "by"),
            rows=tuple(
                (clock(one.start_ms), clock(one.end_ms), one.reason.value, one.sound.value)
                for one in clip.covers
            ),
            empty="No words are covered.",
        ),
        Table(
            head=("said", "shown instead"),
            rows=tuple((one.said, one.shown) for one in clip.renames),
            empty="Nobody is renamed.",
        ),
        Table(
            head=("from", "words that the machine wanted to cover", "a person refused, because"),
            rows=tuple((clock(one.start_ms), one.words, one.detail) for one in clip.dismissed),
            widths=HALF,
            empty="No suggested cover was refused.",
        ),
    )


def _published(clip: PublishedClip | None) -> Table:
    tracks = clip.tracks if clip else ()
    return Table(
        head=("time", "published", "made by"),
        rows=tuple(
            (
                clock(one.start_ms),
                f"{one.speaker}: {one.text}",
                f"{track.language}, {track.made_by}",
            )
            for track in tracks
            for one in track.captions
        ),
        widths=(0.1, 0.6, 0.3),
        empty="No text is published.",
    )


def _transcript(clip: ClipChoice) -> Table:
    turns = turns_of(clip.sha256)
    inside = [one for one in turns if one.start_ms < clip.end_ms and one.end_ms > clip.start_ms]
    return Table(
        head=("time", "transcript of the case", "English of the case"),
        rows=tuple((_time(one), f"{one.text}{_people(one)}", one.translation) for one in inside),
        widths=HALF,
        empty="There is no transcript.",
    )


def _time(turn: Turn) -> str:
    return f"{clock(turn.start_ms)}\n{turn.speaker_label}"


def _people(turn: Turn) -> str:
    return f" (written by {turn.edited_by})" if turn.edited_by else ""


def _custody(place: Workplace, clip: ClipChoice, call: Call | None) -> Table:
    known: Recording | None = recordings.recordings([clip.sha256]).get(clip.sha256)
    rows = [("name as received", known.source_name if known else "the recording is not here")]
    if known:
        rows.append(("size", f"{known.byte_size} bytes"))
    for arrival in recordings.arrivals():
        rows += _arrival(arrival) if arrival.sha256 == clip.sha256 else []
    if call:
        rows += [
            ("calling line", call.caller or call.untrusted_caller or "not known"),
            ("called line", call.called or call.untrusted_called or "not known"),
            ("began", call.started_at.isoformat(" ") if call.started_at else "not known"),
            ("doubts", "\n".join(call.notes)),
        ]
        seen = examinations(place, [call]).get(clip.sha256)
        hints = [one.detail for one in seen.observations if one.hint] if seen else []
        rows.append(
            (
                "technical examination",
                "\n".join(hints) or ("no hint was found" if seen else "not examined"),
            )
        )
    return Table(head=("", ""), rows=tuple(row for row in rows if row[1]), widths=FACTS)


def _arrival(arrival: IntakeRecord) -> list[tuple[str, str]]:
    found: Delivery | None = next(
        (one.delivery for one in batches() if one.delivery and one.delivery.id == arrival.delivery),
        None,
    )
    if found is None:
        return [("delivery", arrival.delivery or "none was named")]
    return [
        ("delivery", found.label),
        ("handed over by", found.handed_over_by or "not recorded"),
        ("handed over", found.handed_over_at or "not recorded"),
        ("terms", found.terms or "not recorded"),
        ("how it was selected", found.selection or "not recorded"),
        ("unknown about that", found.selection_unknown or "not recorded"),
    ]


def _views(place: Workplace, clip: ClipChoice) -> Table:
    return Table(
        head=("when", "who", "did"),
        rows=tuple(
            (moment(one["at"]), one["actor"], one["action"])
            for one in ledger(place, subject=clip.sha256)
            if not one["action"].startswith(MADE)
        ),
        widths=(0.35, 0.35, 0.3),
        empty="The ledger has no entry about this recording.",
    )


def _speakers(clip: ClipChoice) -> Iterator[Paragraph | Table]:
    shown = {one.speaker_label: one for one in clip.speakers}
    for label, one in sorted(shown.items()):
        yield Paragraph(text=f"{label} is shown as {one.name} {one.description}".strip() + ".")
    found = [one for one in all_attributions() if one.call_id == clip.call_id]
    if not found:
        yield Paragraph(text="The case does not say who speaks in this call.")
    for attribution in sorted(found, key=lambda one: (one.speaker_label, -one.match_weight)):
        yield Paragraph(text=_attribution(attribution))
        yield _evidence(attribution)


def _attribution(one: Attribution) -> str:
    name = one.person_name or "nobody in the sources"
    return (
        f"{one.speaker_label}: {name}. Match weight {one.match_weight:+.1f} (log2 odds), "
        f"judgement: {one.judgement.value}."
    )


def _evidence(one: Attribution) -> Table:
    told = why(one.id)
    rows = [
        (side, item["kind"], item["detail"], f"{item['weight']:+.1f}")
        for side, name in (("for", "evidence"), ("against", "against"))
        for item in told[name]
    ]
    rows += [
        ("decided", item["by"], f"{item['verdict']}: {item['why']}", moment(item["at"]))
        for item in told["judgements"]
    ]
    widths = (0.12, 0.2, 0.5, 0.18)
    return Table(head=("", "what", "detail", "weight"), rows=tuple(rows), widths=widths)


def _claims(clip: ClipChoice) -> Iterator[Paragraph | Table]:
    inside = [one for one in all_claims() if _is_inside(one, clip)]
    judged, supported = judged_claims(), was_weighed()
    rows = []
    for one in inside:
        decision = judged.get(one.id)
        said = (
            f"{decision.verdict.value}, {decision.by}: {decision.why}" if decision else "not judged"
        )
        rows.append((clock(one.start_ms), f"{one.claim.quote}\n{one.translation}", said))
    yield Table(
        head=("time", "claim", "judgement"),
        rows=tuple(rows),
        widths=(0.1, 0.5, 0.4),
        empty="The machine found no claim in it.",
    )
    for one in inside if supported else ():
        yield from _support(one)


def _is_inside(one: LocatedClaim, clip: ClipChoice) -> bool:
    return one.sha256 == clip.sha256 and one.start_ms < clip.end_ms and one.end_ms > clip.start_ms


def _support(one: LocatedClaim) -> Iterator[Paragraph | Table]:
    relations = [
        (relation["relation"], _other(relation, one.id), relation["why"])
        for matter in list_support(one.id)
        for relation in matter["relations"]
        if one.id in (relation["left"], relation["right"])
    ]
    if relations:
        rows: Sequence[tuple[str, ...]] = tuple(dict.fromkeys(relations))
        yield Table(head=(f"{clock(one.start_ms)} is", "by", "why"), rows=tuple(rows))


def _other(relation: dict[str, str], own: str) -> str:
    return relation["right"] if relation["left"] == own else relation["left"]
