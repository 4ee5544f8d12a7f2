"""Words of `data/circumstances.toml`."""

from functools import cache

from earwitness.claims.tables import read_table


@cache
def words(name: str) -> frozenset[str]:
    """One list of the table as a set."""
    return frozenset(read_table("russian", "circumstances.toml")[name])


@cache
def beginnings(name: str) -> tuple[str, ...]:
    """One list of the table as beginnings of words."""
    return tuple(read_table("russian", "circumstances.toml")[name])
