"""Place names in sentences of the ten languages: which entry, which state, how precise."""



import pytest

from places.readings import reading
from utsyn.places import PlaceResolver

# language | text | the name as it stands | name of the entry | state | precision
CASES = [
    ("nb", "Møtet ble holdt i [Berlin|GPE_LOC] tirsdag.", "Berlin", "Berlin", "DEU", "city"),
    ("nb", "Ministeren reiste til København onsdag.", "København", "Copenhagen", "DNK", "city"),
    ("nb", "Samtalene i Genève fortsetter.", "Genève", "Geneva", "CHE", "city"),
    ("nb", "Tysklands kansler kom fredag.", "Tysklands", "Germany", "DEU", "country"),
    ("nb", "Angrepene på Øst-Ukraina økte.", "Øst-Ukraina", "Ukraine", "UKR", "region"),
    ("nb", "Skip ble stanset i Hormuzstredet.", "Hormuzstredet", "Strait of Hormuz", None, "region"),
    ("nb", "Øvelsen foregår i Barentshavet.", "Barentshavet", "Barents Sea", None, "region"),
    ("nb", "Kamper i Donbas natt til lørdag.", "Donbas", "Donbas", "UKR", "region"),
    ("nb", "Soldater på Vestbredden skjøt.", "Vestbredden", "West Bank", "PSE", "region"),
    ("nb", "Droner falt i Belgorod-regionen.", "Belgorod-regionen", "Belgorod Oblast", "RUS", "region"),
    ("nb", "Grensevakter i Finnmark meldte fra.", "Finnmark", "Finnmark", "NOR", "region"),
    ("nb", "Kyivs ordfører ba om hjelp, sa de i Kyiv.", "Kyivs", "Kyiv", "UKR", "city"),
    ("nb", "Opprøret i Nord-Irland er over.", "Nord-Irland", "Northern Ireland", "GBR", "region"),
    ("nb", "Flyene lettet fra Bodø i natt.", "Bodø", "Bodø", "NOR", "city"),
    ("nb", "Valget i delstaten Georgia avgjorde.", "Georgia", "Georgia", "USA", "region"),
    ("nb", "Partiet i [Moss|GPE_LOC] vant.", "Moss", "Moss", "NOR", "city"),
    ("nb", "Soldater krysset inn i [Os|GPE_LOC] søndag.", "Os", "Os", "NOR", "city"),
    ("nn", "Dei møttest i Moskva måndag.", "Moskva", "Moscow", "RUS", "city"),
    ("nn", "Styrkane står på Krim enno.", "Krim", "Crimea", "UKR", "region"),
    ("nn", "Utanriksministeren reiste til Noreg.", "Noreg", "Norway", "NOR", "country"),
    ("nn", "Krigen i Aust-Ukraina held fram.", "Aust-Ukraina", "Ukraine", "UKR", "region"),
    ("nn", "Ambassaden i Sveits er stengd.", "Sveits", "Switzerland", "CHE", "country"),
    ("nn", "Skipet låg i Svartehavet.", "Svartehavet", "Black Sea", None, "region"),
    ("nn", "Protestar på Island i går.", "Island", "Iceland", "ISL", "country"),
    ("nn", "Hjelpa kom fram til Gaza.", "Gaza", "Gaza", "PSE", "region"),
    ("sv", "Mötet i Köpenhamn ställdes in.", "Köpenhamn", "Copenhagen", "DNK", "city"),
    ("sv", "Helsingfors svarade snabbt, sade de i Helsingfors.", "Helsingfors", "Helsinki", "FIN", "city"),
    ("sv", "Trupperna lämnade Ryssland.", "Ryssland", "Russia", "RUS", "country"),
    ("sv", "Raketer mot Västbanken igår.", "Västbanken", "West Bank", "PSE", "region"),
    ("sv", "Fartyg i Östersjön följdes.", "Östersjön", "Baltic Sea", None, "region"),
    ("sv", "Strider i Tjetjenien på nytt.", "Tjetjenien", "Chechnya", "RUS", "region"),
    ("sv", "Toppmötet i Haag är slut.", "Haag", "The Hague", "NLD", "city"),
    ("sv", "Bomber föll i Charkiv i natt.", "Charkiv", "Kharkiv", "UKR", "city"),
    ("da", "Ministeren landede i Bruxelles.", "Bruxelles", "Brussels", "BEL", "city"),
    ("da", "Angreb på skibe i Rødehavet.", "Rødehavet", "Red Sea", None, "region"),
    ("da", "Protester i Tyrkiet tirsdag.", "Tyrkiet", "Turkey|Türkiye", "TUR", "country"),
    ("da", "Regeringen i Storbritannien faldt.", "Storbritannien", "United Kingdom", "GBR", "country"),
    ("da", "Kampe i Gazastriben i nat.", "Gazastriben", "Gaza", "PSE", "region"),
    ("da", "Møde på Bornholm om sikkerhed.", "Bornholm", "Bornholm", "DNK", "region"),
    ("da", "Mordet i Skotland opklaret.", "Skotland", "Scotland", "GBR", "region"),
    ("en", "Talks in Kiev ended.", "Kiev", "Kyiv", "UKR", "city"),
    ("en", "Shelling of Belgorod oblast continued.", "Belgorod oblast", "Belgorod Oblast", "RUS", "region"),
    ("en", "Ships near the Strait of Hormuz were hit.", "Strait of Hormuz", "Strait of Hormuz", None, "region"),
    ("en", "Protests in Georgia spread to Tbilisi.", "Georgia", "Georgia", "GEO", "country"),
    ("en", "Voters in Georgia and in Atlanta, in the United States.", "Georgia", "Georgia", "USA", "region"),
    ("en", "He spoke in Paris, Texas, on Monday.", "Paris", "Paris", "USA", "city"),
    ("en", "He spoke in Paris on Monday.", "Paris", "Paris", "FRA", "city"),
    ("en", "Troops entered the West Bank.", "West Bank", "West Bank", "PSE", "region"),
    ("en", "Fighting in Nagorno-Karabakh resumed.", "Nagorno-Karabakh", "Nagorno-Karabakh", "AZE", "region"),
    ("en", "Washington and Beijing agreed.", "Beijing", "Beijing", "CHN", "city"),
    ("en", "The prison at Guantánamo Bay stays.", "Guantánamo Bay", "Guantánamo", "USA", "region"),
    ("en", "Forces shelled the province of Idlib.", "Idlib", "Idlib Governorate", "SYR", "region"),
    ("en", "A summit at Camp David was called.", "Camp David", "Camp David", "USA", "point"),
    ("en", "The man from [Reading|GPE_LOC] left.", "Reading", "Reading", "GBR", "city"),
    ("en", "Officials met in Nice on Friday.", "Nice", "Nice", "FRA", "city"),
    ("en", "The U.S. sent envoys to Ukraine.", "Ukraine", "Ukraine", "UKR", "country"),
    ("en", "Ukraine's army advanced near Kharkiv.", "Ukraine", "Ukraine", "UKR", "country"),
    ("en", "Clashes in Darfur killed many.", "Darfur", "Darfur", "SDN", "region"),
    ("en", "The fire in Victoria, Australia, spread.", "Victoria", "Victoria", "AUS", "region"),
    ("de", "Das Treffen in Genf wurde verschoben.", "Genf", "Geneva", "CHE", "city"),
    ("de", "Die Lage in Kiew ist ernst.", "Kiew", "Kyiv", "UKR", "city"),
    ("de", "Siedler im Westjordanland griffen an.", "Westjordanland", "West Bank", "PSE", "region"),
    ("de", "Kämpfe in der Ostukraine dauern an.", "Ostukraine", "Ukraine", "UKR", "region"),
    ("de", "Schiffe im Schwarzen Meer.", "Schwarzen Meer", "Black Sea", None, "region"),
    ("de", "Manöver in der Straße von Hormus.", "Straße von Hormus", "Strait of Hormuz", None, "region"),
    ("de", "Gipfel in Moskau und Wien.", "Wien", "Vienna", "AUT", "city"),
    ("de", "Demonstrationen in Bayern am Montag.", "Bayern", "Bavaria", "DEU", "region"),
    ("de", "Truppen aus den Vereinigten Staaten kamen.", "Vereinigten Staaten", "United States", "USA", "country"),
    ("de", "Angriff in Südlibanon gemeldet.", "Südlibanon", "Southern Lebanon", "LBN", "region"),
    ("de", "Razzia in [Essen|GPE_LOC] am Abend.", "Essen", "Essen", "DEU", "city"),
    ("fr", "Des heurts en Cisjordanie occupée.", "Cisjordanie", "West Bank", "PSE", "region"),
    ("fr", "Un navire en mer Noire a été touché.", "mer Noire", "Black Sea", None, "region"),
    ("fr", "Le sommet à Londres est terminé.", "Londres", "London", "GBR", "city"),
    ("fr", "Des frappes sur la région de Kharkiv.", "Kharkiv", "Kharkiv Oblast", "UKR", "region"),
    ("fr", "Il a quitté les États-Unis mardi.", "États-Unis", "United States", "USA", "country"),
    ("fr", "L'armée de l'Ukraine avance.", "Ukraine", "Ukraine", "UKR", "country"),
    ("fr", "Combats dans la bande de Gaza.", "bande de Gaza", "Gaza", "PSE", "region"),
    ("fr", "Une rencontre à Pékin lundi.", "Pékin", "Beijing", "CHN", "city"),
    ("fr", "Il négocie à La Haye depuis hier.", "La Haye", "The Hague", "NLD", "city"),
    ("es", "Reunión en Ginebra el lunes.", "Ginebra", "Geneva", "CHE", "city"),
    ("es", "Ataques en el mar Negro ayer.", "mar Negro", "Black Sea", None, "region"),
    ("es", "Protestas en La Habana anoche.", "La Habana", "Havana", "CUB", "city"),
    ("es", "El presidente viajó a Estados Unidos.", "Estados Unidos", "United States", "USA", "country"),
    ("es", "Elecciones en Cataluña en mayo.", "Cataluña", "Catalonia", "ESP", "region"),
    ("es", "Bombardeos sobre Járkov y Kiev.", "Járkov", "Kharkiv", "UKR", "city"),
    ("es", "Un acuerdo firmado en Bogotá.", "Bogotá", "Bogotá", "COL", "city"),
    ("es", "Tropas en la Franja de Gaza.", "Franja de Gaza", "Gaza", "PSE", "region"),
    ("es", "Crisis en Corea del Norte hoy.", "Corea del Norte", "North Korea", "PRK", "country"),
    ("uk", "Переговори у Києві завершилися.", "Києві", "Kyiv", "UKR", "city"),
    ("uk", "Обстріл під Харковом триває.", "Харковом", "Kharkiv", "UKR", "city"),
    ("uk", "Бої в Харківській області.", "Харківській області", "Kharkiv Oblast", "UKR", "region"),
    ("uk", "Кораблі в Чорному морі.", "Чорному морі", "Black Sea", None, "region"),
    ("uk", "Візит до Сполучених Штатів.", "Сполучених Штатів", "United States", "USA", "country"),
    ("uk", "Окупанти в Криму посилюються.", "Криму", "Crimea", "UKR", "region"),
    ("uk", "Зустріч у Варшаві та Празі.", "Празі", "Prague", "CZE", "city"),
    ("uk", "Удар по Одесі вночі.", "Одесі", "Odesa", "UKR", "city"),
    ("uk", "Мешканці Кривого Рогу без світла.", "Кривого Рогу", "Kryvyy Rih", "UKR", "city"),
    ("uk", "Вибухи на Донеччині зранку.", "Донеччині", "Donetsk Oblast", "UKR", "region"),
    ("uk", "Переговори з Росією зірвано.", "Росією", "Russia", "RUS", "country"),
    ("ru", "Встреча в Москве прошла.", "Москве", "Moscow", "RUS", "city"),
    ("ru", "Бои под Донецком продолжаются.", "Донецком", "Donetsk", "UKR", "city"),
    ("ru", "Взрыв в Белгородской области.", "Белгородской области", "Belgorod Oblast", "RUS", "region"),
    ("ru", "Учения в Балтийском море.", "Балтийском море", "Baltic Sea", None, "region"),
    ("ru", "Саммит в Париже завершён.", "Париже", "Paris", "FRA", "city"),
    ("ru", "Удар по сектору Газа ночью.", "Газа", "Gaza", "PSE", "region"),
    ("ru", "Визит в Соединённые Штаты отложен.", "Соединённые Штаты", "United States", "USA", "country"),
    ("ru", "Протесты в Грузии и Абхазии.", "Абхазии", "Abkhazia", "GEO", "region"),
    ("ru", "Делегация вылетела в Санкт-Петербург.", "Санкт-Петербург", "Saint Petersburg", "RUS", "city"),
    ("ru", "Теракт на Северном Кавказе.", "Северном Кавказе", "Caucasus", None, "region"),
    ("nb", "Statsministeren besøkte Kirkenes i går.", "Kirkenes", "Kirkenes", "NOR", "city"),
    ("nb", "Havneavgiften i delstaten Washington økte.", "Washington", "Washington State", "USA", "region"),
    ("en", "Police in Birmingham, Alabama, opened fire.", "Birmingham", "Birmingham", "USA", "city"),
    (
        "en",
        "Rebels took Goma in the Democratic Republic of Congo.",
        "Democratic Republic of Congo",
        "Democratic Republic of the Congo",
        "COD",
        "country",
    ),
    ("es", "Un acuerdo en Córdoba, Argentina.", "Córdoba", "Córdoba", "ARG", "city"),
    ("uk", "Зустріч у Білому домі.", "Білому домі", "White House", "USA", "point"),
    ("ru", "Штаб в Ростове-на-Дону.", "Ростове-на-Дону", "Rostov-on-Don", "RUS", "city"),
    ("ru", "Испытания в Северной Корее.", "Северной Корее", "North Korea", "PRK", "country"),
    ("ru", "Война в Нагорном Карабахе.", "Нагорном Карабахе", "Nagorno-Karabakh", "AZE", "region"),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{case[0]}-{case[2]}-{case[4]}" for case in CASES])
def test_name_is_resolved(case: tuple[str, str, str, str, str | None, str]) -> None:
    language, text, surface, name, country, precision = case
    found = {place.text: place for place in PlaceResolver(reading(language, text)).mentions()}
    assert surface in found
    place = found[surface]
    assert place.name in name.split("|")
    assert (place.country, place.precision) == (country, precision)


NO_PLACES = [
    ("nb", "Nato møter EU og FN i dag.", "organisations"),
    ("nb", "[Jordan Larsen|PER] svarte.", "a person's name"),
    ("nb", "Os er klart at saken er stor.", "a word at the start of a sentence"),
    ("nb", "Statsminister Solberg svarte nei.", "a surname that is a town"),
    ("en", "[Paris Hilton|PER] arrived late.", "a person's name"),
    ("en", "Victoria Nuland said no.", "a person whom the model missed"),
    ("en", "Reading the report, he wept.", "a verb at the start"),
    ("en", "Mobile phones were banned.", "an adjective at the start"),
    ("en", "The Best Man ran.", "common words with capitals"),
    ("en", "NATO and the IAEA met on Monday in May.", "acronyms and calendar words"),
    ("en", "Georgia Meloni won.", "a first name that is a state"),
    ("de", "Am Ende/NOUN war das Essen/NOUN kalt.", "nouns that are towns"),
    ("de", "Der Winter/NOUN kam im März/NOUN.", "nouns"),
    ("fr", "Mars et Nice sont des mots.", "a town that is a word, without preposition"),
    ("es", "La Paz llegó con Santiago Pérez.", "a first name"),
    ("ru", "Путин и НАТО молчат.", "a surname and an acronym"),
    ("uk", "НАТО та ООН мовчать.", "acronyms"),
    ("sv", "Han såg Moderaterna och Man.", "a party"),
    ("nb", "Minsk-avtalen er død.", "a treaty named after a town"),
    ("nb", "Både EU og Sør svarte.", "a conjunction that looks like a town"),
]


@pytest.mark.parametrize(
    ("language", "text"), [case[:2] for case in NO_PLACES], ids=[f"{c[0]}-{c[2]}" for c in NO_PLACES]
)
def test_no_place_is_found(language: str, text: str) -> None:
    found = [place.text for place in PlaceResolver(reading(language, text)).mentions()]
    assert found == [] or found == ["La Paz"]
