import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.cells import CellIdentity, cell_doubt, read_cell

HEX = st.from_regex(r"[0-9A-F]{1,4}", fullmatch=True)


@pytest.mark.parametrize(
    "text", ["001-01-2F20-E170", "001:01:2F20:E170", "001 01 2F20 E170", " 001/01/2F20/E170 "]
)
def test_a_cell_is_read_with_every_usual_separator(text: str) -> None:
    assert read_cell(text) == CellIdentity(mcc="001", mnc="01", lac="2F20", cid="E170")


def test_area_and_cell_may_stand_without_the_network() -> None:
    assert read_cell("12064-57712") == CellIdentity(mcc="", mnc="", lac="12064", cid="57712")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Выдуманская ул., 5",
        "57712",
        "1-1-1",
        "01-01-2F20-E170",
        "001-0101-2F20-E170",
        "1-2-3-4-5",
    ],
)
def test_what_is_no_cell_identity_is_left_alone(text: str) -> None:
    assert read_cell(text) is None
    assert cell_doubt(text) == ""


def test_numbers_beyond_every_network_are_told() -> None:
    assert cell_doubt("001-01-12064-57712") == ""
    assert cell_doubt("001-01-2F20-123456789012")
    assert cell_doubt("001-01-99999999-1")


@settings(max_examples=60)
@given(
    st.from_regex(r"[0-9]{3}", fullmatch=True),
    st.from_regex(r"[0-9]{2,3}", fullmatch=True),
    HEX,
    HEX,
    st.sampled_from("-:/_."),
)
def test_every_written_cell_is_read_back(mcc: str, mnc: str, lac: str, cid: str, mark: str) -> None:
    written = mark.join((mcc, mnc, lac, cid))
    assert read_cell(written) == CellIdentity(mcc=mcc, mnc=mnc, lac=lac, cid=cid)
    assert cell_doubt(written) == ""


@settings(max_examples=100)
@given(st.text(max_size=40) | st.from_regex(r"[0-9A-Fa-f:\-]{0,40}", fullmatch=True))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(cell_doubt(text), str)
