"""The words that an answer may use."""

KINDS = ("loss", "position", "order", "killing", "looting", "admission")
MOODS = ("stated", "question", "joke", "hypothetical", "plan")
KNOWN_BY = ("took_part", "saw", "told", "television")
OBJECTS = (
    "people",
    "tank",
    "apc",
    "ifv",
    "vehicle",
    "artillery",
    "helicopter",
    "aircraft",
    "drone",
    "ship",
    "equipment",
)
QUANTITIES = (
    "killed",
    "wounded",
    "missing",
    "captured",
    "refused",
    "remaining",
    "total",
    "fraction",
)
