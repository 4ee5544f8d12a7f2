"""The pages say what a release says, ask nothing of the network, and no text leaves its place."""

import base64
import dataclasses
import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.publication.publishers.html.publisher import HtmlPublisher
from earwitness.publication.publishers.labels import (
    LANGUAGES,
    clock,
    day,
    grade_code,
    labels_for,
)
from earwitness.records.published import PublishedRelease, TextMark
from fakes.releases import CELLAR, RELEASE, WITHDRAWN, WRITTEN

VOID = {"meta", "link", "source", "input", "br"}


class Page(HTMLParser):
    """Tags with their attributes, and the texts between them."""

    def __init__(self, written: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ends: list[str] = []
        self.texts: list[str] = []
        self.inside: list[str] = []
        self.others: list[str] = []
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag
        self.ends.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    @property
    def skeleton(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(tag, tuple(attributes)) for tag, attributes in self.tags]

    def values(self, *names: str) -> Iterator[str]:
        for _, attributes in self.tags:
            yield from (value or "" for name, value in attributes.items() if name in names)


def sources(release: PublishedRelease) -> dict[str, str]:
    files = HtmlPublisher().publish(release)
    return {file.path: file.data.decode() for file in files if file.path.endswith(".html")}


def pages(release: PublishedRelease) -> dict[str, Page]:
    return {path: Page(source) for path, source in sources(release).items()}


def page(release: PublishedRelease, path: str) -> tuple[Page, str]:
    found = pages(release)[path]
    return found, re.sub(r"\s+", " ", "".join(found.texts))


PLAIN = {"id", "clip_id", "extension"}


def filled(thing: Any, text: str) -> Any:
    """The record with this text wherever a text can stand; a text's language stays."""
    if isinstance(thing, tuple):
        return tuple(filled(one, text) for one in thing)
    if isinstance(thing, str) and not isinstance(thing, TextMark):
        return text
    if not dataclasses.is_dataclass(thing) or isinstance(thing, type):
        return thing
    kept = PLAIN | ({"language"} if hasattr(thing, "captions") else set())
    changes = {
        field.name: filled(getattr(thing, field.name), text)
        for field in dataclasses.fields(thing)
        if field.name not in kept and not (field.name == "withdrawn" and not thing.withdrawn)
    }
    return replace(thing, **changes)


HOSTILE = [
    *("</title><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onload='x"),
    *("<!--", "-->", "</script>", "</style>", "{{ 7 * 7 }}", "{% raw %}", "&lt;b&gt;", "&#60;b"),
    *("\0<b", "\ud83d<b", "javascript:alert(1)", "<![CDATA[x", "<?php", "\u202eevil", "]]>"),
]
markup = st.lists(
    st.sampled_from([*HOSTILE, *"<>\"'&=/`{}%-! \n\0", "details", "x"]), min_size=1, max_size=8
).map("".join)
shown = (st.text(min_size=1) | markup).filter(lambda text: text.strip() != "")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shown)
def test_no_text_breaks_out_of_its_place(text: str) -> None:
    told = pages(filled(RELEASE, text))
    harmless = pages(filled(RELEASE, "x"))
    for path, one in told.items():
        assert one.skeleton == harmless[path].skeleton
        assert one.ends == harmless[path].ends
        assert one.inside == [] and one.others == []
        own = set(harmless[path].values("href", "src"))
        assert set(one.values("href", "src")) == own


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    told, _ = page(replace(RELEASE, title=text), "index.html")
    expected = text.replace("\0", "\ufffd").replace("\ud83d", "\ufffd")
    assert expected in told.texts


def test_a_page_asks_nothing_of_the_network() -> None:
    files = HtmlPublisher().publish(RELEASE)
    names = {file.path for file in files}
    for one in pages(RELEASE).values():
        ids = set(one.values("id"))
        for target in one.values("href", "src", "action", "poster", "srcset", "data"):
            file, _, anchor = target.partition("#")
            assert file in names | {"", "data:,"}, target
            assert file or not anchor or anchor in ids
        assert not [tag for tag, _ in one.tags if tag in {"iframe", "object", "embed", "form"}]
    style = next(file.data for file in files if file.path == "index.html").decode()
    assert "url(" not in style and "@import" not in style


def test_the_policy_names_exactly_the_style_and_the_script_of_the_page() -> None:
    source = sources(RELEASE)[f"clip-{CELLAR.id}.html"]
    told = Page(source)
    policy = next(
        attributes["content"] or ""
        for tag, attributes in told.tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    for element in ("style", "script"):
        (inline,) = re.findall(rf"<{element}>(.*?)</{element}>", source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    handlers = [name for _, attributes in told.tags for name in attributes if name[:2] == "on"]
    assert handlers == [] and list(told.values("style")) == []


def test_the_first_page_says_all_that_a_reader_must_know() -> None:
    _, text = page(RELEASE, "index.html")
    for paragraphs in (
        *(RELEASE.introduction, RELEASE.method, RELEASE.known, RELEASE.not_known),
        *(RELEASE.selection, [one.text for one in RELEASE.corrections]),
        *([one.text for one in RELEASE.findings], [one.title for one in RELEASE.clips]),
    ):
        assert all(paragraph in text for paragraph in paragraphs)
    for words in ("17 May 2024", "C3", "possibly true", WITHDRAWN.withdrawn, "hunger", "1:12"):
        assert words in text


def test_a_release_that_was_never_corrected_says_so() -> None:
    _, text = page(replace(RELEASE, corrections=()), "index.html")
    assert "Corrections None so far." in text and "was corrected" not in text


def test_player_and_text_wait_behind_the_warning() -> None:
    source = sources(RELEASE)
    before, _, rest = source[f"clip-{CELLAR.id}.html"].partition('<details class="guard">')
    guarded, _, after = rest.partition("</details>")
    for kept_back in ("<audio", ".vtt", ".mp3", "Воды", "nothing to eat. Third"):
        assert kept_back in guarded
        assert kept_back not in before and kept_back not in after
    assert " open" not in rest.partition(">")[0] and "autoplay" not in guarded
    assert 'preload="none"' in guarded
    assert "<details" not in source[f"clip-{WRITTEN.id}.html"]


def test_every_text_says_its_language() -> None:
    told, _ = page(RELEASE, f"clip-{CELLAR.id}.html")
    cells = [one["lang"] for tag, one in told.tags if one.get("class") == "cell"]
    assert cells == ["ru", "en"] * 4


def test_marks_are_told_in_signs_and_words_and_explained() -> None:
    _, text = page(RELEASE, f"clip-{CELLAR.id}.html")
    for shown_word in ("сейчас?? (uncertain)", "говорит,† (edited)", "Антоном.* (name replaced)"):
        assert shown_word in text
    assert "[скрыто],■ (covered)" in text
    assert text.count("It is uncertain whether") == 1
    _, plain = page(RELEASE, f"clip-{WRITTEN.id}.html")
    assert "Signs in the text" not in plain


def test_words_carry_their_times() -> None:
    told, _ = page(RELEASE, f"clip-{CELLAR.id}.html")
    timed = [one for _, one in told.tags if one.get("class") == "w"]
    assert len(timed) == sum(len(caption.words) for caption in CELLAR.tracks[0].captions)
    assert (timed[0]["data-from"], timed[0]["data-to"]) == ("300", "660")


def test_a_withdrawn_clip_keeps_its_page_and_says_why() -> None:
    told, text = page(RELEASE, f"clip-{WITHDRAWN.id}.html")
    assert WITHDRAWN.withdrawn in text and "no longer published" in text
    assert not [tag for tag, _ in told.tags if tag in {"audio", "details", "script"}]


def test_sound_and_captions_lie_beside_the_pages() -> None:
    assert sorted(file.path for file in HtmlPublisher().publish(RELEASE)) == [
        "clip-b3d8w1zt.en.vtt",
        "clip-b3d8w1zt.html",
        "clip-k7m2q9x4.en.vtt",
        "clip-k7m2q9x4.html",
        "clip-k7m2q9x4.mp3",
        "clip-k7m2q9x4.ru.vtt",
        "clip-p5r6n0vc.html",
        "index.html",
    ]


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "How we checked this"), ("uk", "Як ми це перевіряли"), ("ru", "Как мы это проверяли")],
)
def test_the_page_speaks_the_language_of_the_release(language: str, heading: str) -> None:
    told, text = page(replace(RELEASE, language=language), "index.html")
    assert heading in text
    assert told.tags[0] == ("html", {"lang": language})


def test_a_language_without_words_gets_english_ones() -> None:
    told, text = page(replace(RELEASE, language="pl"), "index.html")
    assert told.tags[0] == ("html", {"lang": "en"}) and "How we checked this" in text
    assert "pl" in set(told.values("lang"))


def test_every_language_has_every_word() -> None:
    def keys(table: dict[str, Any]) -> set[str]:
        inner = {
            f"{name}.{key}"
            for name, value in table.items()
            if isinstance(value, dict)
            for key in value
        }
        return inner | set(table)

    folder = resources.files("earwitness.publication.publishers")
    table = tomllib.loads(folder.joinpath("labels.toml").read_text("utf-8"))
    assert set(table) == set(LANGUAGES)
    assert keys(table["en"]) == keys(table["uk"]) == keys(table["ru"])
    assert all(len(one["months"]) == 12 for one in table.values())
    assert {f"sign_{mark}" for mark in TextMark} | set(TextMark) <= set(table["en"])


def test_times_and_days_in_words() -> None:
    assert [clock(ms) for ms in (0, 59_999, 72_000, 3_601_000)] == ["0:00", "0:59", "1:12", "60:01"]
    assert day("2024-05-17", labels_for("uk")) == "17 травня 2024"
    assert day("spring of 2024", labels_for("ru")) == "spring of 2024"


def test_the_half_of_a_grade_that_is_missing_is_seen_to_be_missing() -> None:
    assert CELLAR.grades
    (grade,) = CELLAR.grades
    assert grade_code(grade) == "C3"
    assert grade_code(replace(grade, source="")) == "–3"
    assert grade_code(replace(grade, source="", information="")) == ""


def test_a_clip_with_neither_sound_nor_text_does_not_promise_a_text() -> None:
    bare = replace(CELLAR, audio=None, tracks=())
    _, text = page(replace(RELEASE, clips=(bare,)), f"clip-{CELLAR.id}.html")
    assert "Only the text is published" not in text
