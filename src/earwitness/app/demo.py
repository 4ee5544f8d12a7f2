"""The demo: a fictional archive, shipped with the package, led through everything."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from earwitness.app import answers, deliveries
from earwitness.app.facts import read_facts
from earwitness.app.intake import IntakeSummary, take_in
from earwitness.app.opening import create_case, open_case
from earwitness.app.profiles import read_profiles
from earwitness.runtime.progress import Progress
from earwitness.runtime.runner import Workplace

LIKELY = 0.5
TIME_ZONE, REGION = "Europe/Kyiv", "RU"
DELIVERY = "Fictional archive shipped with Earwitness"
DESCRIPTION = {
    "handed_over_by": "the makers of Earwitness",
    "handed_over_at": "with the program",
    "terms": "invented people, synthesised voices; to try the program, evidence of nothing",
    "selection": "all files of an archive that was invented for this program",
    "selection_unknown": "nothing, since the makers wrote every call",
}


def make_demo_case(root: Path, *, progress: Progress) -> tuple[Workplace, IntakeSummary]:
    """Make (or go on with) the demo case in `root`: recordings, call list and exports taken in.

    Raises:
        CaseUnusable: the folder cannot be written.
    """
    if (root / "case.toml").exists():
        place = open_case(root)
    else:
        place = create_case(
            root, time_zone=TIME_ZONE, region=REGION, channel_sides=("caller", "called")
        )
    with demo_archive() as archive:
        summary = take_in(
            place,
            [archive / "recordings"],
            call_lists=[archive / "calls.csv"],
            delivery=_delivery(place),
            progress=progress,
        )
        read_profiles(place, [archive / "exports"], progress=progress)
    with as_file(files("earwitness").joinpath("demo", "facts", "events.csv")) as events:
        read_facts(place, events)
    return place, summary


def _delivery(place: Workplace) -> str:
    """The id of the demo's delivery, described as a team would do it."""
    known = deliveries.known_or_new(place, DELIVERY)
    described = {
        batch.delivery.id
        for batch in deliveries.batches()
        if batch.delivery and not batch.delivery.missing
    }
    return known if known in described else deliveries.describe(place, known, DESCRIPTION).id


@contextmanager
def demo_archive() -> Iterator[Path]:
    """The shipped archive as a folder, wherever the package is installed."""
    with as_file(files("earwitness").joinpath("demo", "archive")) as folder:
        yield folder


def demo_summary() -> tuple[str, ...]:
    """What the open case holds now, in a few lines."""
    listed = answers.list_calls()
    heard = sum(call["state"] == "heard" for call in listed)
    claims = list(answers.all_claims())
    losses = sum(located.claim.kind == "loss" for located in claims)
    likely = {
        one.person_id
        for one in answers.all_attributions()
        if one.person_id and one.probability > LIKELY
    }
    met = len(answers.list_problems())
    return (
        f"{len(listed)} calls, {heard} of them heard, transcribed and translated.",
        f"{len(claims)} claims, {losses} of them about losses. Overlapping ones are never summed.",
        f"{len(likely)} persons are likelier than not to speak somewhere. People decide.",
        f"Problems listed: {met}.",
        *deliveries.selection_lines(),
    )
