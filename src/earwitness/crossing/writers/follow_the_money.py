"""FollowTheMoney: entities as JSON lines (https://followthemoney.tech/docs/, schemata of 3.8).

Written without that package, which is heavy. What a machine suggests is never an identity here: a
person is a call's `caller` or `receiver`, or an account's `owner`, only if people judged so (an
account that is the person's only profile is the person by construction). Suggestions are
`UnknownLink`s.
"""

from collections.abc import Iterator, Mapping

from earwitness.crossing.graph import GraphMaterial, listed_relatives, persons_of
from earwitness.crossing.persons import Person
from earwitness.crossing.profile_links import profile_links
from earwitness.records.attribution import Attribution, Judgement
from earwitness.records.call import Call
from earwitness.records.profile import Profile, ProfileSource
from earwitness.runtime.canonical import digest
from earwitness.runtime.follow_the_money import Entity as Entity
from earwitness.runtime.follow_the_money import entity, escaped_id, moment, recording_id

ENDS = {"caller": "caller", "called": "receiver"}
"""Side of a call → the property of `Call` for who speaks there."""

LONGEST_REFERENCE = 120


def entities(material: GraphMaterial, *, judged_only: bool) -> Iterator[Entity]:
    """Every entity. `judged_only` leaves suggestions out: speakers whom nobody judged, links by
    machine, relatives that were matched by name."""
    persons = persons_of(material)
    speakers = _speakers(material)
    for key, person in persons.items():
        yield _person(key, person)
    for call in material.calls:
        yield from _recordings(call)
        if not judged_only:
            yield from _unidentified(call, speakers)
        yield _call(call, speakers, judged_only)
    yield from _accounts(material, judged_only)
    if not judged_only:
        yield from _suggestions(material, speakers)
        yield from _family(persons)


def _speakers(material: GraphMaterial) -> dict[tuple[str, str], tuple[str, ...]]:
    """Side of a call → persons judged to speak there; () where nobody is, but somebody may."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in material.attributions:
        place = (one.call_id, one.side)
        known = found.setdefault(place, ())
        if one.judgement is Judgement.POSITIVE and one.person_id:
            found[place] = (*known, one.person_id)
    return found


def _person(key: str, person: Person) -> Entity:
    aliases = [p.name for p in person.profiles if p.name and p.name != person.name]
    return entity(key, "Person", name=[person.name or key], alias=aliases)


def _recordings(call: Call) -> Iterator[Entity]:
    """Recordings by their hash alone: file names may hold numbers."""
    for sha256 in call.recordings:
        yield entity(
            recording_id(sha256),
            "Audio",
            name=[f"recording {sha256[:12]}"],
            description=[f"SHA-256 {sha256}; recording of {call.id}"],
        )


def _unidentified(
    call: Call, speakers: Mapping[tuple[str, str], tuple[str, ...]]
) -> Iterator[Entity]:
    for side in ENDS:
        if speakers.get((call.id, side)) == ():
            name = f"{side} of {call.id}, not identified"
            yield entity(_speaker_id(call.id, side), "LegalEntity", name=[name])


def _call(
    call: Call, speakers: Mapping[tuple[str, str], tuple[str, ...]], judged_only: bool
) -> Entity:
    ends: dict[str, list[str]] = {}
    for side, end in ENDS.items():
        found = speakers.get((call.id, side))
        open_end = [] if judged_only or found is None else [_speaker_id(call.id, side)]
        ends[end] = list(found) if found else open_end
    return entity(
        call.id,
        "Call",
        callerNumber=[call.caller or ""],
        receiverNumber=[call.called or ""],
        date=[moment(call.started_at)],
        duration=[] if call.duration_ms is None else [str(round(call.duration_ms / 1000))],
        recordId=[call.id],
        summary=[f"recordings, SHA-256: {', '.join(call.recordings)}"] if call.recordings else [],
        **ends,
    )


def _accounts(material: GraphMaterial, judged_only: bool) -> Iterator[Entity]:
    """Profiles, and to whom they belong: judged, or suggested."""
    kinds = {source.id: source for source in material.sources}
    partners = profile_links(material.judgements).partners
    owners: dict[str, dict[str, bool]] = {}
    for one in material.attributions:
        for reference in one.profiles if one.person_id else ():
            judged = partners.get(reference, frozenset()) - {reference}
            sure = len(one.profiles) == 1 or not judged.isdisjoint(one.profiles)
            owners.setdefault(reference, {})[one.person_id or ""] = sure
    for profile in material.profiles:
        own = owners.get(profile.reference, {})
        owned_by = [person for person, is_sure in own.items() if is_sure]
        source = kinds.get(profile.source_id)
        yield _account(profile, owned_by, source)
        for person in () if judged_only else sorted(set(own) - set(owned_by)):
            yield entity(
                f"link-{_account_id(profile.reference)}-{person}",
                "UnknownLink",
                subject=[person],
                object=[_account_id(profile.reference)],
                role=["suggested: a profile of this person"],
            )


def _account(profile: Profile, owners: list[str], source: ProfileSource | None) -> Entity:
    """An account needs a user name; an entry of an address book has the name written there."""
    service, as_of = (source.kind, source.as_of) if source else ("", "")
    name = profile.name or profile.user_name or profile.account_id or profile.reference
    return entity(
        _account_id(profile.reference),
        "UserAccount",
        name=[name],
        username=[profile.user_name or profile.account_id or name],
        number=list(profile.numbers),
        service=[service],
        owner=owners,
        summary=[f"{profile.reference}, of {as_of}" if as_of else profile.reference],
    )


def _suggestions(
    material: GraphMaterial, speakers: Mapping[tuple[str, str], tuple[str, ...]]
) -> Iterator[Entity]:
    for one in material.attributions:
        is_open = speakers.get((one.call_id, one.side)) == ()
        if one.person_id and is_open and not _is_ruled_out(one):
            yield _suggestion(one)


def _is_ruled_out(one: Attribution) -> bool:
    """Whether people decided against it, be it by deciding for another."""
    otherwise = any(item.kind == "judged_otherwise" for item in one.evidence)
    return otherwise or one.judgement is Judgement.NEGATIVE


def _suggestion(one: Attribution) -> Entity:
    verdict = "" if one.judgement is Judgement.NONE else f", judged {one.judgement.value}"
    return entity(
        f"link-{one.id}",
        "UnknownLink",
        subject=[one.person_id or ""],
        object=[_speaker_id(one.call_id, one.side)],
        role=[f"suggested: {one.side} of the call{verdict}"],
        summary=[
            f"match weight {one.match_weight:+.1f} (log2 odds), probability "
            f"{one.probability:.2f}; a suggestion of a machine"
        ],
        recordId=[one.id],
    )


def _family(persons: Mapping[str, Person]) -> Iterator[Entity]:
    """Relatives that a profile lists, where exactly one person bears the name."""
    for person, other, relation, namesakes in listed_relatives(persons):
        if namesakes == 1:
            yield entity(
                f"family-{person}-{other}-{escaped_id(relation)}",
                "Family",
                person=[person],
                relative=[other],
                relationship=[relation],
                summary=["listed in a profile; matched by name"],
            )


def _account_id(reference: str) -> str:
    """A hash stands for long references only: nobody can try these out, as numbers can be."""
    written = escaped_id(reference)
    if len(written) > LONGEST_REFERENCE:
        return f"profile-{digest(reference)[:32]}"
    return f"profile-{written}"


def _speaker_id(call_id: str, side: str) -> str:
    return f"{call_id}-{side}"
