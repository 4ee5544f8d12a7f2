"""The way of a recording, in order. Each stage is a file of this folder.

This is no part of the package itself: who needs a single stage does not load all their engines.
"""

from earwitness.pipeline.backcheck import BackcheckStage
from earwitness.pipeline.claims import ClaimsStage
from earwitness.pipeline.compare import CompareStage
from earwitness.pipeline.cross import CrossStage
from earwitness.pipeline.decode import DecodeStage
from earwitness.pipeline.duplicates import DuplicatesStage
from earwitness.pipeline.examine import ExamineStage
from earwitness.pipeline.fingerprint import FingerprintStage
from earwitness.pipeline.hear import HearStage
from earwitness.pipeline.index import IndexStage
from earwitness.pipeline.meaning import MeaningStage
from earwitness.pipeline.second_claims import SecondClaimsStage
from earwitness.pipeline.signals import SignalsStage
from earwitness.pipeline.speech import SpeechStage
from earwitness.pipeline.spoken_numbers import SpokenStage
from earwitness.pipeline.support import SupportStage
from earwitness.pipeline.translate import TranslateStage
from earwitness.pipeline.turns import TurnsStage
from earwitness.pipeline.voice_groups import VoiceGroupsStage
from earwitness.pipeline.voices import VoicesStage
from earwitness.runtime.runner import Stage

STAGES: tuple[Stage, ...] = (
    DecodeStage(),  # an original becomes sound
    ExamineStage(),  # file and sound become observations and hints
    FingerprintStage(),  # sound becomes what finds it again
    DuplicatesStage(),  # fingerprints become groups of copies
    SignalsStage(),  # sound becomes tones, dialled keys and levels
    SpeechStage(),  # sound becomes spans of speech
    VoicesStage(),  # spans of speech become spans of voices
    VoiceGroupsStage(),  # voices of all calls become hypotheses of one speaker
    HearStage(),  # spans become text, word times and the recogniser's own English
    HearStage("second"),  # the same spans become text by a second recogniser, if one is named
    TurnsStage(),  # text becomes turns of speakers
    CompareStage(),  # where the two heard different words, both readings
    TranslateStage(),  # sentences of turns are tied to their English
    BackcheckStage(),  # sentence and English are compared
    ClaimsStage(),  # turns become claims and themes
    SecondClaimsStage(),  # and once more by another extractor, if one is named
    SpokenStage(),  # numbers said in turns become lines
    CrossStage(),  # lines, names and profiles become attributions
    SupportStage(),  # claims and facts become matters: what supports and contradicts them
    IndexStage(),  # turns become searchable
    MeaningStage(),  # and by meaning, if a sentence encoder is installed
)
