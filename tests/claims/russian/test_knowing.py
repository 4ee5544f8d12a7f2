"""How a speaker knows what he claims: he took part, saw it, was told, heard it on television."""

import pytest

from earwitness.claims.engines.rules import RuleExtractor

SAID = [
    ("Мы двоих гражданских застрелили на дороге.", "killing", "took_part", None),
    ("Я человека убил, мам.", "admission", "took_part", None),
    ("Мы магазин вскрыли, забрали всё.", "looting", "took_part", None),
    ("Стоим под Изюмом.", "position", "took_part", None),
    ("Нас перебросили к Лиману.", "position", "took_part", None),
    ("Нам приказали пленных не брать.", "order", "took_part", None),
    ("Сам видел, как чеченцы пленного зарезали.", "killing", "saw", None),
    ("На моих глазах деда застрелили.", "killing", "saw", None),
    ("Я видел, как они магазин грабят.", "looting", "saw", None),
    ("При мне троих гражданских расстреляли.", "killing", "saw", None),
    (
        "Пацаны рассказывали, двадцать седьмую бригаду под Сватово всю покрошили.",
        "loss",
        "told",
        "Пацаны",
    ),
    ("Оля говорит, в вашем полку двадцать человек погибло.", "loss", "told", "Оля"),
    ("Санитар знакомый сказал, сорок двухсотых за день.", "loss", "told", "Санитар знакомый"),
    ("Говорят, в Буче гражданских расстреливали.", "killing", "told", None),
    ("Я слышал, там больше тысячи погибло.", "loss", "told", None),
    ("В чате писали, что у них пятьдесят двухсотых.", "loss", "told", "В чате"),
    ("По телевизору сказали, наши взяли Изюм.", "position", "television", "По телевизору"),
    ("Конашенков сказал, что погибло двести человек.", "loss", "television", "Конашенков"),
    ("В новостях передавали, двадцать танков сожгли.", "loss", "television", "В новостях"),
    ("По первому каналу говорят, потерь нет.", "loss", "television", "По первому каналу"),
    (
        "Мне ребята с соседнего полка рассказали, что у них сто двухсотых.",
        "loss",
        "told",
        "ребята с соседнего полка",
    ),
    ("Серёга рассказывал, они двоих гражданских застрелили.", "killing", "told", "Серёга"),
    ("Слышала от соседки, что ваших триста человек погибло.", "loss", "told", "соседки"),
    ("Из роты погибло двенадцать человек.", "loss", None, None),
    ("В их батальоне сорок раненых.", "loss", None, None),
    ("Пацаны магазин грабят.", "looting", None, None),
    ("Своими глазами видел, двенадцать двухсотых привезли.", "loss", "saw", None),
    ("Жена Витька звонила, говорит, их рота вся легла.", "loss", "told", "Жена Витька"),
    ("Врач в госпитале сказал, за ночь шестьдесят трёхсотых.", "loss", "told", "Врач в госпитале"),
    ("Комбат говорил, что от полка половина осталась.", "loss", "told", "Комбат"),
]


@pytest.mark.parametrize(("text", "kind", "known_by", "told_by"), SAID)
def test_a_claim_says_how_it_is_known(
    text: str, kind: str, known_by: str | None, told_by: str | None
) -> None:
    claim = RuleExtractor().extract(text).claims[0]
    assert (claim.kind, claim.known_by, claim.told_by) == (kind, known_by, told_by)


@pytest.mark.parametrize(("text", "kind", "known_by", "told_by"), SAID)
def test_what_others_told_is_hearsay(
    text: str, kind: str, known_by: str | None, told_by: str | None
) -> None:
    claim = RuleExtractor().extract(text).claims[0]
    assert bool(claim.hearsay) == (known_by in {"told", "television"})


def test_the_source_stands_in_the_text_as_it_is_named() -> None:
    text = "Мне ребята с соседнего полка рассказали, что у них сто двухсотых."
    told_by = RuleExtractor().extract(text).claims[0].told_by
    assert told_by is not None and told_by in text


def test_who_says_that_he_does_not_know_has_no_source() -> None:
    text = "Я не знаю, сколько там погибло, может сто, может двести, никто не считал."
    claim = RuleExtractor().extract(text).claims[0]
    assert claim.hearsay and claim.known_by is None and claim.told_by is None


def test_the_speaker_s_own_word_is_no_source() -> None:
    claim = RuleExtractor().extract("Я тебе говорю, у нас двенадцать двухсотых.").claims[0]
    assert claim.known_by is None and claim.hearsay is None
