"""Paradigms that tools/build_state_names.py uses: from a stem or a base form to every form the press writes.

A phrase may mark a word as indeclinable with a leading "!" and a lone adjective with "^" (^Банкова). Of a hyphenated
name only the last part is declined (Коста-Рики), unless "~" follows the first (Гвинея~-Бисау).
"""

from collections.abc import Iterator

CASES = ("genitive", "dative", "accusative", "instrumental", "locative")
Paradigm = dict[str, list[str]]
VOWELS = "аеёиоуыэюяіїє"
SIBILANTS = "жчшщ"
UK_SOFTENED = {"к": "ц", "г": "з", "х": "с", "ґ": "дз"}
INDECLINABLE_ENDS = ("уа", "оа", "еа", "ео", "эа", "иа", "іа")


def _paradigm(stem: str, endings: str) -> Paradigm:
    cells = endings.split()
    return {
        case: [stem + (e if e != "0" else "") for e in cell.split("/")] for case, cell in zip(CASES, cells, strict=True)
    }


def _same(word: str) -> Paradigm:
    return {case: [word] for case in CASES}


RU_SPECIAL = {
    "Острова": ("Остров", "ов ам а ами ах"),
    "острова": ("остров", "ов ам а ами ах"),
    "территории": ("территори", "й ям и ями ях"),
    "Территории": ("Территори", "й ям и ями ях"),
    "Египет": ("Египт", "а у Египет ом е"),
    "Люксембург": ("Люксембург", "а у 0 ом е"),
    "Крым": ("Крым", "а у 0 ом у"),
    "Дворец": ("Двор", "ца цу ец цом це"),
    "дворец": ("двор", "ца цу ец цом це"),
    "дом": ("дом", "а у 0 ом е"),
    "Белиз": ("Белиз", "а у 0 ом е"),
    "Тонга": ("Тонга", "0 0 0 0 0"),
    "Косово": ("Косов", "а/о у/о о ом/о е/о"),
    "Сараево": ("Сараев", "а/о у/о о ом/о е/о"),
    "Кремль": ("Кремл", "я ю ь ем/ём е"),
    "Кишинёв": ("Кишинёв", "а у 0 ом е"),
    "Рим": ("Рим", "а у 0 ом е"),
    "Королевство": ("Королевств", "а у о ом е"),
    "Приднестровье": ("Приднестровь", "я ю е ем е"),
    "БиГ": ("БиГ", "0 0 0 0 0"),
    "площадь": ("площад", "и и ь ью и"),
}
RU_PLURAL_OV = ("Нидерланды", "Штаты", "Эмираты", "Фолкленды")
UK_SPECIAL = {
    "Острови": ("Остров", "ів ам и ами ах"),
    "острови": ("остров", "ів ам и ами ах"),
    "території": ("територі", "й ям ї ями ях"),
    "Території": ("Територі", "й ям ї ями ях"),
    "Єгипет": ("Єгип", "ту ту/тові ет том ті"),
    "Київ": ("Ки", "єва єву/єву їв євом єві"),
    "Кишинів": ("Кишин", "ева еву ів евом еві"),
    "Відень": ("Від", "ня ню/неві ень нем ні"),
    "Крим": ("Крим", "у у 0 ом у"),
    "дім": ("д", "ому ому/омові ім омом омі"),
    "Дім": ("Д", "ому ому/омові ім омом омі"),
    "палац": ("палац", "у у/ові 0 ом і"),
    "Косово": ("Косов", "а у о ом і/у"),
    "Сараєво": ("Сараєв", "а у о ом і/у"),
    "Тонга": ("Тонга", "0 0 0 0 0"),
    "площа": ("площ", "і і у ею і"),
    "Білорусь": ("Білорус", "і і ь сю і"),
    "Русь": ("Рус", "і і ь сю і"),
    "Королівство": ("Королівств", "а у о ом і"),
    "Придністров'я": ("Придністров'", "я ю я ям ї"),
    "БіГ": ("БіГ", "0 0 0 0 0"),
    "вулиця": ("вулиц", "і і ю ею і"),
}
UK_PLURAL_ZERO = ("Філіппіни", "Мальдіви", "Афіни", "Гренадини", "Багами", "Комори", "Сейшели", "Мальвіни")


def _is_fixed(word: str) -> bool:
    return word.isupper() or word.endswith(INDECLINABLE_ENDS) or (word[-1:] not in "аяйьыи" and word[-1:] in VOWELS)


def ru_name_word(word: str) -> Paradigm:
    """Singular or plural paradigm of an inanimate Russian name, by its ending."""
    if word in RU_SPECIAL:
        return _paradigm(*RU_SPECIAL[word])
    if _is_fixed(word) or word.endswith("и"):
        return _same(word)
    stem, last = word[:-1], word[-1]
    if word.endswith("ия"):
        return _paradigm(stem, "и и ю ей и")
    if last == "я":
        return _paradigm(stem, "и е ю ей е")
    if last == "а":
        genitive = "и" if stem[-1] in "гкхжчшщ" else "ы"
        instrumental = "ей" if stem[-1] in "жчшщц" else "ой"
        return _paradigm(stem, f"{genitive} е у {instrumental} е")
    if word.endswith("ий"):
        return _paradigm(stem, "я ю й ем и")
    if last == "й":
        return _paradigm(stem, "я ю й ем е")
    if last == "ь":
        return _paradigm(stem, "и и ь ью и" if word.endswith("русь") else "я ю ь ем е")
    if last == "ы":
        genitive = "ов" if word in RU_PLURAL_OV else "0"
        return _paradigm(stem, f"{genitive} ам ы ами ах")
    return _paradigm(word, f"а у 0 {'ем' if last in 'жчшщц' else 'ом'} е")


def uk_name_word(word: str) -> Paradigm:
    """Paradigm of an inanimate Ukrainian name, by its ending; both genitives, -у and -а, since usage wavers."""
    if word in UK_SPECIAL:
        return _paradigm(*UK_SPECIAL[word])
    if _is_fixed(word):
        return _same(word)
    stem, last = word[:-1], word[-1]
    if last == "я" and stem[-1] in VOWELS + "ь'":
        return _paradigm(stem, "ї ї ю єю ї")
    if last == "я":
        return _paradigm(stem, "і і ю ею і")
    if last == "а" and stem[-1] in SIBILANTS:
        return _paradigm(stem, "і і у ею і")
    if last == "а":
        soft = stem[:-1] + UK_SOFTENED.get(stem[-1], stem[-1]) + "і"
        return _paradigm(stem, "и 0 у ою 0") | {"dative": [soft], "locative": [soft]}
    if last == "й":
        return _paradigm(stem, "ю/я ю/єві й єм ї")
    if last == "ь":
        return _paradigm(stem, "ю/я ю/еві ь ем і")
    if last == "и":
        return _paradigm(stem, f"{'0' if word in UK_PLURAL_ZERO else 'ів'} ам и ами ах")
    locative = "і/у" if last in UK_SOFTENED else "і"
    if last in SIBILANTS:
        return _paradigm(word, "у/а у/еві 0 ем і")
    return _paradigm(word, f"у/а у/ові 0 ом {locative}")


RU_ADJECTIVES = {
    "ая": "ой ой ую ой ой",
    "яя": "ей ей юю ей ей",
    "ые": "ых ым ые ыми ых",
    "ие": "их им ие ими их",
    "вы": "вых вым вы выми вых",
    "ый": "ого ому ый ым ом",
    "ий": "ого ому ий им ом",
    "кое": "кого кому кое ким ком",
    "ое": "ого ому ое ым ом",
    "ой": "ого ому ой ым ом",
}
UK_ADJECTIVES = {
    "а": "ої ій у ою ій",
    "я": "ьої ій ю ьою ій",
    "і": "их им і ими их",
    "ий": "ого ому ий им ому",
    "е": "ого ому е им ому",
}


def _adjective_word(word: str, table: dict[str, str]) -> Paradigm | None:
    for ending, cells in table.items():
        if word.endswith(ending):
            return _paradigm(word.removesuffix(ending), cells)
    return None


def _word(word: str, lang: str, is_last: bool) -> Paradigm:
    if word.startswith("!"):
        return _same(word[1:])
    adjectives = RU_ADJECTIVES if lang == "ru" else UK_ADJECTIVES
    if word in ("и", "і", "та", "й", "–", "—"):
        return _same(word)
    if not is_last or word.startswith("^"):
        adjective = _adjective_word(word.removeprefix("^"), adjectives)
        if adjective:
            return adjective
    head, hyphen, tail = word.rpartition("-")
    noun = ru_name_word if lang == "ru" else uk_name_word
    if hyphen and head.endswith("~"):
        first, last = noun(head[:-1]), noun(tail)
        return {case: [f"{a}-{b}" for a in first[case] for b in last[case]] for case in CASES}
    paradigm = noun(tail)
    return {case: [head + hyphen + form for form in paradigm[case]] for case in CASES}


AND = (["и"], ["і"], ["та"])


def name_paradigm(phrase: str, lang: str) -> tuple[str, Paradigm]:
    """The plain base form of a marked phrase, and its oblique cases ("ru" or "uk")."""
    words = phrase.split(" ")
    heads = [i for i, word in enumerate(words) if not word.startswith("!")]
    last = heads[-1] if heads else -1
    parts = [_word(word, lang, i == last or words[i + 1 : i + 2] in AND) for i, word in enumerate(words)]
    plain = phrase.replace("!", "").replace("~", "").replace("^", "")
    return plain, {case: _products([part[case] for part in parts]) for case in CASES}


def _products(columns: list[list[str]]) -> list[str]:
    phrases = [""]
    for column in columns:
        phrases = [f"{phrase} {form}".strip() for phrase in phrases for form in column]
    return phrases


RU_ADJECTIVE_ENDINGS = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими")
UK_ADJECTIVE_ENDINGS = ("ий", "ого", "ому", "им", "а", "ої", "ій", "у", "ою", "е", "і", "их", "ими")


def slavic_adjective(stem: str, lang: str) -> list[str]:
    """All forms of a relational adjective from its velar stem (российск-, російськ-)."""
    return [stem + e for e in (RU_ADJECTIVE_ENDINGS if lang == "ru" else UK_ADJECTIVE_ENDINGS)]


Noun = tuple[list[str], list[str]]
"""Singular forms, plural forms."""


def _noun(singular: str, endings: str, plural: str, plural_endings: str) -> Noun:
    def forms(stem: str, row: str) -> list[str]:
        return [stem + (e if e != "0" else "") for e in row.split()]

    return forms(singular, endings), forms(plural, plural_endings)


def _fleeting(stem: str, lang: str) -> str:
    """Stem before -ц- of a noun in -ец/-ець: австриец → австрийц-, бразилец → бразильц-."""
    if stem[-1] in VOWELS:
        return stem + "йц"
    return stem + ("ьц" if stem[-1] == "л" else "ц")


def _ka_plural_genitive(stem: str) -> str:
    """россиянк- → россиянок, польк- → полек, китайк- → китаек."""
    before = stem[:-1]
    if before[-1] in "ьй":
        return before[:-1] + "ек"
    return before + ("ек" if before[-1] in SIBILANTS else "ок")


def ru_person(word: str) -> Noun:
    """An animate Russian noun by its ending; "болгарин/болгар" gives the plural stem, its bare genitive."""
    word, _, plural = word.partition("/")
    stem = word[:-2] + "к" if word.endswith("ок") else word
    nominative = "и" if (plural or stem)[-1] in "гкх" + SIBILANTS or plural.endswith("ок") else "ы"
    if plural:
        bare = plural[:-2] + "к" if plural.endswith("ок") else plural
        singular = [word, *_noun(stem, "а у ом е", "", "0")[0]]
        return singular, [plural, *_noun("", "0", bare, f"{nominative} ам ами ах")[1]]
    if word.endswith(("анин", "янин")):
        return _noun(word, "0 а у ом е", word[:-2], "е 0 ам ами ах")
    if word.endswith("ец"):
        stem = _fleeting(word[:-2], "ru")
        singular, plurals = _noun(stem, "а у ем е", stem, "ы ев ам ами ах")
        return [word, *singular], plurals
    if word.endswith("ка"):
        singular, plurals = _noun(word[:-1], "а и е у ой", word[:-1], "и ам ами ах")
        return singular, [*plurals, _ka_plural_genitive(word[:-1])]
    if word[-1] in SIBILANTS:
        return _noun(word, "0 а у ом ем е", word, "и ей ам ами ах")
    if word[-1] in VOWELS:
        return [word], [word]
    return _noun(word, "0 а у ом е", word, f"{nominative} ов ам ами ах")


def uk_person(word: str) -> Noun:
    """An animate Ukrainian noun by its ending; "болгарин/болгар" gives the plural stem, its bare genitive."""
    word, _, plural = word.partition("/")
    stem = word[:-2] + "к" if word.endswith("ок") else word
    if plural:
        bare = plural[:-2] + "к" if plural.endswith("ок") else plural
        singular = [word, *_noun(stem, "а у ові ом і", "", "0")[0]]
        return singular, [plural, *_noun("", "0", bare, "и ам ами ах")[1]]
    if word.endswith(("анин", "янин")):
        return _noun(word, "0 а у ові ом і", word[:-2], "и 0 ам ами ах")
    if word.endswith(("ець", "єць")):
        stem = _fleeting(word[:-3] + ("і" if word.endswith("єць") and word[-4] not in VOWELS else ""), "uk")
        singular, plurals = _noun(stem, "я ю еві ем і", stem, "і ів ям ями ях")
        return [word, *singular], plurals
    if word.endswith("ка"):
        singular, plurals = _noun(word[:-2], "ка ки ці ку кою", word[:-1], "и ам ами ах")
        return singular, [*plurals, word[:-2] + "ок"]
    if word.endswith("еня"):
        return _noun(word[:-1], "я і ю ею", word[:-1], "і ь ям ями ях")
    if word[-1] in VOWELS:
        return [word], [word]
    instrumental = "ем" if word[-1] in SIBILANTS else "ом"
    locative = "" if stem[-1] in UK_SOFTENED else " і"
    singular, plurals = _noun(stem, f"а у ові {instrumental}{locative}", stem, "и ів ам ами ах")
    return [word, *singular], plurals


def slavic_person(word: str, lang: str) -> Noun:
    """Singular and plural forms of an animate noun."""
    return ru_person(word) if lang == "ru" else uk_person(word)


def nb_adjective(word: str) -> list[str]:
    """russisk, russiske; "thai" stays as it is."""
    return [word, word + "e"] if word.endswith("sk") else [word]


def _man(stem: str, singular: str, definite: str, plural: str, plurals: str) -> Noun:
    return [stem + singular, stem + definite], [stem + plural, stem + plurals]


def nb_person(word: str) -> Noun:
    """russer, nordmann, danske or polakk with their definite and plural forms."""
    if word.endswith("mann"):
        return _man(word[:-4], "mann", "mannen", "menn", "mennene")
    if word.endswith("er"):
        return _man(word, "", "en", "e", "ne")
    if word.endswith("e"):
        return _man(word[:-1], "e", "en", "er", "ene")
    return _man(word, "", "en", "er", "ene")


def nn_person(word: str) -> Noun:
    """The Nynorsk forms of a noun given as in Bokmål (russer) or as in Nynorsk (russar)."""
    if word.endswith("mann"):
        return nb_person(word)
    if word.endswith(("er", "ar")):
        return _man(word[:-2] + "ar", "", "en", "ar", "ane")
    if word.endswith("e"):
        return _man(word[:-1], "e", "en", "ar", "ane")
    return _man(word, "", "en", "ar", "ane")


def da_person(word: str) -> Noun:
    """russer, nordmand, finne or polak with their definite and plural forms."""
    if word.endswith("mand"):
        return _man(word[:-4], "mand", "manden", "mænd", "mændene")
    if word.endswith("er"):
        return _man(word, "", "en", "e", "ne")
    if word.endswith("e"):
        return _man(word[:-1], "e", "en", "er", "erne")
    doubled = word + word[-1] if word.endswith(("ak", "vak")) else word
    singular, plural = _man(doubled, "", "en", "er", "erne")
    return [word, singular[1]], plural


def sv_adjective(word: str) -> list[str]:
    """rysk, ryskt, ryska, ryske."""
    return [word, word + "t", word + "a", word + "e"] if word.endswith("sk") else [word]


def sv_person(word: str) -> Noun:
    """ryss-ar, ungrare, syrier, norrman, finne, amerikan: forms by the mark or the ending."""
    base, mark, _ = word.partition("-ar")
    if mark:
        return _man(base, "", "en", "ar", "arna")
    if word.endswith("man"):
        return _man(word[:-3], "man", "mannen", "män", "männen")
    if word.endswith("are"):
        return _man(word, "", "n", "", "na")[0], [word, word[:-1] + "na"]
    if word.endswith("er"):
        return _man(word, "", "n", "", "na")
    if word.endswith("e"):
        return _man(word[:-1], "e", "en", "ar", "arna")
    if word.endswith("ing"):
        return _man(word, "", "en", "ar", "arna")
    return _man(word, "", "en", "er", "erna")


def de_adjective(word: str) -> list[str]:
    """russisch with its five endings; "Schweizer" stays as it is."""
    fixed = word[0].isupper() and not word.startswith("US-")
    return [word] if fixed else [word + ending for ending in ("", "e", "en", "er", "es", "em")]


def de_person(word: str) -> Noun:
    """Russe (weak), Amerikaner, Israeli, with the feminine and the dative plural."""
    if word == "Deutscher":
        return ["Deutscher"], ["Deutsche", "Deutschen", "Deutschem"]
    if word.endswith("e"):
        stem = word[:-1]
        feminine = FEMININE_DE.get(word, stem + "in")
        return [word, word + "n", feminine], [word + "n", feminine + "nen"]
    if word.endswith(("ot", "it", "ar")):
        weak = word + ("n" if word.endswith("ar") else "en")
        return [word, weak, word + "in"], [weak, word + "innen"]
    if word.endswith("er"):
        return [word, word + "s", word + "in"], [word, word + "n", word + "innen"]
    return [word, word + "s"], [word + "s", word]


FEMININE_DE = {"Franzose": "Französin", "Jude": "Jüdin"}


def fr_forms(word: str) -> Noun:
    """Masculine and feminine of a French adjective or noun, singular and plural; "grec/grecque" gives the feminine."""
    masculine, slash, feminine = word.partition("/")
    if not slash:
        feminine = _fr_feminine(masculine)
    plural = masculine if masculine[-1] in "sxz" else masculine + "s"
    return list(dict.fromkeys([masculine, feminine])), list(dict.fromkeys([plural, feminine + "s"]))


def _fr_feminine(word: str) -> str:
    if word.endswith(("ien", "éen")):
        return word + "ne"
    return word if word.endswith(("e", "è")) else word + "e"


def es_forms(word: str) -> Noun:
    """Masculine and feminine of a Spanish adjective or noun, singular and plural."""
    if word.endswith("o"):
        return [word, word[:-1] + "a"], [word + "s", word[:-1] + "as"]
    for accented, plain in (("és", "es"), ("án", "an"), ("ón", "on"), ("ín", "in")):
        if word.endswith(accented):
            stem = word.removesuffix(accented) + plain
            return [word, stem + "a"], [stem + "es", stem + "as"]
    if word.endswith("ol"):
        return [word, word + "a"], [word + "es", word + "as"]
    if word.endswith(("í", "ú")):
        return [word], [word + "es", word + "s"]
    return [word], [word + ("s" if word[-1] in "aeou" else "es")]


def en_person(word: str) -> Noun:
    """Russian/Russians, Frenchman/Frenchmen, Japanese/Japanese."""
    if word.endswith("man"):
        stem = word[:-3]
        return [word, stem + "woman"], [stem + "men", stem + "women"]
    if word.endswith(("ese", "ss", "Swiss", "French", "British", "Irish")):
        return [word], [word]
    return [word], [word + "s"]


def adjective_forms(word: str, lang: str) -> Iterator[str]:
    """Every form of an adjective stem in `lang`."""
    if lang in ("ru", "uk"):
        yield from slavic_adjective(word, lang)
    elif lang in ("nb", "nn", "da"):
        yield from nb_adjective(word)
    elif lang == "sv":
        yield from sv_adjective(word)
    elif lang == "de":
        yield from de_adjective(word)
    elif lang in ("fr", "es"):
        singular, plural = fr_forms(word) if lang == "fr" else es_forms(word)
        yield from singular + plural
    else:
        yield word


def person_forms(word: str, lang: str) -> Noun:
    """Singular and plural forms of the noun for a citizen in `lang`."""
    if lang in ("ru", "uk"):
        return slavic_person(word, lang)
    table = {"nb": nb_person, "nn": nn_person, "da": da_person, "sv": sv_person, "de": de_person, "en": en_person}
    table |= {"fr": fr_forms, "es": es_forms}
    return table[lang](word)
