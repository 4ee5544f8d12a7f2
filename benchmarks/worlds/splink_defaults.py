"""Baseline: Splink 5 on DuckDB with what its documentation proposes, nothing set for calls.

Left: a row per side of a call with the names heard of it (by this project's own hearing of names:
the linkage is compared, not the hearing), its line, and a town of the list heard anywhere in the
call. Right: a row per profile and number, first names read likewise. Comparisons: ForenameSurname,
exact phone, exact town, term frequencies off as by default. Blocking on phone, and on surname; u by
random sampling, m by expectation maximisation within equal phones and within equal first names
(surnames are heard too seldom), over all records: by default Splink takes one in a hundred.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from earwitness.crossing.conversation import SIDES, conversation
from earwitness.crossing.name_reading import read_profile_name
from earwitness.records.attribution import Attribution, EvidenceItem
from earwitness.records.profile import Profile
from worlds.towns import TOWNS
from worlds.world import World

LEAST_PROBABILITY = 0.001


def splink_defaults(world: World) -> Sequence[Attribution]:
    """Every pair that the rules block, over LEAST_PROBABILITY; each profile is a person."""
    import duckdb
    import pyarrow
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    profiles = list(world.profiles())
    database = DuckDBAPI(connection=duckdb.connect())
    left = database.register(
        pyarrow.Table.from_pylist(_sides(world)), dataset_display_name="a_side"
    )
    right = database.register(
        pyarrow.Table.from_pylist(_entries(profiles)), dataset_display_name="b_profile"
    )
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            compare.ForenameSurnameComparison("forename", "surname"),
            compare.ExactMatch("phone"),
            compare.ExactMatch("town"),
        ],
        blocking_rules_to_generate_predictions=[block_on("phone"), block_on("surname")],
    )
    linker = Linker([left, right], settings, log_level=40)
    linker.training.estimate_probability_two_random_records_match([block_on("phone")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("phone"), block_on("forename")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, record_sample_proportion=1.0
        )
    predicted = linker.inference.predict(threshold_match_probability=LEAST_PROBABILITY)
    return _attributions(predicted.as_record_list(), profiles)


def _sides(world: World) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    towns = [(town.name, {town.name.lower(), town.prepositional.lower(), town.genitive.lower()})
             for town in TOWNS]  # fmt: skip
    for call in world.calls:
        talk = conversation(call, world.turns.get(call.id, ()), world.labels.get(call.id, {}), {})
        said = " ".join(turn.text for turn in world.turns.get(call.id, ())).lower()
        words = {word.strip(".,!?") for word in said.split()}
        town = next((name for name, forms in towns if forms & words), None)
        for side in SIDES:
            heard = talk.self_names(side) + talk.addressed_names(side)
            rows.append(
                {
                    "unique_id": f"{call.id}|{side}",
                    "forename": next((name.names[0] for name in heard), None),
                    "surname": next((n.surname_stem for n in heard if n.surname_stem), None),
                    "phone": talk.line(side),
                    "town": town,
                }
            )
    return rows


def _entries(profiles: Sequence[Profile]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for profile in profiles:
        reading = read_profile_name(profile)
        for number in profile.numbers or (None,):
            rows.append(
                {
                    "unique_id": f"{profile.reference}|{number or ''}",
                    "forename": min(reading.given, default=None),
                    "surname": reading.stem or None,
                    "phone": number,
                    "town": profile.city or None,
                }
            )
    return rows


def _attributions(rows: Sequence[dict[str, Any]], profiles: Sequence[Profile]) -> list[Attribution]:
    names = {profile.reference: profile.name for profile in profiles}
    best: defaultdict[tuple[str, str], tuple[float, float]] = defaultdict(lambda: (0.0, -99.0))
    for row in rows:
        side, entry = row["unique_id_l"], row["unique_id_r"]
        if row["source_dataset_l"] == "b_profile":
            side, entry = entry, side
        key = (side, entry.rpartition("|")[0])
        best[key] = max(best[key], (row["match_probability"], row["match_weight"]))
    return [
        _attribution(side, reference, names[reference], probability, weight)
        for (side, reference), (probability, weight) in best.items()
    ]


def _attribution(
    side: str, reference: str, name: str, probability: float, weight: float
) -> Attribution:
    call_id, _, of_side = side.partition("|")
    return Attribution(
        id=f"{side} {reference}",
        call_id=call_id,
        speaker_label="",
        side=of_side,
        line=None,
        person_id=reference,
        person_name=name,
        profiles=(reference,),
        match_weight=weight,
        probability=probability,
        evidence=(EvidenceItem(kind="splink", detail="", weight=weight, source=reference),),
    )
