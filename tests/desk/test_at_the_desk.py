"""Errors say what to do at the desk, where it has a page for that."""

import pytest
from django.utils import translation

from earwitness.desk.at_the_desk import what_happened, what_to_do
from earwitness.records.errors import WrongUsage


@pytest.mark.parametrize(
    ("remedy", "told"),
    [
        ("`earwitness calls` lists them all.", "“Calls” lists them all."),
        ("earwitness release sign spring-1 --by NAME", "Sign it under “Gate and signatures”."),
        ("earwitness release lift spring-1 abc --why …", "Open the clip, and change it there."),
        ("`earwitness show CALL` shows the times of all turns.", "The page of the call shows"),
        ("Run `earwitness verify` to see which.", "Run `earwitness verify` to see which."),
        ("--from and --to are seconds, the later one last.", ""),
        ("Give a reason.", "Give a reason."),
    ],
)
def test_what_the_desk_can_do_is_said_in_its_words(remedy: str, told: str) -> None:
    with translation.override("en"):
        found = what_to_do(WrongUsage("No.", remedy=remedy))
    assert found.startswith(told) if told else found == ""


def test_a_command_behind_a_colon_is_no_part_of_what_happened() -> None:
    error = WrongUsage(
        "abc: it has no title: earwitness release clip spring-1 abc --title …", remedy="Or drop it."
    )
    assert what_happened(error) == "abc: it has no title."
    with translation.override("uk"):
        assert what_to_do(error) == "Відкрийте фрагмент і змініть там."
