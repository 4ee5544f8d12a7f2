"""Russian endings of place names, so that rare names are known in every case.

The analyser's dictionary lacks most villages and guesses wrong lemmas for them, so each name is
cut into a stem and the endings of its declension (A. A. Zaliznyak, Grammatical Dictionary of the
Russian Language, 1977: declension types of nouns and adjectives).
"""

# Ending of the nominative → endings of the other cases, longest first.
_DECLENSIONS = (
    ("ская", ("ская", "ской", "скую", "скою")),
    ("ское", ("ское", "ского", "скому", "ским", "ском")),
    ("ский", ("ский", "ского", "скому", "ским", "ском")),
    ("ая", ("ая", "ой", "ую", "ою")),
    ("яя", ("яя", "ей", "юю", "ею")),
    ("ое", ("ое", "ого", "ому", "ым", "им", "ом")),
    ("ее", ("ее", "его", "ему", "им", "ем")),
    ("ой", ("ой", "ого", "ому", "ым", "ом")),
    ("ый", ("ый", "ого", "ому", "ым", "ом")),
    ("ий", ("ий", "ия", "ию", "ием", "ии", "его", "ему", "им", "ем", "ого", "ому", "ом")),
    ("ые", ("ые", "ых", "ым", "ыми")),
    ("ие", ("ие", "их", "им", "ими")),
    ("ия", ("ия", "ии", "ию", "ией")),
    ("ья", ("ья", "ьи", "ье", "ью", "ьей")),
    ("ье", ("ье", "ья", "ью", "ьем", "ьи")),
    ("ец", ("ец", "ца", "цу", "цом", "цем", "це", "ьца", "ьцу", "ьцом", "ьцем", "ьце")),
    ("ок", ("ок", "ка", "ку", "ком", "ке", "ока", "оку", "оком", "оке")),
    ("а", ("а", "ы", "и", "е", "у", "ой", "ою", "ей")),
    ("я", ("я", "и", "е", "ю", "ей", "ею")),
    ("о", ("о", "а", "у", "ом", "ым", "е")),
    ("е", ("е", "я", "ю", "ем", "а", "у")),
    ("ь", ("ь", "я", "ю", "ем", "е", "и", "ью")),
    ("й", ("й", "я", "ю", "ем", "е")),
    ("цы", ("цы", "цев", "цам", "цами", "цах", "ц")),
    ("ы", ("ы", "ов", "ам", "ами", "ах", "")),
    ("и", ("и", "ов", "ей", "ев", "ам", "ями", "ями", "ами", "ах", "ям", "ях", "")),
    ("у", ("у",)),
    ("", ("", "а", "у", "ом", "ем", "ым", "е")),
)


def word_forms(low: str) -> frozenset[str]:
    """All forms that a lower-case place word may take; some are not in use, none is harmful.

    Names in "-ово" and "-ино" are also used without inflection; their nominative covers that.
    """
    for ending, others in _DECLENSIONS:
        if low.endswith(ending) and len(low) > len(ending) + 1:
            stem = low[: len(low) - len(ending)]
            return frozenset(stem + other for other in others)
    return frozenset({low})
