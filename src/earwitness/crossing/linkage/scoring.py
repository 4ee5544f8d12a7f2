"""Scores pairs of a speaker and a person with Splink on DuckDB, in this process's memory."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from earwitness.crossing.linkage.comparisons import COMPARISONS
from earwitness.crossing.linkage.model import Comparison, Level
from earwitness.crossing.linkage.rows import PersonRow, SpeakerRow, schema_of
from earwitness.crossing.quiet_database import quiet_database

if TYPE_CHECKING:
    from splink import SettingsCreator

Pair = tuple[SpeakerRow, PersonRow]
Frequencies = Mapping[str, Mapping[str, float]]

PAIRS_AT_ONCE = 20_000
"""Pairs scored in one database, which then stays far below its limit of memory."""

_SPEAKERS, _PERSONS = "speakers", "persons"
_FREQUENT = ("given", "surname", "family_surname", "full_name", "own_name", "clue")


@dataclass(frozen=True, slots=True)
class Share:
    """What one comparison adds: the level met, and its log2 odds, adjusted for frequency."""

    comparison: str
    level: str
    weight: float


def score(pairs: Sequence[Pair], frequencies: Frequencies) -> list[tuple[Share, ...]]:
    """For every pair, in order, what the comparisons that say something add.

    `frequencies`: column → value → how frequent it is (`Level.frequency`); a value without one
    weighs as its level's own `u`.
    """
    return [
        shares
        for start in range(0, len(pairs), PAIRS_AT_ONCE)
        for shares in _scored(pairs[start : start + PAIRS_AT_ONCE], frequencies)
    ]


def _scored(pairs: Sequence[Pair], frequencies: Frequencies) -> list[tuple[Share, ...]]:
    speakers = {row: number for number, row in enumerate(dict.fromkeys(p[0] for p in pairs))}
    persons = {row: number for number, row in enumerate(dict.fromkeys(p[1] for p in pairs))}
    keys = [(speakers[left], persons[right]) for left, right in pairs]
    with quiet_database() as database:
        predicted = _predicted(database, tuple(speakers), tuple(persons), keys, frequencies)
    return [predicted[key] for key in keys]


def _predicted(
    database: duckdb.DuckDBPyConnection,
    speakers: Sequence[SpeakerRow],
    persons: Sequence[PersonRow],
    keys: Sequence[tuple[int, int]],
    frequencies: Frequencies,
) -> dict[tuple[int, int], tuple[Share, ...]]:
    from splink import DuckDBAPI, Linker  # takes a second, which every command would wait for

    splink = DuckDBAPI(database)
    tables = [
        splink.register(_table(rows), dataset_display_name=name)
        for name, rows in ((_SPEAKERS, speakers), (_PERSONS, persons))
    ]
    linker = Linker(tables, _settings(), log_level=logging.ERROR, validate_settings=False)
    for column in _FREQUENT:
        table = _frequency_table(column, frequencies.get(column, {}))
        linker.table_management.register_term_frequency_lookup(splink.register(table), column)
    linker.table_management.register_blocked_pairs_for_predict(splink.register(_blocked(keys)))
    found = linker.inference.predict(warning_mode="never").as_duckdbpyrelation()
    names = found.columns
    columns = [f'"{name}"' for name in names if name.startswith(("gamma_", "mw_"))]
    rows = found.select(f"unique_id_l, unique_id_r, {', '.join(columns)}")
    read = [_column_of(name, rows.columns) for name in COMPARISONS]
    return {(row[0], row[1]): _shares(row, read) for row in rows.fetchall()}


def _column_of(comparison: Comparison, columns: Sequence[str]) -> tuple[int, list[int]]:
    """Positions of a comparison's level and of the weights that add up to its own."""
    weights = [f"mw_{comparison.name}", f"mw_tf_adj_{comparison.name}"]
    return (
        columns.index(f"gamma_{comparison.name}"),
        [columns.index(name) for name in weights if name in columns],
    )


def _shares(row: Sequence[Any], read: Sequence[tuple[int, list[int]]]) -> tuple[Share, ...]:
    """Splink numbers levels from the last to the first; 0 is "none of them", -1 unknown."""
    shares = []
    for comparison, (gamma, weights) in zip(COMPARISONS, read, strict=True):
        if row[gamma] > 0:
            level = comparison.levels[len(comparison.levels) - row[gamma]]
            weight = sum(row[position] for position in weights if row[position] is not None)
            shares.append(Share(comparison.name, level.name, weight))
    return tuple(shares)


def _settings() -> "SettingsCreator":
    """Even odds before any evidence: `reach` is what stands for the prior."""
    from splink import SettingsCreator

    return SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=0.5,
        comparisons=[_comparison(comparison) for comparison in COMPARISONS],
        blocking_rules_to_generate_predictions=[{"blocking_rule": "1=0"}],
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
    )


def _comparison(comparison: Comparison) -> dict[str, Any]:
    null = {
        "sql_condition": comparison.unknown,
        "label_for_charts": "unknown",
        "is_null_level": True,
    }
    rest = {
        "sql_condition": "ELSE",
        "label_for_charts": "none of these",
        "m_probability": 0.5,
        "u_probability": 0.5,
    }
    levels = [null, *(_level(level) for level in comparison.levels), rest]
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def _level(level: Level) -> dict[str, Any]:
    described: dict[str, Any] = {
        "sql_condition": level.condition,
        "label_for_charts": level.name,
        "m_probability": level.m,
        "u_probability": level.u,
    }
    if level.frequency:
        described |= {
            "tf_adjustment_column": level.frequency,
            "tf_adjustment_weight": level.frequency_weight,
            "tf_minimum_u_value": level.least_u,
            "disable_tf_exact_match_detection": True,
        }
    return described


def _table(rows: Sequence[SpeakerRow] | Sequence[PersonRow]) -> pa.Table:
    """Both tables have the columns of both: Splink puts one below the other."""
    both = pa.unify_schemas([schema_of(SpeakerRow), schema_of(PersonRow)])
    own = {field.name for row in rows[:1] for field in fields(row)}
    columns: dict[str, list[Any]] = {name: [] for name in both.names}
    for number, row in enumerate(rows):
        columns["unique_id"].append(number)
        for name in both.names[1:]:
            columns[name].append(getattr(row, name) if name in own else None)
    return pa.table(columns, schema=both)


def _frequency_table(column: str, values: Mapping[str, float]) -> pa.Table:
    schema = pa.schema([(column, pa.string()), (f"tf_{column}", pa.float64())])
    return pa.table([list(values), [float(v) for v in values.values()]], schema=schema)


def _blocked(keys: Sequence[tuple[int, int]]) -> pa.Table:
    different = sorted(set(keys))
    return pa.table(
        {
            "match_key": ["0"] * len(different),
            "join_key_l": [f"{_SPEAKERS}-__-{left}" for left, _ in different],
            "join_key_r": [f"{_PERSONS}-__-{right}" for _, right in different],
        }
    )
