"""Makes `outlines.json` from Natural Earth's countries; run by hand, never at run time.

    uv run --with shapely python docs/make_outlines.py COUNTRIES.json OUT

COUNTRIES.json is `countries-50m.json` of the npm package world-atlas 2.0.2: Natural Earth 4.1.0,
public domain, as TopoJSON. Changed here: cut to a box, simplified, rounded to 0.01 degrees, and
Crimea joined to Ukraine (General Assembly resolution 68/262; Natural Earth draws who holds it).
"""

import json
import sys
from pathlib import Path
from typing import Any

from shapely.geometry import MultiPolygon, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient
from shapely.ops import unary_union

BOX = box(18.0, 42.5, 50.0, 60.5)
"""Degrees: west, south, east, north."""
CRIMEA = box(32.3, 44.2, 36.68, 46.25)
TOLERANCE = 0.02
"""Degrees, about 2 km: finer than a point of the map."""
UKRAINE, RUSSIA = "804", "643"


def rings(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The arcs as lines in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * kx + dx, y * ky + dy))
        found.append(line)
    return found


def geometry_of(one: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> BaseGeometry:
    """A country."""
    polygons = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        line: list[tuple[float, float]] = []
        for index in indices:
            part = arcs[index] if index >= 0 else arcs[~index][::-1]
            line.extend(part[1:] if line else part)
        return line

    built = [Polygon(ring(own[0]), [ring(hole) for hole in own[1:]]) for own in polygons]
    return MultiPolygon(built).buffer(0)


def clockwise(geometry: BaseGeometry) -> MultiPolygon:
    """As d3 wants it: outer rings clockwise, or the rest of the globe is meant."""
    parts = [one for one in getattr(geometry, "geoms", [geometry]) if isinstance(one, Polygon)]
    return MultiPolygon([orient(one, sign=-1.0) for one in parts])


def rounded(value: Any) -> Any:
    """Coordinates with two decimals."""
    return round(value, 2) if isinstance(value, float) else [rounded(one) for one in value]


def main(source: Path, target: Path) -> None:
    """Read the topology, write the outlines."""
    topology = json.loads(source.read_text("utf-8"))
    arcs = rings(topology)
    countries = {
        one["id"]: (one["properties"]["name"], geometry_of(one, arcs))
        for one in topology["objects"]["countries"]["geometries"]
        if "id" in one
    }
    peninsula = countries[RUSSIA][1].intersection(CRIMEA)
    name, ukraine = countries[UKRAINE]
    countries[UKRAINE] = (name, unary_union([ukraine, peninsula.buffer(0.005)]))
    countries[RUSSIA] = (
        countries[RUSSIA][0],
        countries[RUSSIA][1].difference(peninsula.buffer(0.01)),
    )
    features = []
    for code, (name, geometry) in sorted(countries.items()):
        cut = geometry.intersection(BOX).simplify(TOLERANCE)
        if not cut.is_empty:
            told = mapping(clockwise(cut))
            features.append(
                {
                    "type": "Feature",
                    "id": code,
                    "properties": {"name": name},
                    "geometry": {"type": told["type"], "coordinates": rounded(told["coordinates"])},
                }
            )
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    target.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
