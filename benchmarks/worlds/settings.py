"""The worlds by name and what each makes hard. All shares are estimates of what occurs."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`known`: share of people whom at least one source knows; `kept`: share of the exports that
    could be had; `stale`: share of entries that keep an earlier number; `reassigned`: share of
    lines that somebody else had before, as far as lines given up go round; `word_errors`: share of
    words misheard; `stereo`: share of calls with one side per channel; `bare`: share heard without
    capitals and punctuation;
    `brothers`: share of soldiers whose brother serves with them; `households`: share of families
    with one telephone; `call_signs`: share of soldiers who go by one among comrades and friends;
    `copied_errors`: share of people whose wrong name was copied from one book into others.
    """

    soldiers_per_phone: int = 10
    calls_per_soldier: float = 5.0
    known: float = 0.85
    kept: float = 1.0
    stale: float = 0.06
    reassigned: float = 0.12
    wrong_name: float = 0.02
    withheld: float = 0.08
    wrong_metadata: float = 0.02
    own_phone: float = 0.08
    unnamed: float = 0.25
    word_errors: float = 0.12
    bare: float = 0.4
    stereo: float = 0.3
    surnames: int = 900
    masculine: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    phones: int | None = None
    brothers: float = 0.04
    households: float = 0.05
    call_signs: float = 0.08
    copied_errors: float = 0.01


_PLAIN = Settings()
WORLDS = {
    "plain": _PLAIN,
    "namesakes": replace(
        _PLAIN,
        surnames=25,
        masculine=("Александр", "Сергей", "Дмитрий"),
        feminine=("Елена", "Ольга", "Наталья"),
    ),
    "one_phone": replace(_PLAIN, soldiers_per_phone=30, phones=1, own_phone=0.0, withheld=0.0),
    "stale": replace(_PLAIN, stale=0.5, reassigned=0.5),
    "nobody": replace(_PLAIN, known=0.5),
    "sparse": replace(_PLAIN, kept=0.25),
    "brothers": replace(_PLAIN, brothers=0.8),
    "households": replace(_PLAIN, households=1.0),
    "call_signs": replace(_PLAIN, call_signs=0.8),
    "copied": replace(_PLAIN, copied_errors=0.25),
    "noisy": replace(_PLAIN, word_errors=0.4, stereo=0.0, bare=1.0),
}
