"""Of whom a sentence speaks: pronouns, names and kin terms beside a fact."""

from collections.abc import Mapping, Sequence

from earwitness.crossing.heard_fact import FactKind, SaidFact, Whom
from earwitness.crossing.heard_roles import Role
from earwitness.crossing.kinship import kin_terms
from earwitness.crossing.names import is_also_a_word, name_forms
from earwitness.runtime.russian.given_name_forms import FormCase
from earwitness.runtime.russian.words import Token

_SELF, _ADDRESS, _MENTION = Whom(Role.SELF), Whom(Role.ADDRESS), Whom(Role.MENTION)


def _by_word(**words: str) -> dict[str, Whom]:
    whom = {"own": _SELF, "other": _ADDRESS, "third": _MENTION}
    return {word: whom[key] for key, listed in words.items() for word in listed.split()}


NOMINATIVE = _by_word(own="я", other="ты вы ти ви", third="он она він вона")
DATIVE = _by_word(own="мне мені", other="тебе вам тобі", third="ему ей йому їй")
GENITIVE = _by_word(own="меня мене", other="тебя вас тебе", third="него нее нього неї")
ACCUSATIVE = _by_word(own="меня мене", other="тебя вас тебе", third="его ее його її")
POSSESSIVE = _by_word(own="мой мій", other="твой ваш твій", third="его ее його її")


def oblique_whom(token: Token, pronouns: Mapping[str, Whom]) -> Whom | None:
    """Whom a word in an oblique case means: "мне", "Ване", "сыну"; None if nobody."""
    if (known := pronouns.get(token.low)) is not None:
        return known
    return _named(token, FormCase.OBLIQUE) or _kin(token, can_address=False)


def subject_whom(token: Token) -> Whom | None:
    """Whom a word in the nominative means: "я", "Ваня", "брат"; None if nobody."""
    if (known := NOMINATIVE.get(token.low)) is not None:
        return known
    return _named(token, FormCase.NOMINATIVE) or _kin(token, can_address=True)


def said(kind: FactKind, value: str, whom: Whom, tokens: Sequence[Token]) -> SaidFact:
    """A fact that these tokens tell."""
    return SaidFact(kind, value, whom, tokens[0].start, tokens[-1].end)


def _named(token: Token, case: FormCase) -> Whom | None:
    forms = name_forms(token.text) if token.is_word else frozenset()
    names = tuple(sorted({form.canonical for form in forms if form.case is case}))
    if not names or (is_also_a_word(token.text) and not token.is_capital):
        return None
    return Whom(Role.MENTION, names=names)


def _kin(token: Token, *, can_address: bool) -> Whom | None:
    terms = kin_terms(token.text) if token.is_word else ()
    if not terms or terms[0].can_address is not can_address:
        return None
    return Whom(Role.MENTION, relation=terms[0].relation)
