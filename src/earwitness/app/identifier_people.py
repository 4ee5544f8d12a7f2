"""People of a case: numbers, accounts and names of profiles, names of persons, heard surnames."""

import re
from collections.abc import Iterable, Iterator

from earwitness.app.answers import all_attributions, all_themes
from earwitness.crossing.heard import hear_names
from earwitness.crossing.name_reading import written_surnames
from earwitness.crossing.names import given_names
from earwitness.crossing.surnames import surname_stem
from earwitness.pipeline.leading import leading_turns
from earwitness.publication.gate.identifiers import Gathered, ending, sized
from earwitness.records.gate import IdentifierKind
from earwitness.runtime.russian.ordinary_words import may_be_surname
from earwitness.runtime.russian.surname_forms import nominatives
from earwitness.runtime.russian.words import tokenise
from earwitness.runtime.store import judgements, profiles
from earwitness.runtime.store.profiles import PlainProfile

_POINTER = re.compile(r"[#.\s]")
"""In a profile's id that points into its export and is none of a service."""

MOST_NAMED = 30_000
"""Profiles whose names are all looked for. A case with more has bought or leaked a whole register;
then names and accounts count of those that have to do with the calls. Estimate: one of 30,000
surnames costs the search some ten kilobytes."""


def add_people(gathered: Gathered, own_lines: frozenset[str]) -> None:
    """Everybody. `own_lines` are the lines of calls, lists and speech."""
    candidates = _add_candidates(gathered)
    total = sum(source.profile_count for source in profiles.all_sources())
    unnamed = 0
    for profile in profiles.plain_profiles():
        for line in profile.numbers:
            gathered.add_line(line)
        if total <= MOST_NAMED or _is_near(profile, own_lines, candidates):
            _add_accounts(gathered, profile)
            _add_names(gathered, profile)
        else:
            unnamed += 1
    if unnamed:
        gathered.left_out.append(
            f"names and accounts of {unnamed} of {total} profiles: none of them has a line of a "
            "call, and none is a candidate; their numbers are looked for"
        )
    _add_heard(gathered)


def _is_near(profile: PlainProfile, own_lines: frozenset[str], candidates: set[str]) -> bool:
    return profile.reference in candidates or not own_lines.isdisjoint(profile.numbers)


def _add_candidates(gathered: Gathered) -> set[str]:
    """Names of persons, suggested or judged; the profiles that they are made of."""
    references: set[str] = set()
    for attribution in all_attributions():
        references.update(attribution.profiles)
        add_name(gathered, attribution.person_name or "")
    for record in judgements.all_judgements():
        references.update(record.profiles)
        add_name(gathered, record.person_name)
    return references


def _add_accounts(gathered: Gathered, profile: PlainProfile) -> None:
    user_name = profile.user_name.lstrip("@")
    gathered.add(IdentifierKind.USER_NAME, user_name, sized("a user name", user_name))
    for account in {profile.account_id, profile.profile_id}:
        if sum(map(str.isdigit, account)) >= 6 and not _POINTER.search(account):
            gathered.add(
                IdentifierKind.PROFILE_ID, account, ending("the id of an account", account)
            )


def _add_names(gathered: Gathered, profile: PlainProfile) -> None:
    written = profile.name or f"{profile.first_name} {profile.surname}"
    add_name(gathered, written, profile.surname)
    for relative in profile.relatives:
        add_name(gathered, relative.partition(":")[2] or relative)


def add_name(gathered: Gathered, written: str, declared_surname: str = "") -> None:
    """The surnames in a name, and first name and surname together."""
    surnames = written_surnames(written, declared_surname)
    for surname in surnames:
        gathered.add(IdentifierKind.NAME, surname, sized("a surname", surname))
    given = next((token.text for token in tokenise(written) if given_names(token.text)), "")
    if surnames and given and given != surnames[0]:
        whole = f"{given} {surnames[0]}"
        gathered.add(IdentifierKind.NAME, whole, sized("a first name and surname", whole))


def _add_heard(gathered: Gathered) -> None:
    """Surnames that follow a first name in a call, and persons who are spoken of."""
    for leading in leading_turns():
        for heard in hear_names(leading.turns).names:
            if heard.surname_stem:
                _add_inflected(gathered, _words_with_stem(heard.quote, heard.surname_stem))
    for mark in all_themes():
        if mark.kind == "person":
            add_name(gathered, mark.value)


def _words_with_stem(quote: str, stem: str) -> Iterator[str]:
    for token in tokenise(quote):
        if token.is_word and surname_stem(token.text) == stem:
            yield token.text


def _add_inflected(gathered: Gathered, words: Iterable[str]) -> None:
    for word in words:
        if not may_be_surname(word):
            continue
        for nominative in nominatives(word):
            gathered.add(
                IdentifierKind.NAME, nominative.capitalize(), sized("a heard surname", nominative)
            )
