from hypothesis import given
from hypothesis import strategies as st

from earwitness.calls.translation.glossary import read_glossary, written
from earwitness.records.translation import GlossaryEntry
from earwitness.runtime.spreadsheet_text import STARTS_OF_FORMULAS, as_text, from_text

TEXTS = st.text(alphabet="=+-@'\t\r ab1", max_size=8)


@given(cell=TEXTS)
def test_no_cell_begins_like_a_formula_and_every_cell_comes_back(cell: str) -> None:
    assert not as_text(cell).lstrip(" ").startswith(STARTS_OF_FORMULAS) or not cell.strip()
    assert from_text(as_text(cell)) == cell


def test_a_glossary_is_written_without_formulas_and_read_back_as_it_was() -> None:
    entry = GlossaryEntry(term="-то", meaning='=HYPERLINK("http://x")', renderings=("+1",),
                          kind="word", note="@x", source="")  # fmt: skip
    text = written([entry])
    assert ",\"'=HYPERLINK" in text and "\n'-то" in text
    assert read_glossary(text, name="glossary.csv") == (entry,)
