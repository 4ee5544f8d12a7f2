"""Conditions of a query to tantivy queries over the four indexed fields."""

from collections.abc import Iterable

import tantivy
from tantivy import Occur, Query

from earwitness.runtime.search.query import Part
from earwitness.runtime.search.words import lemmas, stem

TEXT, LEMMAS, TRANSLATION, STEMS = "text", "lemmas", "translation", "stems"

# The very form that was typed ranks above its inflections, a near miss below both. Ranking
# only: what is found does not depend on these.
_EXACT_BOOST = 2.0
_FUZZY_BOOST = 0.5
_TIE_BREAKER = 0.1


def matching(schema: tantivy.Schema, parts: Iterable[Part]) -> Query:
    """One tantivy query: every condition must hold, no excluded one may."""
    return Query.boolean_query(
        [
            (Occur.MustNot if part.excluded else Occur.Must, _condition(schema, part))
            for part in parts
        ]
    )


def _condition(schema: tantivy.Schema, part: Part) -> Query:
    alternatives = _exactly(schema, part.words) if part.exact else _any_form(schema, part.words[0])
    if part.fuzzy:
        alternatives += _near(schema, part.words[0])
    return Query.disjunction_max_query(alternatives, tie_breaker=_TIE_BREAKER)


def _exactly(schema: tantivy.Schema, words: tuple[str, ...]) -> list[Query]:
    if len(words) == 1:  # tantivy's phrase query needs two
        return [Query.term_query(schema, field, words[0]) for field in (TEXT, TRANSLATION)]
    return [Query.phrase_query(schema, field, list(words)) for field in (TEXT, TRANSLATION)]


def _any_form(schema: tantivy.Schema, word: str) -> list[Query]:
    forms = [Query.term_query(schema, LEMMAS, lemma) for lemma in lemmas(word)]
    forms.append(Query.term_query(schema, STEMS, stem(word)))
    exact = [Query.boost_query(query, _EXACT_BOOST) for query in _exactly(schema, (word,))]
    return exact + forms


def _near(schema: tantivy.Schema, word: str) -> list[Query]:
    """Distance 1, a swap of neighbours counting as one (Damerau and Levenshtein)."""
    typed = [Query.fuzzy_term_query(schema, field, word) for field in (TEXT, TRANSLATION)]
    forms = [Query.fuzzy_term_query(schema, LEMMAS, lemma) for lemma in lemmas(word)]
    return [Query.boost_query(query, _FUZZY_BOOST) for query in (*typed, *forms)]
