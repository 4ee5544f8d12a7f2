"""A case of two calls, with everything that a report can show. All of it is invented."""

from dataclasses import replace
from datetime import UTC, datetime

from earwitness.desk.report.report_data import (
    Counts,
    Graded,
    ModelUsed,
    ReportCall,
    ReportData,
    ReportLine,
    ReportPerson,
    ReportRecording,
)
from earwitness.records.attribution import Attribution, EvidenceItem
from earwitness.records.call import Call
from earwitness.records.claim import Claim, LocatedClaim, ThemeMark
from earwitness.records.contrast import Beside, Contrast, RoleGuess, Saying
from earwitness.records.custody import Judged, Provenance
from earwitness.records.hearing import AudioFacts, Flag, Transcript, TranscriptOrigin, Turn
from earwitness.records.losses import FigureRange, LossRow, LossStatement
from earwitness.records.problem import Problem
from earwitness.records.profile import LineLookup, LookupAnswer, Profile, ProfileSource
from earwitness.records.recording import Recording
from earwitness.records.support import ExternalFact, Relation

SHA = "ab" * 32
START = datetime(2022, 3, 5, 17, 42, tzinfo=UTC)
CALLER, CALLED = "+79552110001", "+380970000002"


def turn(start_ms: int, channel: int, text: str, translation: str, *flags: Flag) -> Turn:
    return Turn(
        start_ms=start_ms,
        end_ms=start_ms + 4000,
        speaker_label=f"channel-{channel}",
        channel=channel,
        language="ru",
        text=text,
        translation=translation,
        flags=flags,
    )


# Both begin at 65 s: two voices at once.
TURNS = (
    turn(65_000, 0, "Нас обманули, двенадцать двухсотых.", "They lied, twelve dead."),
    turn(65_000, 1, "Что ты говоришь?", "What are you saying?"),
    turn(70_000, 0, "Да да да да.", "Yes yes yes yes.", Flag.REPETITION, Flag.REHEARD),
)

CLAIM = LocatedClaim(
    id="claim-1",
    call_id="call-1",
    sha256=SHA,
    start_ms=66_000,
    end_ms=69_000,
    speaker_label="channel-0",
    translation="twelve dead",
    claim=Claim(
        kind="loss",
        quote="двенадцать двухсотых",
        start=14,
        end=34,
        rule="losses.codes",
        object="people",
        unit="own company",
        killed=12,
        hearsay=True,
    ),
)
OTHER_CLAIM = replace(
    CLAIM,
    id="claim-2",
    start_ms=70_500,
    end_ms=72_000,
    claim=replace(CLAIM.claim, quote="Да да", killed="15-20", hearsay=None),
)

JOKE = replace(
    CLAIM,
    id="claim-3",
    start_ms=71_000,
    end_ms=72_500,
    claim=replace(CLAIM.claim, quote="да да", killed=900, mood="joke"),
)


def loss_statement(located: LocatedClaim) -> LossStatement:
    return LossStatement(
        located=located,
        unit="own company",
        unit_from="said",
        day_from=START.date(),
        day_to=START.date(),
        dated_by="said",
        aside=located.claim.mood or "",
    )


QUOTED = Saying(
    call_id="call-1",
    sha256=SHA,
    start_ms=65_000,
    end_ms=69_000,
    speaker_label="channel-1",
    side="called",
    role=RoleGuess(role="relative", why=("is called from a phone that many share",)),
    quote="По телевизору говорят, всё по плану.",
    translation="On TV they say all goes to plan.",
    signs=("theme official narrative",),
    topics=("official_narrative",),
    places=(),
    units=(),
    claim_ids=(),
    day=START.date(),
)
CONTRAST = Contrast(
    id="contrast-1",
    official=QUOTED,
    beside=(
        Beside(
            saying=replace(QUOTED, speaker_label="channel-0", quote="Нас обманули.", signs=()),
            strength="answer",
            shared=("deception",),
            days_apart=0,
        ),
    ),
    unshown=3,
    facts=(
        ExternalFact(
            id="fact-1",
            sha256=SHA,
            row=1,
            event="A battle is reported",
            source="a paper",
            happened_from=START.date(),
            happened_to=START.date(),
            claim=Claim(kind="event", quote="", start=0, end=0, rule=""),
        ),
    ),
)


NAMED = Attribution(
    id="attr-1",
    call_id="call-1",
    speaker_label="channel-0",
    side="caller",
    line=CALLER,
    person_id="person-1",
    person_name="Олег Вымышленный",
    profiles=("tg:7",),
    match_weight=2.5,
    probability=0.7,
    evidence=(
        EvidenceItem(kind="name", detail="He calls himself Олег.", weight=3.0, source="call 1"),
    ),
    against=(
        EvidenceItem(kind="shared", detail="The phone is shared.", weight=-1.5, source="call 2"),
    ),
    next_check="Compare the voice with call-2.",
)
NOBODY = replace(
    NAMED,
    id="attr-2",
    person_id=None,
    person_name="",
    profiles=(),
    probability=0.3,
    evidence=(),
    against=(),
)


def first_call() -> ReportCall:
    transcript = Transcript(
        sha256=SHA,
        origin=TranscriptOrigin.ENGINE,
        author="faster-whisper",
        created_at=START,
        turns=TURNS,
    )
    facts = AudioFacts(
        sha256=SHA, container="wav", codec="pcm", sample_rate=8000, channels=2, duration_ms=75_000
    )
    recording = Recording(sha256=SHA, byte_size=1, source_name="REC1.wav")
    return ReportCall(
        call=Call(
            id="call-1",
            recordings=(SHA,),
            caller=CALLER,
            called=CALLED,
            started_at=START,
            duration_ms=75_000,
            notes=("The file name says 19:42, the list says 20:42.",),
        ),
        recordings=(ReportRecording(recording=recording, facts=facts, transcript=transcript),),
        attributions=(NOBODY, NAMED),
        claims=(CLAIM, OTHER_CLAIM),
        unasserted=(JOKE,),
        themes=(
            ThemeMark(
                call_id="call-1",
                sha256=SHA,
                start_ms=66_000,
                end_ms=69_000,
                speaker_label="channel-0",
                kind="theme",
                value="war_failing",
                quote="обманули",
            ),
        ),
    )


def small_case() -> ReportData:
    source = ProfileSource(id="tg", kind="telegram", source_name="result.json", sha256=SHA)
    unread = ProfileSource(id="tags", kind="table", source_name="tags.csv", sha256=SHA)
    return ReportData(
        case_name="Invented case",
        made_at=START,
        version="9.9",
        time_zone="Europe/Kyiv",
        counts=Counts(
            recordings=1234, calls=2, minutes=61.6, heard_share=0.999, problems=3, duplicates=5
        ),
        selection_caveat="Chosen by the sender.",
        calls=(first_call(), ReportCall(call=Call(id="call-2", untrusted_called="7,955E+10"))),
        persons=(
            ReportPerson(person_id="person-1", name=NAMED.person_name, attributions=(NAMED,)),
        ),
        losses=(
            LossRow(
                unit="own company",
                within=(),
                one_unit=False,
                object="people",
                period="",
                day_from=START.date(),
                day_to=START.date(),
                statements=(
                    replace(loss_statement(CLAIM), superseded_by="claim-2"),
                    loss_statement(replace(CLAIM, id="claim-that-is-gone")),
                ),
                asides=(loss_statement(JOKE),),
                figures=(FigureRange(name="killed", low=12, high=20),),
                independent_low=1,
                independent_high=2,
                contradictions=(
                    Relation(
                        left="claim-1", right="claim-2", relation="contradicts", why="12 is not 15"
                    ),
                ),
            ),
        ),
        contrasts=(CONTRAST,),
        relations=(
            Relation(left="claim-1", right="claim-2", relation="contradicts", why="12 is not 15"),
            Relation(left="claim-1", right="fact-1", relation="supports", why="12 is 12"),
            Relation(left="claim-1", right="claim-9", relation="supports", why="not in the page"),
        ),
        facts=CONTRAST.facts,
        grades=(
            Graded(
                claim_id="claim-1",
                source="B",
                information="2",
                why="He was there.",
                by="O. P.",
                at=START,
            ),
        ),
        lines=(
            ReportLine(
                line=CALLER,
                calls_as_caller=1,
                calls_as_called=0,
                lookups=(
                    LineLookup(
                        line=CALLER,
                        source_id="tg",
                        answer=LookupAnswer.FOUND,
                        profiles=("tg:7",),
                    ),
                ),
            ),
            ReportLine(
                line=CALLED,
                calls_as_caller=0,
                calls_as_called=1,
                lookups=(LineLookup(line=CALLED, source_id="tg", answer=LookupAnswer.ABSENT),),
            ),
        ),
        sources=(source, unread),
        profiles=(Profile(source_id="tg", profile_id="7", name="Олег работа"),),
        problems=(
            Problem(subject="REC9.wav", stage="decode", what="No sound.", remedy="Ask again."),
        ),
        models=(
            ModelUsed(
                provenance=Provenance(
                    stage="hear",
                    engine="faster-whisper",
                    version="1.2",
                    weights_digest="cd" * 32,
                    options='{"beam_size":5}',
                    input_digests=(),
                ),
                model_id="whisper-base",
                licence="MIT",
                accuracy="word error rate 0.15 to 0.49",
            ),
        ),
        judgements=(
            Judged(subject="attr-1", verdict="unsure", why="First.", by="A. B.", at=START),
            Judged(
                subject="attr-1",
                verdict="positive",
                why="Heard the interview.",
                by="C. D.",
                at=START.replace(day=7),
            ),
        ),
    )
