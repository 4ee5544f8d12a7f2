"""Cases led by one machine or by a cluster, and what that left in their stores."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from earwitness.app.custody import verify
from earwitness.app.intake import take_in
from earwitness.app.opening import open_case
from earwitness.app.processing import process
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import problems
from earwitness.runtime.store.connection import disconnect
from earwitness.runtime.store.models import LedgerRow, ResultRow
from fakes.plugins import install_plugins
from fakes.short_speech import short_recordings


@dataclass(frozen=True, slots=True)
class Made:
    """What a run left in the store: results with what they rest on, and open problems."""

    results: dict[tuple[str, str], tuple[str, str]]
    problems: set[tuple[str, str, str]]


def made() -> Made:
    """All but the entries of the search index, whose key is an index of its own in each case."""
    rows = ResultRow.objects.exclude(stage="index")
    found = {(row.stage, row.subject): (row.key, json.dumps(row.output)) for row in rows}
    entries = LedgerRow.objects.filter(action__startswith="made:").exclude(action="made:index")
    acts = Counter(entries.values_list("action", "subject"))
    assert set(acts.values()) == {1}, "something was made twice"
    assert len(acts) == len(found) == len(rows)
    listed = {(one.stage, one.subject, one.what) for one in problems.open_problems()}
    return Made(found, listed)


def taken_in_case(root: Path, recordings: Path, count: int) -> Path:
    """A case with so many short recordings, of which nothing is made yet."""
    from conftest import empty_case

    folder = short_recordings(recordings, root / "received", count, seconds=8)
    place = empty_case(root / "case")
    take_in(place, [folder], call_lists=[], delivery="", progress=SilentProgress())
    disconnect()
    return root / "case"


@contextmanager
def plugins_for_workers(folder: Path) -> Iterator[None]:
    """The fakes as installed plugins, for this process and for those that it starts."""
    from conftest import REPOSITORY

    plugins = install_plugins(folder / "plugins")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(plugins))
        patch.setenv("PYTHONPATH", f"{plugins}:{REPOSITORY / 'tests'}")
        yield


def opened(folder: Path, recogniser: str = "") -> Workplace:
    """A case in which two workers hear, whoever they are: so tasks are the same."""
    place = open_case(folder)
    hearing = replace(place.settings.hearing, recogniser=recogniser, workers=2)
    claims = replace(place.settings.claims, themes="rules")
    return replace(place, settings=replace(place.settings, hearing=hearing, claims=claims))


def led(folder: Path, recogniser: str, stages: Sequence[str], executor: str = "local") -> Made:
    """What a run of these stages left; the case verifies after it."""
    process(opened(folder, recogniser), stages, progress=SilentProgress(), executor=executor)
    found = made()
    assert verify(open_case(folder))["ok"]
    disconnect()
    return found
