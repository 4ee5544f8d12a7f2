"""Numbers as they are said, digit by digit and in groups, in three languages."""

from random import Random

RU = "ноль один два три четыре пять шесть семь восемь девять".split()
UK = "нуль один два три чотири п'ять шість сім вісім дев'ять".split()
EN = "zero one two three four five six seven eight nine".split()

RU_TEENS = (
    "десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать "
    "восемнадцать девятнадцать"
).split()
RU_TENS = "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто".split()
RU_HUNDREDS = "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split()
UK_TEENS = (
    "десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять "
    "вісімнадцять дев'ятнадцять"
).split()
UK_TENS = "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто".split()
UK_HUNDREDS = "сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот".split()
EN_TEENS = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def slavic(group: str, units: list[str], teens: list[str], tens: list[str], hs: list[str]) -> str:
    """A group of up to three digits as one number; leading zeros are said."""
    said = [units[0]] * (len(group) - len(group.lstrip("0")))
    left = group.lstrip("0")
    if len(left) == 3:
        said.append(hs[int(left[0]) - 1])
        left = left[1:].lstrip("0")
    if len(left) == 2 and left[0] == "1":
        return " ".join([*said, teens[int(left[1])]])
    if len(left) == 2:
        said.append(tens[int(left[0]) - 2])
        left = left[1:].lstrip("0")
    if left:
        said.append(units[int(left)])
    return " ".join(said)


def russian(groups: list[str]) -> str:
    """Groups in Russian."""
    return " ".join(slavic(group, RU, RU_TEENS, RU_TENS, RU_HUNDREDS) for group in groups)


def ukrainian(groups: list[str]) -> str:
    """Groups in Ukrainian."""
    return " ".join(slavic(group, UK, UK_TEENS, UK_TENS, UK_HUNDREDS) for group in groups)


def english(groups: list[str]) -> str:
    """Groups in English: pairs as numbers, else digit by digit, hundreds where they are round."""
    said: list[str] = []
    for group in groups:
        if len(group) == 2 and group[0] == "1":
            said.append(EN_TEENS[int(group[1])])
        elif len(group) == 2 and group[0] != "0":
            said.append(EN_TENS[int(group[0]) - 2])
            said += [EN[int(group[1])]] if group[1] != "0" else []
        elif len(group) == 3 and group[1:] == "00" and group[0] != "0":
            said += [EN[int(group[0])], "hundred"]
        else:
            said += [EN[int(digit)] for digit in group]
    return " ".join(said)


def english_digits(digits: str, random: Random) -> str:
    """Digit by digit, as on the telephone: "oh" for zero, "double" for two alike."""
    zero = random.choice(["zero", "oh"])
    said: list[str] = []
    place = 0
    while place < len(digits):
        word = zero if digits[place] == "0" else EN[int(digits[place])]
        if digits[place : place + 2] == digits[place] * 2 and random.random() < 0.5:
            said.append(f"double {word}")
            place += 2
            continue
        said.append(word)
        place += 1
    return " ".join(said)
