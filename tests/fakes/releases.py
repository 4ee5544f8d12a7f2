"""A fictional release with everything that a release can hold."""

from dataclasses import replace

from earwitness.records.published import (
    PublishedAudio,
    PublishedCaption,
    PublishedClip,
    PublishedCorrection,
    PublishedFact,
    PublishedFinding,
    PublishedGrade,
    PublishedRelease,
    PublishedSpeaker,
    PublishedTrack,
    PublishedWord,
    TextMark,
)

UNCERTAIN, EDITED, COVERED, RENAMED = TextMark
GRADE = PublishedGrade(
    about="what the soldier says of the cellar",
    source="C",
    information="3",
    meaning="Two other calls speak of the same cellar; nobody could visit it.",
)
SOUND = PublishedAudio(
    data=b"\xff\xfb\x90\x00 not really sound",
    extension="mp3",
    media_type="audio/mpeg",
    duration_ms=14_200,
    changes=("words covered by a tone", "voices disguised"),
)


def words(start_ms: int, *told: str | tuple[str, TextMark]) -> tuple[PublishedWord, ...]:
    """One word each 400 ms."""
    return tuple(
        PublishedWord(
            start_ms=start_ms + 400 * place,
            end_ms=start_ms + 400 * place + 360,
            text=one if isinstance(one, str) else one[0],
            marks=() if isinstance(one, str) else (one[1],),
        )
        for place, one in enumerate(told)
    )


def caption(
    start_ms: int, speaker: str, *told: str | tuple[str, TextMark], marks: tuple[TextMark, ...] = ()
) -> PublishedCaption:
    """A caption of timed words."""
    spoken = words(start_ms, *told)
    return PublishedCaption(
        start_ms=start_ms,
        end_ms=spoken[-1].end_ms + 200,
        speaker=speaker,
        text=" ".join(word.text for word in spoken),
        words=spoken,
        marks=marks,
    )


ORIGINAL = PublishedTrack(
    language="ru",
    is_translation=False,
    made_by="a machine, checked by two people",
    captions=(
        caption(300, "Nikita", "Мам,", "нам", "нечего", "есть.", "Воды", "нет", "третий", "день."),
        caption(3900, "Nikita’s mother", "А", "где", "вы", ("сейчас?", UNCERTAIN)),
        caption(
            6000,
            "Nikita",
            *("В", "подвале,", "около", ("[скрыто],", COVERED), "с", ("Антоном.", RENAMED)),
        ),
        caption(
            9200,
            "Nikita",
            *("Он", ("говорит,", EDITED), "что", "не", "вернёмся."),
            marks=(UNCERTAIN, EDITED),
        ),
    ),
)
TRANSLATION = PublishedTrack(
    language="en",
    is_translation=True,
    made_by="two translators",
    captions=tuple(
        PublishedCaption(start_ms=start, end_ms=end, speaker=speaker, text=text)
        for start, end, speaker, text in (
            (300, 3660, "Nikita", "Mom, we have nothing to eat. Third day without water."),
            (3900, 5660, "Nikita’s mother", "And where are you now?"),
            (6000, 8560, "Nikita", "In a cellar near [covered], with Anton."),
            (9200, 11360, "Nikita", "He says we won’t come back."),
        )
    ),
)

CELLAR = PublishedClip(
    id="k7m2q9x4",
    title="“We have nothing to eat”",
    duration_ms=14_200,
    speakers=(
        PublishedSpeaker(name="Nikita", description="a soldier"),
        PublishedSpeaker(name="Nikita’s mother"),
    ),
    tracks=(ORIGINAL, TRANSLATION),
    audio=SOUND,
    facts=(
        PublishedFact(label="Place", value="a village north of the city"),
        PublishedFact(label="Time", value="spring of 2022"),
    ),
    grades=(GRADE,),
    warnings=("hunger", "strong language"),
    note="The line breaks off after the last words.",
)
WRITTEN = PublishedClip(
    id="b3d8w1zt",
    title="“Nobody tells us anything”",
    duration_ms=72_000,
    speakers=(PublishedSpeaker(name="A soldier"),),
    tracks=(replace(TRANSLATION, captions=TRANSLATION.captions[:2]),),
)
WITHDRAWN = PublishedClip(
    id="p5r6n0vc",
    title="“They left in the night”",
    duration_ms=0,
    withdrawn="We cannot rule out that a speaker is recognised by what he says of his street.",
)

RELEASE = PublishedRelease(
    id="r9f4t2hs",
    title="Calls from the cellar",
    language="en",
    newsroom="The Fictional Courier",
    published_on="2024-05-17",
    introduction=(
        "Soldiers called home from shared phones. Their families asked where they were. "
        "These are three of those calls.",
        "First names only, and some of them are changed.",
    ),
    method=(
        "Two people listened to each recording without knowing what the other wrote down. "
        "Where they differed, a third decided.",
        "Numbers were tied to people by what relatives said, never by a number alone.",
    ),
    known=("The recordings were handed over by an agency that records calls lawfully.",),
    not_known=(
        "The agency did not say how it chose what it handed over, or what it kept back.",
        "Nobody could compare the recordings with the originals on its machines.",
    ),
    selection=("We chose calls that say something of food and command, from 212 that we heard.",),
    clips=(CELLAR, WRITTEN, WITHDRAWN),
    findings=(
        PublishedFinding(
            id="f1",
            text="Soldiers of this group had no food for days.",
            clip_id="k7m2q9x4",
            grade=GRADE,
        ),
    ),
    corrections=(
        PublishedCorrection(
            on="2024-06-02", text="An earlier translation said “second day”.", clip_id="k7m2q9x4"
        ),
        PublishedCorrection(
            on="2024-06-20", text="One recording was withdrawn.", clip_id="p5r6n0vc"
        ),
    ),
)
