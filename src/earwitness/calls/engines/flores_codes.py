"""How NLLB names languages: codes of FLORES-200 (NLLB Team 2022, table 1)."""

from earwitness.records.errors import EngineFailed

ENGLISH = "eng_Latn"
_CODES = {
    "ru": "rus_Cyrl", "uk": "ukr_Cyrl", "be": "bel_Cyrl", "bg": "bul_Cyrl", "sr": "srp_Cyrl",
    "kk": "kaz_Cyrl", "ky": "kir_Cyrl", "tg": "tgk_Cyrl", "tt": "tat_Cyrl", "ba": "bak_Cyrl",
    "uz": "uzn_Latn", "az": "azj_Latn", "tr": "tur_Latn", "ka": "kat_Geor", "hy": "hye_Armn",
    "pl": "pol_Latn", "ro": "ron_Latn", "de": "deu_Latn", "fr": "fra_Latn", "es": "spa_Latn",
    "it": "ita_Latn", "ar": "arb_Arab", "fa": "pes_Arab", "he": "heb_Hebr", "lt": "lit_Latn",
    "lv": "lvs_Latn", "et": "est_Latn", "fi": "fin_Latn", "hu": "hun_Latn", "cs": "ces_Latn",
    "sk": "slk_Latn",
}  # fmt: skip


def flores_code(language: str) -> str:
    """The code of a BCP-47 tag.

    Raises:
        EngineFailed: it is none of the languages listed here.
    """
    code = _CODES.get(language.lower().partition("-")[0])
    if code is None:
        raise EngineFailed(
            f"NLLB is not asked for the language {language!r} here.",
            remedy=f"It knows {', '.join(sorted(_CODES))}; correct `languages` in case.toml.",
        )
    return code
