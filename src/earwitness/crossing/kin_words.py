"""The kin terms of Russian and Ukrainian, and what their relations are called here."""

from dataclasses import dataclass

from earwitness.runtime.russian.given_name_forms import Sex

M, F = Sex.MASCULINE, Sex.FEMININE


@dataclass(frozen=True, slots=True)
class KinWords:
    """Words of one relation that are used alike.

    `addressing` are forms that can call somebody, `other` forms that only mention. `loose` words
    are said to friends and strangers, too. `only_called` words are so ordinary otherwise
    ("дорогой", "друг") that they are no kin term unless they call somebody.
    """

    relation: str
    sex: Sex | None
    addressing: str
    other: str = ""
    loose: bool = False
    only_called: bool = False


# English words serve the fields of profiles.
KIN_WORDS = (
    KinWords(
        "mother", F,
        "мама мам мамуля мамуль мамочка мамочк мамка мать матушка мамо мамусь матусю мамань маман"
        " маманя мамулечка",
        "mom mum mother маме маму мамой мамы матери матерью мамуле мамулю мамочке мамочку мамку"
        " мамке мами матір мамі мамою",
    ),
    KinWords(
        "father", M,
        "папа пап папка папуля папуль папочка отец тато тату татусю dad father",
        "папе папу папой папы отцу отца отцом татові тата батька батьку батьком",
    ),
    KinWords("father", M, "батя бать батяня батьку", "бате батю батей бати", loose=True),
    KinWords("parent", None, "parent", "parents родители батьки"),
    KinWords(
        "wife", F, "жена жёнушка супруга женушка дружина wife",
        "жене жену женой жены женою жинка жинке супруге супругу дружині дружину",
    ),
    KinWords(
        "husband", M, "муж муженёк супруг чоловік husband",
        "мужу мужа мужем мужья муже супругу супруга чоловіка чоловіку",
    ),
    KinWords(
        "son", M, "сын син son", "сыну сына сыном сыне сыновья сыновей сина сином сынишка сынишке",
        loose=True,
    ),
    KinWords(
        "son", M, "сынок сыночек сына сынуля сынку синку сину синочку сыночка сынуль",
        "сынка сыночку", loose=True,
    ),
    KinWords(
        "daughter", F, "дочь дочка дочу daughter",
        "дочери дочерью дочке дочку дочкой дочки доньку доньці", loose=True,
    ),
    KinWords(
        "daughter", F, "доча доченька дочур дочурка доню донечко дочко донька доч дочунь",
        "дочурке дочурку", loose=True,
    ),
    KinWords("child", None, "child", "children"),
    KinWords(
        "brother", M, "брат братик братишка братец брате братику братишь brother",
        "брату брата братом братья братьев братику братика братишке братишку", loose=True,
    ),
    KinWords(
        "sister", F, "сестра сестрёнка сестричка сестрица систер сестро сеструха sister",
        "сестре сестру сестрой сестры сестрёнке сестрёнку сестри сестрі", loose=True,
    ),
    KinWords("sibling", None, "sibling"),
    KinWords("cousin", M, "кузен", "кузену кузена"),
    KinWords("cousin", F, "кузина", "кузине кузину"),
    KinWords("cousin", None, "", "cousin"),
    KinWords(
        "grandmother", F, "бабушка бабуля бабуль баб бабуся бабусю grandmother",
        "бабушке бабушку бабушкой бабушки бабуле бабулю бабусі", loose=True,
    ),
    KinWords(
        "grandfather", M, "дедушка дедуля дед дедуль дедусю дідусь дідусю дідо grandfather",
        "дедушке дедушку дедушки деду деда дедом дідуся", loose=True,
    ),
    KinWords("grandparent", None, "grandparent"),
    KinWords("grandson", M, "внук внучек внучок онук онуче grandson", "внуку внука внуком",
             loose=True),
    KinWords("granddaughter", F, "внучка внученька внуча онука granddaughter",
             "внучке внучку внучки", loose=True),
    KinWords("grandchild", None, "grandchild"),
    KinWords("aunt", F, "тётя тёть тётушка тьотю тітка тьоть", "aunt тёте тётю тёти тётка тётке",
             loose=True),
    KinWords("uncle", M, "дядя дядь дядюшка дядько дядьку uncle", "дяде дядю дяди дядей",
             loose=True),
    KinWords("nephew", M, "племянник племяш племяшка небіж nephew", "племяннику племянника"),
    KinWords("niece", F, "племянница племяшечка небога niece", "племяннице племянницу"),
    KinWords("stepfather", M, "отчим вітчим stepfather", "отчиму отчима отчимом"),
    KinWords("stepmother", F, "мачеха мачуха stepmother", "мачехе мачеху"),
    KinWords("stepson", M, "пасынок пасинок stepson", "пасынку пасынка"),
    KinWords("stepdaughter", F, "падчерица пасербиця stepdaughter", "падчерице падчерицу"),
    KinWords("bride", F, "невеста наречена fiancee bride", "невесте невесту невесты невестой"),
    KinWords("groom", M, "жених наречений fiance groom", "жениху жениха женихом"),
    KinWords("wife's mother", F, "тёща тёщенька теща", "тёще тёщу тёщей тёщи"),
    KinWords("wife's father", M, "тесть", "тестю тестя тестем"),
    KinWords("husband's mother", F, "свекровь свекруха свекровка",
             "свекрови свекровью свекрухе свекруху"),
    KinWords("husband's father", M, "свёкор свекор свекр", "свёкру свёкра свёкром"),
    KinWords("son-in-law", M, "зять зятёк зятю", "зятя зятем зятьку"),
    KinWords("daughter-in-law", F, "невестка сноха невестушка невістка",
             "невестке невестку снохе сноху невістку"),
    KinWords("wife's brother", M, "шурин шуряк", "шурину шурина шурином"),
    KinWords("wife's sister", F, "свояченица", "свояченице свояченицу"),
    KinWords("wife's sister's husband", M, "свояк", "свояку свояка"),
    KinWords("husband's brother", M, "деверь", "деверю деверя"),
    KinWords("husband's sister", F, "золовка", "золовке золовку"),
    KinWords("child's father-in-law", M, "сват сваток", "свату свата сватом"),
    KinWords("child's mother-in-law", F, "сватья сваха", "сватье сватью свахе сваху"),
    KinWords("godmother", F, "крёстная хрещена godmother", "крёстной крёстную"),
    KinWords("godfather", M, "крёстный хрещений godfather", "крёстному крёстного"),
    KinWords("godson", M, "крестник крестничек похресник", "крестнику крестника"),
    KinWords("goddaughter", F, "крестница похресниця", "крестнице крестницу"),
    KinWords("co-father", M, "кум кумец куме", "куму кума кумом", loose=True),
    KinWords("co-mother", F, "кума кумо", "куме кумой", loose=True),
    KinWords("partner", M, "любимый милый родной котик малыш зайчик коханий любий",
             loose=True, only_called=True),
    KinWords("partner", F, "любимая милая родная малышка киса кохана люба", loose=True,
             only_called=True),
    KinWords("partner", None, "зая зай зайка заинька заюша солнышко сонечко малая малой родненький"
             " родненькая partner", loose=True, only_called=True),
    KinWords("friend", M, "братан братуха братка братишан кореш корефан дружище дружбан друг"
             " кент", "братану братана братухе", loose=True, only_called=True),
    KinWords("friend", None, "friend", loose=True, only_called=True),
    KinWords("friend", F, "подруга подружка подруженька", loose=True, only_called=True),
)  # fmt: skip

INVERSES: dict[str, tuple[str, ...]] = {
    "mother": ("son", "daughter", "child"),
    "father": ("son", "daughter", "child"),
    "parent": ("son", "daughter", "child"),
    "son": ("mother", "father", "parent"),
    "daughter": ("mother", "father", "parent"),
    "child": ("mother", "father", "parent"),
    "wife": ("husband",),
    "husband": ("wife",),
    "brother": ("brother", "sister", "sibling"),
    "sister": ("brother", "sister", "sibling"),
    "sibling": ("brother", "sister", "sibling"),
    "cousin": ("cousin",),
    "grandmother": ("grandson", "granddaughter", "grandchild"),
    "grandfather": ("grandson", "granddaughter", "grandchild"),
    "grandparent": ("grandson", "granddaughter", "grandchild"),
    "grandson": ("grandmother", "grandfather", "grandparent"),
    "granddaughter": ("grandmother", "grandfather", "grandparent"),
    "grandchild": ("grandmother", "grandfather", "grandparent"),
    "aunt": ("nephew", "niece"),
    "uncle": ("nephew", "niece"),
    "nephew": ("aunt", "uncle"),
    "niece": ("aunt", "uncle"),
    "stepfather": ("stepson", "stepdaughter"),
    "stepmother": ("stepson", "stepdaughter"),
    "stepson": ("stepmother", "stepfather"),
    "stepdaughter": ("stepmother", "stepfather"),
    "bride": ("groom",),
    "groom": ("bride",),
    "wife's mother": ("son-in-law",),
    "wife's father": ("son-in-law",),
    "husband's mother": ("daughter-in-law",),
    "husband's father": ("daughter-in-law",),
    "son-in-law": ("wife's mother", "wife's father", "wife's brother", "wife's sister"),
    "daughter-in-law": (
        "husband's mother", "husband's father", "husband's brother", "husband's sister",
    ),
    "wife's brother": ("son-in-law",),
    "wife's sister": ("son-in-law",),
    "wife's sister's husband": ("wife's sister's husband",),
    "husband's brother": ("daughter-in-law",),
    "husband's sister": ("daughter-in-law",),
    "child's father-in-law": ("child's father-in-law", "child's mother-in-law"),
    "child's mother-in-law": ("child's father-in-law", "child's mother-in-law"),
    "godmother": ("godson", "goddaughter"),
    "godfather": ("godson", "goddaughter"),
    "godson": ("godmother", "godfather"),
    "goddaughter": ("godmother", "godfather"),
    "co-father": ("co-father", "co-mother"),
    "co-mother": ("co-father", "co-mother"),
    "partner": ("partner",),
    "friend": ("friend",),
}  # fmt: skip
