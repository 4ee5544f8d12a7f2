"""A Ukrainian text, read by the Russian rules through its glosses."""

from dataclasses import replace

from earwitness.claims.russian import reader as russian
from earwitness.claims.ukrainian.glossing import Glossed, glossed
from earwitness.records.claim import Claim, Extraction, Mention, TimeMeant


def read(text: str) -> Extraction:
    """What a text says, in its order. Quotes are Ukrainian; rules are named as in Russian."""
    words = glossed(text)
    found = russian.read(words.text)
    return replace(
        found,
        text=text,
        claims=tuple(_back(claim, text, words) for claim in found.claims),
        unasserted=tuple(_back(claim, text, words) for claim in found.unasserted),
        places=tuple(dict.fromkeys(words.places.get(name, name) for name in found.places)),
        language="uk",
        mentions=tuple(_mention(one, text, words) for one in found.mentions),
        sentence_starts=tuple(words.source(at, at + 1)[0] for at in found.sentence_starts),
    )


def _mention(mention: Mention, text: str, words: Glossed) -> Mention:
    start, end = words.source(mention.start, mention.end)
    when = mention.when
    return replace(
        mention,
        start=start,
        end=end,
        place=words.places.get(mention.place, mention.place),
        when=when and replace(when, said=text[start:end]),
    )


def _back(claim: Claim, text: str, words: Glossed) -> Claim:
    start, end = words.source(claim.start, claim.end)
    when = claim.when
    return replace(
        claim,
        quote=text[start:end],
        start=start,
        end=end,
        place=words.places.get(claim.place or "", claim.place),
        home_base=words.places.get(claim.home_base or "", claim.home_base),
        told_by=_said(claim.told_by, claim, text, words),
        when=when and _when(when, claim, text, words),
    )


def _when(when: TimeMeant, claim: Claim, text: str, words: Glossed) -> TimeMeant:
    return replace(when, said=_said(when.said, claim, text, words) or when.said)


def _said(russian_words: str | None, claim: Claim, text: str, words: Glossed) -> str | None:
    """The Ukrainian words behind Russian ones, those next to the claim."""
    if russian_words is None:
        return None
    before = words.text.rfind(russian_words, 0, claim.start + len(russian_words))
    after = words.text.find(russian_words, claim.start + 1)
    if before < 0 and after < 0:
        return None
    is_after = before < 0 or (after >= 0 and after - claim.start < claim.start - before)
    at = after if is_after else before
    start, end = words.source(at, at + len(russian_words))
    return text[start:end]
