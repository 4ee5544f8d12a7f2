"""Names of months: English, Russian and Ukrainian, and how they begin in other languages."""

NAMES = (
    ("january", "jan", "января", "январь", "січня"),
    ("february", "feb", "февраля", "февраль", "лютого"),
    ("march", "mar", "марта", "март", "березня"),
    ("april", "apr", "апреля", "апрель", "квітня"),
    ("may", "мая", "май", "травня"),
    ("june", "jun", "июня", "июнь", "червня"),
    ("july", "jul", "июля", "июль", "липня"),
    ("august", "aug", "августа", "август", "серпня"),
    ("september", "sep", "sept", "сентября", "сентябрь", "вересня"),
    ("october", "oct", "октября", "октябрь", "жовтня"),
    ("november", "nov", "ноября", "ноябрь", "листопада"),
    ("december", "dec", "декабря", "декабрь", "грудня"),
)
_GERMAN = {3: "mär", 5: "mai", 10: "okt", 12: "dez"}

BEGINNINGS = tuple(
    frozenset({name[:3] for name in names} | {_GERMAN.get(month, names[0][:3])})
    for month, names in enumerate(NAMES, start=1)
)
"""Three letters tell each of them, in German too."""
