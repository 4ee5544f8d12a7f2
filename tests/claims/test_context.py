"""What a sentence lacks comes from the speaker's own words around it, and says from which."""

from datetime import UTC, datetime

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.extraction import Talk, extract_from_turns
from earwitness.records.claim import LocatedClaim
from earwitness.records.hearing import Turn


def call(*said: tuple[str, str], language: str = "ru") -> list[LocatedClaim]:
    """Claims of loss of a call of (speaker, words), a turn every ten seconds."""
    turns = [
        Turn(
            start_ms=10_000 * number,
            end_ms=10_000 * number + 9_000,
            speaker_label=speaker,
            channel=0,
            language=language,
            text=text,
        )
        for number, (speaker, text) in enumerate(said)
    ]
    talk = Talk(started_at=datetime(2022, 3, 9, 23, 30, tzinfo=UTC), time_zone="Europe/Kyiv")
    found, _ = extract_from_turns("c", "ab" * 32, turns, extractor=RuleExtractor(), talk=talk)
    return [one for one in found if one.claim.kind == "loss"]


def test_a_loss_takes_the_unit_of_the_sentence_before() -> None:
    (loss,) = call(
        ("wife", "Ты живой?"),
        ("man", "Нашу третью роту у моста накрыли. Двенадцать двухсотых сразу."),
    )
    assert loss.claim.unit is None
    assert loss.unit_in_context == "3 company"
    assert loss.context == "unit: “Нашу третью роту” at 0:10"


def test_larger_units_are_those_that_the_speaker_calls_his_own() -> None:
    (loss,) = call(
        ("man", "Я из второго батальона девятьсот семнадцатого полка."),
        ("wife", "И что у вас?"),
        ("man", "У нас в третьей роте восемь двухсотых."),
    )
    assert loss.claim.unit == "3 company"
    assert loss.unit_in_context == "3 company, 2 battalion, 917 regiment"
    assert "at 0:00" in loss.context


def test_two_own_companies_give_no_number() -> None:
    (loss,) = call(
        ("man", "Сначала я служил у нас во второй роте. Потом у нас в третьей роте был."),
        ("wife", "Ясно."),
        ("man", "У нас в роте восемь двухсотых."),
    )
    assert loss.unit_in_context is None


def test_another_speakers_unit_is_never_taken() -> None:
    (loss,) = call(
        ("friend", "Наш седьмой полк под Изюмом стоит."),
        ("man", "Двенадцать двухсотых."),
    )
    assert (loss.unit_in_context, loss.place_in_context, loss.context) == (None, None, "")


def test_a_unit_that_is_merely_mentioned_is_not_ours() -> None:
    (loss,) = call(
        ("man", "Нас поддерживает семидесятый полк. У нас двенадцать двухсотых."), ("wife", "Ох.")
    )
    assert loss.unit_in_context is None


def test_a_question_supplies_the_unit_and_says_who_asked() -> None:
    (loss,) = call(("wife", "А у вас в роте как?"), ("man", "Восемь двухсотых."))
    assert loss.unit_in_context == "company"
    assert loss.context == "unit: “роте” at 0:00, asked by wife"


def test_the_place_is_where_the_speaker_said_that_they_are() -> None:
    (loss,) = call(
        ("man", "Мы под Бородянкой стоим."), ("wife", "И что?"), ("man", "Восемь двухсотых.")
    )
    assert (loss.claim.place, loss.place_in_context) == (None, "Бородянка")


def test_what_others_told_is_not_placed_where_the_speaker_is() -> None:
    losses = call(
        ("man", "Мы под Бородянкой стоим."),
        ("wife", "И что?"),
        ("man", "Пацаны рассказывали, первый батальон весь лёг."),
    )
    assert [one.place_in_context for one in losses] == [None]


def test_a_number_without_its_noun_belongs_to_the_unit_beside_it() -> None:
    (loss,) = call(("man", "Процентов тридцать батальона нет. Второго нашего."), ("wife", "Ох."))
    assert (loss.claim.unit, loss.unit_in_context) == ("battalion", "2 battalion")


def test_a_time_of_the_sentence_before_dates_the_loss_in_the_time_zone_of_the_case() -> None:
    (loss,) = call(("man", "Вчера нас у моста разбили. Восемь двухсотых в роте."), ("wife", "Ох."))
    assert loss.claim.when is None
    assert str(loss.said_at) == "2022-03-10 01:30:00+02:00"
    assert str(loss.meant_from) == str(loss.meant_to) == "2022-03-09"  # the 10th in Kyiv
    assert loss.context.endswith("time: “Вчера” at 0:00")


def test_hearsay_goes_on_in_the_next_turn() -> None:
    _, goes_on = call(
        ("man", "Пацаны рассказывали, первый батальон весь лёг."),
        ("wife", "Да ты что."),
        ("man", "Триста двухсотых."),
    )
    assert goes_on.claim.hearsay is None and goes_on.hearsay_in_context is True


def test_context_in_ukrainian_quotes_ukrainian_words() -> None:
    (loss,) = call(
        ("man", "Нашу третю роту під Бучею накрили. Двадцять двохсотих."), ("wife", "Ох."),
        language="uk",
    )  # fmt: skip
    assert (loss.unit_in_context, loss.place_in_context) == ("3 company", "Буча")
    assert loss.context == "unit: “Нашу третю роту” at 0:00. place: “Бучею” at 0:00"


def test_speakers_who_are_not_told_apart_lend_nothing_over_turns() -> None:
    (loss,) = call(("one", "У нас в третьей роте нормально."), ("one", "Восемь двухсотых."))
    assert loss.unit_in_context is None


def test_an_english_loss_takes_unit_place_and_time_from_the_sentence_before() -> None:
    (loss,) = call(
        ("wife", "Are you alive?"),
        (
            "man",
            "On the seventh our third company was hit near Hostomel. Twelve were killed there.",
        ),
        language="en",
    )
    assert (loss.claim.unit, loss.claim.place, loss.claim.when) == (None, None, None)
    assert (loss.unit_in_context, loss.place_in_context) == ("3 company", "Hostomel")
    assert str(loss.meant_from) == str(loss.meant_to) == "2022-03-07"
    assert "“our third company” at 0:10" in loss.context


def test_an_english_hospital_is_no_place_of_battle() -> None:
    (loss,) = call(
        ("man", "I lie in a hospital in Belgorod. Twelve of ours were killed."), language="en"
    )
    assert loss.place_in_context is None
