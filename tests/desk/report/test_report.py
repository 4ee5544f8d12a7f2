import base64
import hashlib
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.report.page import Page
from desk.report.small_case import CLAIM, JOKE, SHA, first_call, small_case
from earwitness.desk.report.rendering import render_report
from earwitness.desk.report.report_data import CAUTION, Counts, ReportCall, ReportData
from earwitness.records.hearing import Flag
from earwitness.records.support import Relation

TURN = f"turn-{SHA[:12]}-65000-channel-0"
OTHER_VOICE = f"turn-{SHA[:12]}-65000-channel-1"
DOUBTFUL_TURN = f"turn-{SHA[:12]}-70000-channel-0"


@pytest.fixture(scope="module")
def html() -> str:
    return render_report(small_case())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_page_says_first_that_it_is_for_inside_use(html: str) -> None:
    text = Page(html).text()
    banner = "Inside use only. This page contains names and phone numbers. Not for publication."
    assert text.startswith(f"Invented case · report for inside use {banner}")


def test_the_cautions_stand_on_the_page(page: Page) -> None:
    text = page.text()
    assert CAUTION in text
    assert "a way to find a call, not evidence" in text
    assert "Chosen by the sender." in text
    assert "Overlapping claims are never summed." in text


def test_an_archive_without_a_description_says_so() -> None:
    text = Page(render_report(replace(small_case(), selection_caveat=""))).text()
    assert "Ask who chose the recordings" in text


def test_the_counts_are_shown_as_given_and_a_share_is_never_rounded_up(page: Page) -> None:
    text = page.text("top")
    for shown in ("calls 2", "minutes 62", "duplicates 5", "problems 3", "recordings 1 234"):
        assert shown in text
    assert "heard 99 %" in text


def test_nothing_known_of_hearing_is_not_called_zero() -> None:
    counts = Counts(recordings=0, calls=0, minutes=0, heard_share=None, problems=0, duplicates=0)
    text = Page(render_report(replace(small_case(), counts=counts))).text("top")
    assert "heard not known" in text


def test_the_page_loads_nothing_and_leads_nowhere_else(html: str, page: Page) -> None:
    assert not re.search(r"https?:|//[a-z]|url\(|@import|<link|<img|<iframe|<form", html)
    names = {name for _, name, _ in page.attributes}
    assert not names & {"src", "srcset", "action", "formaction", "poster", "data", "ping"}
    assert all(value.startswith("#") for _, name, value in page.attributes if name == "href")
    assert not {name for name in names if name.startswith("on")}


def test_only_our_own_script_may_run(html: str) -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in html


def test_a_tap_does_not_dial_a_number_of_the_archive(page: Page) -> None:
    assert ("meta", "content", "telephone=no, date=no, address=no, email=no") in page.attributes
    assert not any(value.startswith("tel:") for _, _, value in page.attributes)


def test_every_link_has_its_place_and_every_id_is_there_once(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert page.unbalanced == []


def test_a_claim_leads_to_the_turn_of_its_speaker_where_two_speak_at_once(page: Page) -> None:
    assert page.links.count(f"#{TURN}") >= 3  # the losses, the claims by kind, the turn itself
    assert page.links.count(f"#{OTHER_VOICE}") == 2  # the turn itself, what it quotes
    assert "Claim, loss own company · killed 12 · hearsay" in page.text(TURN)
    assert "Claim" not in page.text(OTHER_VOICE)


def test_a_claim_whose_turn_is_gone_leads_to_its_call() -> None:
    call = replace(first_call(), claims=(replace(CLAIM, start_ms=500_000, end_ms=501_000),))
    page = Page(render_report(replace(small_case(), calls=(call,))))
    assert "двенадцать двухсотых" in page.text("claim-claim-1")
    assert page.links.count("#call-call-1") >= 2


def test_a_doubtful_turn_is_marked_in_words_and_so_are_its_claims(page: Page) -> None:
    words = "Doubtful repeats itself, may be invented by the machine"
    assert words in page.text(DOUBTFUL_TURN)
    assert "Note: heard a second time" in page.text(DOUBTFUL_TURN)
    assert words in page.text("losses")
    assert "Doubtful" not in page.text(TURN)
    assert "1 doubtful turn " in page.text("call-call-1") + " "


@pytest.mark.parametrize("flag", list(Flag))
def test_every_flag_has_words(flag: Flag) -> None:
    call = first_call()
    (heard,) = call.recordings
    assert heard.transcript is not None
    turns = tuple(replace(turn, flags=(flag,)) for turn in heard.transcript.turns)
    heard = replace(heard, transcript=replace(heard.transcript, turns=turns))
    html = render_report(replace(small_case(), calls=(replace(call, recordings=(heard,)),)))
    assert re.search("Doubtful|Note: ", Page(html).text(TURN))


def test_original_and_translation_stand_side_by_side_with_the_language_named(html: str) -> None:
    (found,) = re.findall(rf'id="{TURN}".*?</div>', html, re.DOTALL)
    assert '<p class="original" lang="ru">Нас обманули, двенадцать двухсотых.</p>' in found
    assert '<p class="english">They lied, twelve dead.</p>' in found
    assert ">01:05</a>" in found


def test_the_times_are_those_of_the_case(page: Page) -> None:
    assert "5 Mar 2022, 19:42 EET" in page.text("call-call-1")


def test_who_speaks_is_shown_as_a_possibility_with_reasons_for_and_against(page: Page) -> None:
    text = page.text("call-call-1")
    assert "Олег Вымышленный 0.70" in text
    assert "nobody in the sources 0.30" in text
    assert "+3.0 He calls himself Олег." in text
    assert "\u22121.5" in text and "The phone is shared." in text
    assert "Compare the voice with call-2." in text
    assert "perhaps Олег Вымышленный (0.70)" in page.text("claims")


def test_the_latest_judgement_leads(page: Page) -> None:
    text = page.text("person-person-1")
    assert "Judged positive, by C. D. on 7 Mar 2022: Heard the interview." in text
    assert "First." not in text


def test_losses_show_a_range_their_claims_and_what_contradicts_them(page: Page) -> None:
    text = page.text("losses")
    assert "killed 12 to 20 from 1 to 2 independent sources" in text
    assert "двенадцать двухсотых" in text
    assert "Contradiction: 12 is not 15" in text and "Да да" in text
    assert "claim-that-is-gone" not in text


def test_a_claim_shows_what_bears_on_it_and_what_people_think_of_it(page: Page) -> None:
    text = page.text("claims")
    assert "contradicted by call-1, 01:10 (12 is not 15)" in text
    assert "supported by published: A battle is reported (a paper) (12 is 12)" in text
    assert "not in the page" not in text
    assert "Graded B2, by O. P. on 5 Mar 2022: He was there." in text
    assert "#claim-claim-2" in page.links


def test_what_is_quoted_from_television_stands_beside_the_answer(page: Page) -> None:
    text = page.text("contrast-contrast-1")
    assert "По телевизору говорят, всё по плану." in text
    assert "perhaps a relative (is called from a phone that many share)" in text
    assert "the answer · deception Нас обманули." in text
    assert "and 3 more" in text
    assert "A battle is reported 2022-03-05 · a paper" in text
    assert page.links.count(f"#{OTHER_VOICE}") == 2


def test_a_row_of_many_claims_is_folded_and_none_is_lost() -> None:
    case = small_case()
    (row,) = case.losses
    many = replace(row, statements=row.statements[:1] * 40)
    html = render_report(replace(case, losses=(many,)))
    folded = html.split("<summary>and 28 more claims</summary>")
    assert len(folded) == 2
    assert Page(html).text("losses").count("двенадцать двухсотых") == 41  # and a contradiction


def test_a_joke_is_told_apart_and_in_no_range(page: Page) -> None:
    assert "Said, but in no range joke" in page.text("losses")
    assert "900" not in page.text("losses").split("Said, but in no range")[0]
    assert "not asserted 1" in page.text("claims")
    assert "Not asserted (joke), loss" in page.text(DOUBTFUL_TURN)


def test_found_absent_and_not_checked_are_three_answers(page: Page) -> None:
    text = page.text("lines")
    assert re.search(r"\+79552110001 1 0 0 found Олег работа \(result.json\) not checked", text)
    assert re.search(r"\+380970000002 0 1 0 absent not checked", text)


def test_no_source_at_all_means_not_checked() -> None:
    text = Page(render_report(replace(small_case(), sources=()))).text("lines")
    assert "No source of profiles was read, so no line was checked." in text


def test_what_is_unknown_stays_so(page: Page) -> None:
    text = page.text("call-call-2")
    assert "not known to as written: 7,955E+10" in text
    assert "not known · length not known" in text
    assert "no recording of it was handed in" in text


def test_problems_and_models_are_shown_with_remedy_and_provenance(page: Page) -> None:
    assert "No sound." in page.text("problems") and "Ask again." in page.text("problems")
    making = page.text("making")
    for shown in ("faster-whisper 1.2", "whisper-base", "MIT", "0.15 to 0.49", "cd" * 8):
        assert shown in making


def test_an_empty_case_gives_a_page_too() -> None:
    counts = Counts(recordings=0, calls=0, minutes=0, heard_share=None, problems=0, duplicates=0)
    data = ReportData(
        case_name="Empty",
        made_at=small_case().made_at,
        version="9.9",
        time_zone="UTC",
        counts=counts,
    )
    page = Page(render_report(data))
    assert "There is no call in this case yet." in page.text()
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


EVIL = "<script>alert(1)</script>\"'&{{ x }}{% now %}"


def poisoned(value: Any, poison: str) -> Any:
    """The same records with foreign text in every string; times, flags and zones are kept."""
    if isinstance(value, Enum | date) or value == "Europe/Kyiv":
        return value
    if isinstance(value, str):
        return value + poison
    if isinstance(value, tuple):
        return tuple(poisoned(item, poison) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: poisoned(getattr(value, f.name), poison) for f in fields(value)}
        return replace(value, **changed)
    return value


def test_foreign_text_in_every_field_stays_text() -> None:
    page = Page(html := render_report(poisoned(small_case(), EVIL)))
    assert html.count("<script") == 1
    assert page.unbalanced == []
    assert {tag for tag, _, _ in page.attributes} <= {
        tag for tag, _, _ in Page(render_report(small_case())).attributes
    }
    assert "Invented case" + EVIL in page.text()
    assert "Олег Вымышленный" + EVIL in page.text("persons")
    assert all(value.startswith("#") for _, name, value in page.attributes if name == "href")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=20))
def test_any_foreign_text_leaves_the_page_whole(poison: str) -> None:
    page = Page(render_report(poisoned(small_case(), poison)))
    assert page.unbalanced == []
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_five_thousand_calls_render() -> None:
    call = first_call()
    calls: list[ReportCall] = []
    for number in range(5000):
        sha256 = f"{number:064x}"[::-1]
        (heard,) = call.recordings
        recording = replace(heard.recording, sha256=sha256)
        calls.append(
            replace(
                call,
                call=replace(call.call, id=f"call-{number}"),
                recordings=(replace(heard, recording=recording),),
                claims=tuple(
                    replace(claim, id=f"{claim.id}-{number}", sha256=sha256)
                    for claim in call.claims
                ),
            )
        )
    html = render_report(replace(small_case(), calls=tuple(calls)))
    assert html.count('<article class="call"') == 5000


def test_a_denial_shows_beside_the_claim_that_it_contradicts() -> None:
    case = small_case()
    denial = replace(JOKE, claim=replace(JOKE.claim, mood=None, polarity="denied"))
    calls = tuple(
        replace(call, unasserted=(denial,)) if JOKE in call.unasserted else call
        for call in case.calls
    )
    claim = next(claim for call in case.calls for claim in call.claims)
    relation = Relation(left=claim.id, right=denial.id, relation="contradicts", why="he denies it")
    html = render_report(replace(case, calls=calls, relations=(relation,)))
    assert "a denial" in html and "he denies it" in html
