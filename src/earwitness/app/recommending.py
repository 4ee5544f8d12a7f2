"""`models recommend`: which recogniser fits a case and this machine, and why."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from earwitness.calls.engines.devices import free_card_mib, has_card
from earwitness.pipeline.hear import knows_any
from earwitness.records.errors import EarwitnessError
from earwitness.runtime.executors.guarded import memory_of_machine_mib
from earwitness.runtime.models.catalogue import ErrorRate, Model, built_in
from earwitness.runtime.models.store import require
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results

Answer = dict[str, Any]

YARDSTICK = "OpenSTT calls, as labelled"
"""The one set of telephone calls that both makers' tables have. Its labels are poor, so the
figures are high; they order recognisers, they do not describe them (docs/models.md)."""

TELEPHONE_RATE, TELEPHONE_SHARE = 8_000, 0.5
TRAINED_FOR_TELEPHONE = 4.0
"""Points of error that training on telephone sound at 8 kHz is worth where most recordings are of
that kind: by the table of T-one's makers on corrected labels it is ahead by 3.2. Estimate."""

UNKNOWN_ERROR = 35.0
"""Where nobody published a figure on the yardstick: after all that have one. Estimate."""

SLOW_WITHOUT_CARD_MB = 1_000
"""Whisper of this size hears slower than real time on one core. Estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Cores, memory in MiB, and free memory of a graphics card in MiB (0: there is none)."""

    cores: int
    memory_mib: int
    card_mib: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a case needs: languages (BCP-47), how many recordings, the share of them that are
    telephone sound (at most 8 kHz), and whether English drafts are wanted."""

    languages: tuple[str, ...]
    recordings: int
    telephone_share: float
    translate: bool


def recommend(place: Workplace) -> Answer:
    """The recognisers of the catalogue, the fitting ones first, each with reasons."""
    needs, machine = needs_of(place), this_machine()
    models = [model for model in built_in().models if model.task == "recognition"]
    answers = [answer_of(model, needs, machine) for model in models]
    answers.sort(key=lambda one: (not one["fits"], one["expected_error"], one["size"]))
    fitting = [one for one in answers if one["fits"]]
    first = fitting[0] if fitting else None
    return {
        "case": {
            "languages": list(needs.languages),
            "recordings": needs.recordings,
            "telephone_share": round(needs.telephone_share, 3),
        },
        "machine": {
            "cores": machine.cores,
            "memory_mib": machine.memory_mib,
            "card_mib": machine.card_mib,
        },
        "recommended": first["id"] if first else None,
        "second": _second(first, fitting),
        "models": answers,
    }


def needs_of(place: Workplace) -> Needs:
    """What the case as it stands needs."""
    rates = [facts["sample_rate"] for _, facts in results.outputs("decode")]
    narrow = sum(rate <= TELEPHONE_RATE for rate in rates)
    return Needs(
        languages=place.settings.case.languages,
        recordings=len(rates),
        telephone_share=narrow / len(rates) if rates else 0.0,
        translate=place.settings.hearing.translate,
    )


def this_machine() -> Machine:
    """Cores that this process may use, memory, and the card."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    card = free_card_mib() if has_card("faster-whisper") else 0
    return Machine(cores=usable or 1, memory_mib=memory_of_machine_mib(), card_mib=card)


def answer_of(model: Model, needs: Needs, machine: Machine) -> Answer:
    """One model: whether it fits, what speaks for and against it, and what to type."""
    installed = _is_installed(model.id)
    reasons, against = _for(model, needs), _against(model, needs, machine)
    knows = not needs.languages or all(knows_any(model.languages, [one]) for one in needs.languages)
    room = not machine.memory_mib or model.memory_mib <= machine.memory_mib
    fetch = [] if installed else [f"earwitness models fetch {model.id}"]
    return {
        "id": model.id,
        "fits": knows and room,
        "expected_error": _expected_error(model, needs, machine),
        "installed": installed,
        "licence": model.licence,
        "languages": list(model.languages),
        "size": model.size,
        "memory_mib": model.memory_mib,
        "reasons": reasons,
        "against": against,
        "commands": [*fetch, f'in [hearing] of case.toml: model = "{model.id}"'],
    }


def _unknown_error(model: Model, machine: Machine) -> float:
    """Of models without a figure the larger is the better one, as long as it is not too slow
    (Radford et al. 2022, section 4.1: Whisper's error falls with its size)."""
    if _is_slow(model, machine):
        return UNKNOWN_ERROR + 1
    return UNKNOWN_ERROR - model.size / 1e9


def _is_slow(model: Model, machine: Machine) -> bool:
    large = model.size / 1e6 >= SLOW_WITHOUT_CARD_MB
    return model.recogniser == "faster-whisper" and large and not machine.card_mib


def _expected_error(model: Model, needs: Needs, machine: Machine) -> float:
    """Percent, to order by: the worst published figure on the yardstick, less what telephone
    training is worth here."""
    russian = not needs.languages or "ru" in needs.languages  # all that is published is Russian
    found = [rate.percent for rate in model.error_rates if russian and rate.set == YARDSTICK]
    error = max(found, default=_unknown_error(model, machine))
    if model.sample_rate == TELEPHONE_RATE and needs.telephone_share >= TELEPHONE_SHARE:
        error -= TRAINED_FOR_TELEPHONE
    return round(error, 2)


def _for(model: Model, needs: Needs) -> list[str]:
    reasons = [_figure(rate) for rate in model.error_rates if rate.telephone]
    if model.sample_rate == TELEPHONE_RATE and needs.telephone_share >= TELEPHONE_SHARE:
        share = round(100 * needs.telephone_share)
        reasons.append(f"trained for telephone sound, which {share} % of the recordings are")
    if model.punctuation:
        reasons.append("writes capitals and punctuation itself")
    if model.translates and needs.translate:
        reasons.append("makes the English draft as well")
    return reasons


def _against(model: Model, needs: Needs, machine: Machine) -> list[str]:
    doubts = []
    missing = [one for one in needs.languages if not knows_any(model.languages, [one])]
    if missing:
        doubts.append(f"does not know {', '.join(missing)}")
    if machine.memory_mib and model.memory_mib > machine.memory_mib:
        doubts.append(f"needs about {model.memory_mib} MiB of memory a worker")
    if not any(rate.telephone for rate in model.error_rates):
        doubts.append("nobody's figure for telephone calls is known to us")
    if not model.punctuation:
        doubts.append("bare words: capitals and full stops are restored by rules")
    if needs.translate and not model.translates:
        doubts.append("no English draft")
    if _is_slow(model, machine):
        doubts.append("slow without a graphics card: likely slower than the calls themselves")
    if not model.pinned:
        doubts.append("some of its files are pinned only when they first arrive")
    return doubts


def _figure(rate: ErrorRate) -> str:
    whose = {
        "maker": "its maker's own figure",
        "rival": "a figure of makers of another one",
        "third party": "a third party's figure",
        "ours": "measured by Earwitness",
    }[rate.whose]
    return f"{rate.percent:g} % word errors on {rate.set}: {whose} ({rate.source})"


def _second(first: Answer | None, fitting: Sequence[Answer]) -> str | None:
    """The best of another family: two of one family make the same mistakes."""
    if first is None:
        return None
    others = (one for one in fitting if _family(one["id"]) != _family(first["id"]))
    return next((one["id"] for one in others), None)


def _family(model_id: str) -> str:
    return model_id.partition("-")[0] if not model_id.startswith("t-one") else "t-one"


def _is_installed(model_id: str) -> bool:
    try:
        require(model_id)
    except EarwitnessError:
        return False
    return True
