"""Links between speakers of different calls, for linkage."""

from earwitness.crossing.voices.calibration import CALIBRATIONS, RESEMBLYZER
from earwitness.crossing.voices.comparison import comparable
from earwitness.crossing.voices.links import voice_links
from earwitness.records.voice_links import SpeakerInCall
from fakes.known_voices import known_voice

VOICES = [known_voice(speaker, 10 * speaker + call) for speaker in (1, 2) for call in range(2)]


def speaker(place: int) -> SpeakerInCall:
    return VOICES[place].member.speaker


def test_without_pairs_the_nearest_voices_of_other_calls_are_linked_once() -> None:
    found = list(voice_links(VOICES))
    assert {frozenset((one.left, one.right)) for one in found} == {
        frozenset((speaker(0), speaker(1))),
        frozenset((speaker(2), speaker(3))),
    }
    assert len(found) == 2
    assert all(one.log2_lr >= 1 and one.channel_note == "both gsm" for one in found)


def test_pairs_that_are_asked_for_may_speak_against_one_speaker() -> None:
    far = [known_voice(1, 1, common=0.5), known_voice(2, 2, common=0.5)]
    pair = (far[0].member.speaker, far[1].member.speaker)
    (found,) = voice_links(far, [pair])
    assert found.log2_lr == -1
    assert (found.left, found.right) == pair
    assert found.left_speech_ms == found.right_speech_ms == 20_000


def test_what_says_little_is_not_a_link() -> None:
    two = [known_voice(speaker, speaker, noise=0, common=0.9) for speaker in (1, 2)]
    own = comparable(two, CALIBRATIONS[RESEMBLYZER])
    log2_lr = own.compare(0, 1).log2_lr
    assert log2_lr is not None and 0 < log2_lr < 1
    asked = [(two[0].member.speaker, two[1].member.speaker)]
    assert list(voice_links(two, asked)) == list(voice_links(two)) == []


def test_voices_of_one_call_and_unknown_ones_give_no_link() -> None:
    leg = known_voice(1, 60, call="call-10", label="voice-2")
    assert leg.member.speaker.call_id == speaker(0).call_id
    nobody = SpeakerInCall(call_id="call-99", speaker_label="voice-1")
    asked = [(speaker(0), leg.member.speaker), (speaker(0), nobody)]
    assert list(voice_links([*VOICES, leg], asked)) == []
    near = {frozenset((one.left, one.right)) for one in voice_links([*VOICES, leg])}
    assert frozenset((speaker(0), leg.member.speaker)) not in near


def test_of_two_recordings_of_a_call_with_one_label_the_longer_is_asked() -> None:
    short = known_voice(2, 61, call="call-10", speech_ms=9_000)
    (found,) = voice_links([*VOICES, short], [(speaker(0), speaker(1))])
    assert found.left_speech_ms == 20_000 and found.log2_lr > 1
