"""The glossary: found in every inflection, checked in the English, read and written as a table."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from earwitness.calls.translation.glossary import (
    OFF,
    key,
    laid_over,
    read_glossary,
    shipped,
    written,
)
from earwitness.calls.translation.terms import Glossary, glossary_doubts, terms_in
from earwitness.records.errors import CaseUnusable
from earwitness.records.translation import GlossaryEntry

GLOSSARY = Glossary.of(shipped())


def found(text: str) -> list[str]:
    return [entry.term for entry, _ in terms_in(text, GLOSSARY)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Двенадцать двухсотых и трёхсотый.", ["двухсотый", "трехсотый"]),
        ("Три 200-х, один 300-й.", ["двухсотый", "трехсотый"]),
        ("Двухсотый полк стоит.", ["полк"]),
        ("Везли груз двести.", ["груз двести"]),
        ("Везли груз 200.", ["груз 200"]),
        ("Из батальонно-тактической группы.", ["батальонно-тактическая группа"]),
        ("Он у нас срочником, а тот контрабас.", ["срочник", "контрабас"]),
        ("В нашей роте пятисотые.", ["рота", "пятисотый"]),
        ("Хороший день.", []),
    ],
)
def test_terms_are_found_in_any_inflection(text: str, terms: list[str]) -> None:
    assert found(text) == terms


def test_a_term_stands_where_it_says() -> None:
    text = "Ну, двухсотых привезли."
    ((_, term),) = terms_in(text, GLOSSARY)
    assert text[term.start : term.end] == term.found == "двухсотых"
    assert term.meaning == "killed"


@pytest.mark.parametrize(
    ("text", "english", "missed"),
    [
        ("Двухсотых привезли.", "They brought the dead.", False),
        ("Двухсотых привезли.", "They brought two-hundredths.", False),
        ("Двухсотых привезли.", "They brought some people.", True),
        ("Он срочник.", "He's a conscript.", False),
        ("Он срочник.", "He's in a hurry.", True),
        ("Укроп на грядке.", "Dill in the garden.", False),
    ],
)
def test_english_that_lacks_every_rendering_is_doubted(
    text: str, english: str, missed: bool
) -> None:
    assert bool(glossary_doubts(terms_in(text, GLOSSARY), english)) is missed


def test_slurs_are_marked_as_such() -> None:
    slurs = [entry for entry in shipped() if "slur" in (entry.kind, entry.note.split(" ")[0])]
    assert {"укроп", "хохол", "москаль"} <= {entry.term for entry in slurs}
    ((_, term),) = terms_in("Там одни укропы.", GLOSSARY)
    assert term.kind == "slur" and "slur" in term.note


def test_every_shipped_term_finds_itself_and_names_its_source() -> None:
    for entry in shipped():
        assert key(entry.term) in [key(term) for term in found(entry.term)], entry.term
        assert entry.meaning and entry.source


def test_a_case_replaces_a_shipped_term_or_takes_it_away() -> None:
    own = (
        GlossaryEntry(term="Двухсотый", meaning="killed here"),
        GlossaryEntry(term="град", meaning="", kind=OFF),
        GlossaryEntry(term="дискотека", meaning="heavy shelling", renderings=("shell",)),
    )
    merged = {key(entry.term): entry for entry in laid_over(shipped(), own)}
    assert merged["двухсотый"].meaning == "killed here"
    assert "град" not in merged
    assert merged["дискотека"].renderings == ("shell",)


CELLS = st.text(alphabet="абв xyz,\"'-", min_size=1, max_size=20).filter(
    lambda cell: any(c.isalpha() for c in cell) and "|" not in cell
)


@example([GlossaryEntry(term="x", meaning="x", note=" -x")])
@given(st.lists(st.builds(GlossaryEntry, term=CELLS, meaning=CELLS, note=CELLS), max_size=5))
def test_what_is_written_is_read_again(entries: list[GlossaryEntry]) -> None:
    again = read_glossary(written(entries), name="glossary.csv")
    assert [(e.term, e.meaning, e.note) for e in again] == [
        (e.term.strip(), e.meaning.strip(), e.note.strip()) for e in entries
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("word;meaning\n", "no meaning and no term"),
        ("term,meaning\n,killed\n", "row 2 has no term"),
        ("term,meaning\nград,\n", "row 2 has no meaning"),
        ("term,meaning\nград," + "x" * 3000 + "\n", "more than 2000 characters"),
        ("x" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_a_table_that_is_none_is_told_with_its_row(text: str, reason: str) -> None:
    with pytest.raises(CaseUnusable, match=reason) as caught:
        read_glossary(text, name="glossary.csv")
    assert "term,meaning" in caught.value.remedy


@given(st.text(max_size=300))
def test_any_text_is_a_glossary_or_told_to_be_none(text: str) -> None:
    try:
        read_glossary(f"term,meaning\n{text}", name="glossary.csv")
    except CaseUnusable as told:
        assert told.remedy
