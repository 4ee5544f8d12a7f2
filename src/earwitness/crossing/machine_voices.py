"""Turns in which a network or an answering machine speaks: nobody is to be attributed there."""

import re
from collections.abc import Sequence

from earwitness.records.hearing import Turn, channel_of

_MACHINE = re.compile(
    r"абонент\w{,8}\s+(?:временно\s+)?(?:не\s?доступ|недоступ|выключ|не\s+отвеча|занят|не\s+може)"
    r"|аппарат\w{,8}\s+абонент|вне\s+зоны\s+действ|телефон\s+(?:абонента\s+)?выключен"
    r"|автоответчик|голосов\w{1,8}\s+(?:почт|ящик|сообщен)|после\s+(?:звуково\w{1,8}\s+)?сигнал"
    r"|набранн\w{1,8}\s+(?:вами\s+)?номер|неправильно\s+набран|оставьте\s+(?:ваше\s+)?сообщени"
    r"|абонент\w{,8}\s+(?:тимчасово|поза\s+зоною)|залиште\s+(?:ваше\s+)?повідомлен"
    r"|ваш\w{,8}\s+(?:вызов|звонок)\s+(?:переадрес|перенаправ)|недостаточно\s+средств",
    re.IGNORECASE,
)
"""What Russian and Ukrainian networks and answering machines say, from general knowledge.
Endings are bounded, so that a long turn costs time in proportion to its length."""


def machine_channels(turns: Sequence[Turn]) -> frozenset[str]:
    """Channels on which the first turn that says anything is a machine's announcement."""
    first: dict[str, str] = {}
    for turn in turns:
        if turn.text.strip():
            first.setdefault(channel_of(turn.speaker_label), turn.text)
    return frozenset(channel for channel, text in first.items() if _MACHINE.search(text))
