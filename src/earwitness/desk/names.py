"""Names of themes and stages in the language of the page. The program itself knows them in English
alone; a case's own themes are called as the case calls them."""

from django.utils.translation import gettext_lazy

THEMES = {
    "losses": gettext_lazy("losses"),
    "refusal": gettext_lazy("refusal"),
    "equipment": gettext_lazy("equipment"),
    "order_to_kill": gettext_lazy("order to kill"),
    "killing": gettext_lazy("killing"),
    "leader_criticism": gettext_lazy("leader criticism"),
    "command_criticism": gettext_lazy("command criticism"),
    "war_failing": gettext_lazy("war failing"),
    "official_narrative": gettext_lazy("official narrative"),
    "deception": gettext_lazy("deception"),
    "looting": gettext_lazy("looting"),
    "civilian_dead": gettext_lazy("civilian dead"),
    "supply": gettext_lazy("supply"),
    "morale": gettext_lazy("morale"),
    "concealment": gettext_lazy("concealment"),
    "own_fire": gettext_lazy("own fire"),
    "prisoners": gettext_lazy("prisoners"),
    "mobilisation": gettext_lazy("mobilisation"),
}
"""Short names of the themes of the codebook."""

MEANINGS = {
    "losses": gettext_lazy("Losses of the speaker's own side"),
    "refusal": gettext_lazy("Refusal to fight"),
    "equipment": gettext_lazy("Equipment of the speaker's own side destroyed, broken or left"),
    "order_to_kill": gettext_lazy(
        "An order to kill people who cannot fight, or to take no prisoners"
    ),
    "killing": gettext_lazy("The killing of civilians or prisoners"),
    "leader_criticism": gettext_lazy("Criticism of the leaders of the state"),
    "command_criticism": gettext_lazy("Criticism of one's own commanders"),
    "war_failing": gettext_lazy("The war goes badly for the speaker's side"),
    "official_narrative": gettext_lazy("What television and officials say"),
    "deception": gettext_lazy("Soldiers deceived about where they go, why, or for how long"),
    "looting": gettext_lazy("Looting"),
    "civilian_dead": gettext_lazy("Dead civilians"),
    "supply": gettext_lazy("Missing food, water, clothes, ammunition, fuel, medicine, warmth"),
    "morale": gettext_lazy("Morale: tired, afraid, wanting home, no sense in it"),
    "concealment": gettext_lazy("The dead or the losses are hidden"),
    "own_fire": gettext_lazy("The speaker's side fires at its own men"),
    "prisoners": gettext_lazy("Treatment of prisoners"),
    "mobilisation": gettext_lazy("Mobilisation and recruiting"),
}
"""What each of them means."""

STAGES = {
    "decode": gettext_lazy("Decoding"),
    "examine": gettext_lazy("Examining"),
    "fingerprint": gettext_lazy("Taking fingerprints"),
    "duplicates": gettext_lazy("Looking for duplicates"),
    "signals": gettext_lazy("Finding tones"),
    "speech": gettext_lazy("Finding speech"),
    "voices": gettext_lazy("Telling voices apart"),
    "voice_groups": gettext_lazy("Grouping voices"),
    "hear": gettext_lazy("Hearing and translating"),
    "hear_second": gettext_lazy("Hearing a second time"),
    "turns": gettext_lazy("Making turns"),
    "compare": gettext_lazy("Comparing two hearings"),
    "translate": gettext_lazy("Translating"),
    "backcheck": gettext_lazy("Checking translations"),
    "claims": gettext_lazy("Extracting claims"),
    "second_claims": gettext_lazy("Extracting claims a second time"),
    "spoken": gettext_lazy("Finding spoken numbers"),
    "cross": gettext_lazy("Crossing"),
    "support": gettext_lazy("Weighing claims"),
    "index": gettext_lazy("Indexing"),
    "meaning": gettext_lazy("Reading meanings"),
}
"""What each stage of `process` does."""
