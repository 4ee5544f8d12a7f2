"""Deliveries: who handed recordings over, and how these were selected."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from earwitness.records.delivery import DeliveredBatch, Delivery
from earwitness.records.errors import WrongUsage
from earwitness.records.printable import storable
from earwitness.records.problem import Problem
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import deliveries, problems
from earwitness.runtime.store.connection import writing

NOT_A_SAMPLE = "A selected archive is not a sample:"
STAGE = "delivery"
ID_DIGITS = 12


def known_or_new(place: Workplace, text: str) -> str:
    """The id of the delivery with this id or label; if there is none, a new one is made.

    Of a new one nothing but the label is recorded, which is kept as a reminder among the
    problems. An empty text is no delivery and stays empty.

    Raises:
        CaseUnusable: the case cannot be written.
    """
    label = " ".join(text.split())
    if not label:
        return ""
    known = _with_name(label)
    return known.id if known is not None else _store(place, _first(place, label)).id


def describe(place: Workplace, which: str, said: Mapping[str, str]) -> Delivery:
    """Record a new version of a delivery with what is said now; what is not said stays.

    `which` is an id, the beginning of one, or a label; a label under which recordings arrived
    before deliveries were recorded gets its first version. Fields are those of `Delivery`.

    Raises:
        WrongUsage: nothing is said, or no delivery or several are meant.
        CaseUnusable: the case cannot be written.
    """
    changed: dict[str, Any] = {field: storable(value).strip() for field, value in said.items()}
    if not changed:
        raise WrongUsage(
            "Nothing is said about the delivery.",
            remedy="Add --by, --on, --terms, --selection or --unknown; --help lists all.",
        )
    known = _one(which)
    if known is None:
        return _store(place, replace(_first(place, " ".join(storable(which).split())), **changed))
    newest = replace(
        known,
        version=known.version + 1,
        recorded_at=datetime.now(UTC),
        recorded_by=place.actor,
        **changed,
    )
    return _store(place, newest)


def batches() -> tuple[DeliveredBatch, ...]:
    """What came with each delivery, and last what came without one.

    A recording that arrived with two deliveries counts in both.
    """
    counts = deliveries.arrival_counts()
    all_versions = deliveries.versions()
    names = {name: key for key, own in all_versions.items() for name in _names(own)}
    found: dict[str, tuple[int, int]] = {key: (0, 0) for key in all_versions}
    rest = {}
    for text, (recordings, arrivals) in counts.items():
        key = text if text in found else names.get(_normal(text), "")
        if key:
            found[key] = (found[key][0] + recordings, found[key][1] + arrivals)
        else:
            rest[text] = (recordings, arrivals)
    described = [
        DeliveredBatch(
            delivery=all_versions[key][-1],
            label=all_versions[key][-1].label,
            recordings=recordings,
            arrivals=arrivals,
        )
        for key, (recordings, arrivals) in found.items()
    ]
    loose = [
        DeliveredBatch(delivery=None, label=text, recordings=recordings, arrivals=arrivals)
        for text, (recordings, arrivals) in sorted(rest.items(), reverse=True)
    ]
    return (*described, *loose)


def list_deliveries() -> list[dict[str, Any]]:
    """Every batch with its delivery and all versions, in the shape of `deliveries --json`."""
    all_versions = deliveries.versions()
    return [
        {
            **(to_json(batch.delivery) if batch.delivery else {"id": None, "label": batch.label}),
            "recordings": batch.recordings,
            "arrivals": batch.arrivals,
            "not_recorded": list(batch.delivery.missing) if batch.delivery else ["anything"],
            "versions": to_json(all_versions[batch.delivery.id]) if batch.delivery else [],
        }
        for batch in batches()
    ]


def selection_lines() -> tuple[str, ...]:
    """How what is counted was selected: a heading and a line for each delivery.

    They belong beside every statistic. Empty for a case without recordings.
    """
    found = [batch for batch in batches() if batch.arrivals]
    lines = [f"  {_told(batch)}: {batch.selection}." for batch in found]
    return (NOT_A_SAMPLE, *lines) if lines else ()


def reminder(delivery_id: str) -> str:
    """What is still to be said of a delivery, "" if nothing is or there is none."""
    own = deliveries.versions().get(delivery_id)
    if own is None or not own[-1].missing:
        return ""
    problem = _reminder(own[-1])
    return f"{problem.what} {problem.remedy}"


def _told(batch: DeliveredBatch) -> str:
    noun = "recording" if batch.recordings == 1 else "recordings"
    name = f"from “{batch.label}”" if batch.label else "without a delivery"
    return f"{batch.recordings} {noun} {name}"


def _store(place: Workplace, delivery: Delivery) -> Delivery:
    with writing(place.folder.database):
        deliveries.add(delivery, actor=place.actor)
        if not delivery.missing:
            problems.solve(delivery.id, STAGE)
        else:
            problems.keep(_reminder(delivery))
    return delivery


def _reminder(delivery: Delivery) -> Problem:
    return Problem(
        subject=delivery.id,
        stage=STAGE,
        what=f"Of the delivery “{delivery.label}” is not recorded: {', '.join(delivery.missing)}.",
        remedy=f"Say what is known: earwitness deliveries describe {delivery.id} --by … --on … "
        "--terms … --selection … --unknown …",
    )


def _first(place: Workplace, label: str) -> Delivery:
    return Delivery(
        id=f"delivery-{digest(_normal(label))[:ID_DIGITS]}",
        label=label,
        version=1,
        recorded_at=datetime.now(UTC),
        recorded_by=place.actor,
    )


def _with_name(text: str) -> Delivery | None:
    """The delivery with this id, this label, or (if none has it now) this earlier label."""
    all_versions = deliveries.versions()
    if text in all_versions:
        return all_versions[text][-1]
    wanted = _normal(text)
    now = [own[-1] for own in all_versions.values() if _normal(own[-1].label) == wanted]
    once = [own[-1] for own in all_versions.values() if wanted in _names(own)]
    return next(iter((*now, *once)), None)


def _one(which: str) -> Delivery | None:
    """The delivery that is meant; None for a label that only old arrivals carry.

    Raises:
        WrongUsage: none or several.
    """
    named = _with_name(which)
    if named is not None:
        return named
    beginning = which if which.startswith("delivery-") else f"delivery-{which}"
    own = [one[-1] for key, one in deliveries.versions().items() if key.startswith(beginning)]
    if len(own) == 1:
        return own[0]
    if not own and _normal(which) in map(_normal, filter(None, deliveries.arrival_counts())):
        return None
    raise WrongUsage(
        f"{which!r} fits {len(own) or 'no'} deliveries.",
        remedy="`earwitness deliveries` lists their ids and labels.",
    )


def _names(versions: list[Delivery]) -> set[str]:
    return {_normal(one.label) for one in versions}


def _normal(label: str) -> str:
    """A label as it is compared: without letter case and runs of spaces."""
    return " ".join(label.split()).casefold()
