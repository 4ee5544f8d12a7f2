"""Look-ups in a service become an ordinary source that answers for the asked lines alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from earwitness.app.source_statements import numbers_in
from earwitness.crossing.live_lookup import BatchAnswer, Directory, FoundAccount, ask, batches_of
from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.entries import Entry, profile_from
from earwitness.records.errors import WrongUsage
from earwitness.records.profile import Coverage, Profile, ProfileSource
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import profiles
from earwitness.runtime.store.calls import all_calls
from earwitness.runtime.store.connection import writing


@dataclass(slots=True)
class _Gathered:
    """What was asked so far, and what came back."""

    asked: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    found: list[FoundAccount] = field(default_factory=list)
    limit: int | None = None

    def take(self, batch: Sequence[str], answer: BatchAnswer) -> None:
        self.asked += batch
        self.found += answer.found
        self.unanswered += answer.unanswered
        self.limit = answer.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupSummary:
    """The source that was made, None if nothing was asked; `limit` as in `BatchAnswer`."""

    source: ProfileSource | None
    limit: int | None


def lines_to_ask(
    place: Workplace, untrusted_file: Path | None, *, of_case: bool
) -> tuple[str, ...]:
    """The lines of a file or of all calls of the case.

    Raises:
        WrongUsage: both or neither is wanted, or the case has no line.
        InputUnusable: the file cannot be read or holds no number.
    """
    if (untrusted_file is None) is not of_case:
        raise WrongUsage(
            "It is not said which lines to look up.", remedy="Give --lines FILE or --case-lines."
        )
    if untrusted_file is not None:
        return numbers_in(place, untrusted_file)
    calls = all_calls()
    lines = [line for call in calls for line in (call.caller, call.called) if line]
    if not lines:
        raise WrongUsage("The case has no lines yet.", remedy="Take recordings or lists in first.")
    return tuple(dict.fromkeys(lines))


def look_up(
    place: Workplace,
    directory: Directory,
    lines: Sequence[str],
    *,
    batch_size: int,
    confirmed: Callable[[Sequence[str], int], bool],
    now: datetime | None = None,
) -> LookupSummary:
    """Ask batch by batch, each only after `confirmed(batch, left)`; store what came of it.

    After a limit nothing more is asked: the rest of the lines counts as unanswered. Whatever ends
    the asking, also Ctrl-C, what was answered before is stored.

    Raises:
        CaseUnusable: the case cannot be written.
    """
    gathered = _Gathered()
    batches = list(batches_of(lines, batch_size))
    current: tuple[str, ...] = ()
    try:
        for position, batch in enumerate(batches):
            left = sum(map(len, batches[position:]))
            if not confirmed(batch, left):
                break
            current = batch
            gathered.take(batch, ask(directory, batch))
            current = ()
            if gathered.limit is not None:
                rest = [line for one in batches[position + 1 :] for line in one]
                gathered.take(rest, _silence(rest, gathered.limit))
                break
    finally:
        if current:  # broken off within a batch: none of it is certain
            gathered.take(current, _silence(current, None))
        source = _store(place, directory.name, gathered, now or datetime.now(UTC))
    return LookupSummary(source=source, limit=gathered.limit)


def _silence(lines: Sequence[str], limit: int | None) -> BatchAnswer:
    return BatchAnswer(found=(), unanswered=tuple(lines), limit=limit)


def _store(
    place: Workplace, service: str, gathered: _Gathered, at: datetime
) -> ProfileSource | None:
    if not gathered.asked:
        return None
    kind = f"{service}-live"
    said = [gathered.asked, gathered.unanswered, to_json(gathered.found), at.isoformat()]
    sha256 = digest(said)
    source = ProfileSource(
        id=profiles.free_id(kind, sha256),
        kind=kind,
        source_name=f"Look-up in {service.capitalize()}, {at:%Y-%m-%d %H:%M} UTC",
        sha256=sha256,
        coverage=Coverage.ASKED,
        profile_count=len(gathered.found),
        origin=f"looked up in {service.capitalize()} by {place.actor}; hidden numbers look absent",
        as_of=f"{at:%Y-%m-%d}",
        asked_numbers=tuple(gathered.asked),
        unanswered_numbers=tuple(gathered.unanswered),
    )
    context = SourceContext(source_id=source.id, region=place.settings.case.region)
    found = [_profile(account, context) for account in gathered.found]
    with writing(place.folder.database):
        return profiles.add_source(source, found, finished=lambda _: source, actor=place.actor)


def _profile(account: FoundAccount, context: SourceContext) -> Profile:
    entry = Entry(
        profile_id=f"account {account.account_id} of {account.line}",
        first_name=account.first_name,
        surname=account.surname,
        untrusted_numbers=(account.line,),
        user_name=account.user_name,
        account_id=account.account_id,
    )
    profile = profile_from(entry, context)
    assert profile is not None  # it has a number
    return profile
