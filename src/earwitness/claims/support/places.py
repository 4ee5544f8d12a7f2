"""One key for a place, however it is spelt: Буча, Bucha; Киев, Київ, Kyiv."""

import csv
import io
import re
from functools import cache, lru_cache
from importlib.resources import files

from earwitness.runtime.russian.transliteration import skeletons

_ABOUT = re.compile(
    r"^(?:near|outside|around|in|at|под|возле|около|у|в|город|село|пгт|the city of|city of)\s+"
    r"|\s+(?:area|district|city|town|oblast|region)$",
    re.IGNORECASE,
)
"""Words around the name in tables of facts."""


_COUNTRIES = {"украина": "Ukraine", "україна": "Ukraine", "россия": "Russia", "росія": "Russia"}


@cache
def _spellings() -> dict[str, str]:
    """Key of a Russian name → key of its Latin spelling, where they differ."""
    table = files("earwitness.claims").joinpath("support", "data", "place_spellings.tsv")
    found: dict[str, str] = {}
    rows = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8")), delimiter="\t")
    for row in rows:
        for skeleton in skeletons(row["name"]):
            found.setdefault(
                _folded(skeleton), _folded(skeletons(row["spellings"].split("|")[0])[0])
            )
    return found


def _folded(skeleton: str) -> str:
    """Russian г is h in Ukrainian names: Гостомель, Hostomel."""
    return skeleton.replace("h", "g")


@lru_cache(maxsize=20_000)
def place_key(untrusted_name: str) -> str:
    """The key of a place name in Russian, Ukrainian or English; "" of none.

    Names of equal sound are one key: which of several towns of one name is meant is not decided.
    """
    bare = _ABOUT.sub("", " ".join(untrusted_name.split()))
    read = skeletons(_COUNTRIES.get(bare.casefold(), bare))
    key = _folded(read[0]) if read and read[0] else bare.casefold()
    return _spellings().get(key, key)
