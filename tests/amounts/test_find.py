"""Amounts in sentences of the ten languages: kind, value, bounds, unit, and whose they are."""

# ruff: noqa: E501 (one case a line)

import pytest

from places.readings import reading
from utsyn.amounts import Amount, find_amounts

# language | text | the phrase | kind | value | low | high | currency or owner
CASES = [
    ("nb", "Om lag 100 000 kampklare russiske soldater står der.", "Om lag 100 000 kampklare russiske soldater", "soldiers", 100000, 90000, 110000, "russiske"),
    ("nb", "Rundt 130.000 soldater venter.", "Rundt 130.000 soldater", "soldiers", 130000, 117000, 143000, None),
    ("nb", "De har hundretusen soldater.", "hundretusen soldater", "soldiers", 100000, 100000, 100000, None),
    ("nb", "Minst 12 mennesker ble drept.", "Minst 12 mennesker", "killed", 12, 12, 18, None),
    ("nb", "Angrepet krevde 14 liv.", "14 liv", "killed", 14, 14, 14, None),
    ("nb", "Over 30 personer ble såret.", "Over 30 personer", "wounded", 30, 30, 45, None),
    ("nb", "Drept: 12", "12", "killed", 12, 12, 12, None),
    ("nb", "12 mennesker mistet livet i brannen.", "12 mennesker", "killed", 12, 12, 12, None),
    ("nb", "Flere hundre mennesker har flyktet.", "Flere hundre mennesker", "displaced", 300, 200, 900, None),
    ("nb", "Tusenvis av demonstranter samlet seg.", "Tusenvis av demonstranter", "protesters", 3000, 2000, 9000, None),
    ("nb", "Tyskland sender 14 Leopard-stridsvogner.", "14 Leopard-stridsvogner", "vehicles", 14, 14, 14, None),
    ("nb", "De fikk to dusin panservernraketter.", "to dusin panservernraketter", "missiles", 24, 24, 24, None),
    ("nb", "Norge gir 1,5 milliarder kroner.", "1,5 milliarder kroner", "money", 1.5e9, 1.5e9, 1.5e9, "NOK"),
    ("nb", "Norge gir 5 til 10 millioner euro.", "5 til 10 millioner euro", "money", 7.5e6, 5e6, 1e7, "EUR"),
    ("nb", "Inntil 5000 polske soldater kommer.", "Inntil 5000 polske soldater", "soldiers", 5000, 2500, 5000, "polske"),
    ("nb", "Politiet har pågrepet 23 personer.", "23 personer", "captured", 23, 23, 23, None),
    ("nb", "De skjøt ned 17 droner og tre kryssermissiler.", "17 droner", "drones", 17, 17, 17, None),
    ("nb", "Fem jagerfly lettet.", "Fem jagerfly", "aircraft", 5, 5, 5, None),
    ("nb", "Mellom 5 og 10 krigsskip seilte.", "Mellom 5 og 10 krigsskip", "ships", 7.5, 5, 10, None),
    ("nb", "Femtifem gisler er løslatt.", "Femtifem gisler", "captured", 55, 55, 55, None),
    ("nb", "Halvannen million flyktninger venter.", "Halvannen million flyktninger", "displaced", 1.5e6, 1.5e6, 1.5e6, None),
    ("nb", "Russlands 100 000 soldater venter.", "100 000 soldater", "soldiers", 100000, 100000, 100000, None),
    ("nb", "12 drepte soldater ble funnet.", "12 drepte soldater", "killed", 12, 12, 12, None),
    ("nn", "Om lag 30 000 soldatar er på plass.", "Om lag 30 000 soldatar", "soldiers", 30000, 27000, 33000, None),
    ("nn", "Minst sju menneske vart drepne.", "Minst sju menneske", "killed", 7, 7, 10.5, None),
    ("nn", "Fleire tusen demonstrantar møtte opp.", "Fleire tusen demonstrantar", "protesters", 3000, 2000, 9000, None),
    ("nn", "Dei gav 200 millionar kroner.", "200 millionar kroner", "money", 2e8, 2e8, 2e8, "NOK"),
    ("nn", "Tjue stridsvogner er sende.", "Tjue stridsvogner", "vehicles", 20, 20, 20, None),
    ("nn", "Titusenar av flyktningar kom.", "Titusenar av flyktningar", "displaced", 30000, 20000, 90000, None),
    ("nn", "Politiet arresterte 40 personar.", "40 personar", "captured", 40, 40, 40, None),
    ("sv", "Minst tolv människor dödades.", "Minst tolv människor", "killed", 12, 12, 18, None),
    ("sv", "Omkring 20 000 ryska soldater väntar.", "Omkring 20 000 ryska soldater", "soldiers", 20000, 18000, 22000, "ryska"),
    ("sv", "Tvåhundra personer skadades.", "Tvåhundra personer", "wounded", 200, 200, 200, None),
    ("sv", "Hundratals demonstranter greps.", "Hundratals demonstranter", "captured", 300, 200, 900, None),
    ("sv", "Landet skänker 300 miljoner kronor.", "300 miljoner kronor", "money", 3e8, 3e8, 3e8, "SEK"),
    ("sv", "Sverige skickar 5–10 stridsvagnar.", "5–10 stridsvagnar", "vehicles", 7.5, 5, 10, None),
    ("sv", "Fyrtiofem robotar avfyrades.", "Fyrtiofem robotar", "missiles", 45, 45, 45, None),
    ("sv", "Upp till 3 000 flyktingar väntas.", "Upp till 3 000 flyktingar", "displaced", 3000, 1500, 3000, None),
    ("da", "Mindst 12 mennesker mistede livet.", "Mindst 12 mennesker", "killed", 12, 12, 18, None),
    ("da", "Femogtyve kampvogne er sendt.", "Femogtyve kampvogne", "vehicles", 25, 25, 25, None),
    ("da", "Omkring 10.000 demonstranter gik på gaden.", "Omkring 10.000 demonstranter", "protesters", 10000, 9000, 11000, None),
    ("da", "Danmark giver 100 millioner kroner.", "100 millioner kroner", "money", 1e8, 1e8, 1e8, "DKK"),
    ("da", "Halvtreds soldater blev såret.", "Halvtreds soldater", "wounded", 50, 50, 50, None),
    ("da", "Politiet anholdt 18 personer.", "18 personer", "captured", 18, 18, 18, None),
    ("da", "Tusindvis af flygtninge venter.", "Tusindvis af flygtninge", "displaced", 3000, 2000, 9000, None),
    ("en", "At least 12 people were killed.", "At least 12 people", "killed", 12, 12, 18, None),
    ("en", "The strike killed 12 people and wounded 30.", "12 people", "killed", 12, 12, 12, None),
    ("en", "About 100,000 Russian troops massed.", "About 100,000 Russian troops", "soldiers", 100000, 90000, 110000, "Russian"),
    ("en", "Dozens of soldiers were wounded.", "Dozens of soldiers", "wounded", 30, 20, 90, None),
    ("en", "Tens of thousands of refugees crossed.", "Tens of thousands of refugees", "displaced", 30000, 20000, 90000, None),
    ("en", "Aid worth $50 million was sent.", "$50 million", "money", 5e7, 5e7, 5e7, "USD"),
    ("en", "They pledged 3bn euros.", "3bn euros", "money", 3e9, 3e9, 3e9, "EUR"),
    ("en", "Between 5 and 10 tanks burned.", "Between 5 and 10 tanks", "vehicles", 7.5, 5, 10, None),
    ("en", "Up to 20,000 troops may come.", "Up to 20,000 troops", "soldiers", 20000, 10000, 20000, None),
    ("en", "Twenty-five hostages were freed.", "Twenty-five hostages", "captured", 25, 25, 25, None),
    ("en", "Two dozen anti-tank missiles arrived.", "Two dozen anti-tank missiles", "missiles", 24, 24, 24, None),
    ("en", "More than 1.5 million people have fled.", "More than 1.5 million people", "displaced", 1.5e6, 1.5e6, 2.25e6, None),
    ("en", "Police detained 200 protesters.", "200 protesters", "captured", 200, 200, 200, None),
    ("en", "Some 30 warships sailed.", "Some 30 warships", "ships", 30, 27, 33, None),
    ("en", "Several hundred fighters fell back.", "Several hundred fighters", "soldiers", 300, 200, 900, None),
    ("en", "A hundred drones were shot down.", "A hundred drones", "drones", 100, 100, 100, None),
    ("en", "Fewer than 50 jets remain.", "Fewer than 50 jets", "aircraft", 50, 25, 50, None),
    ("en", "Thirty howitzers were promised.", "Thirty howitzers", "weapons", 30, 30, 30, None),
    ("en", "Ukraine's 200 tanks are old.", "200 tanks", "vehicles", 200, 200, 200, None),
    ("en", "One person was killed.", "One person", "killed", 1, 1, 1, None),
    ("en", "12 civilians lost their lives.", "12 civilians", "killed", 12, 12, 12, None),
    ("de", "Mindestens 12 Tote wurden gezählt.", "Mindestens 12 Tote", "killed", 12, 12, 18, None),
    ("de", "Mehrere Hundert Menschen flohen.", "Mehrere Hundert Menschen", "displaced", 300, 200, 900, None),
    ("de", "Rund 100.000 russische Soldaten warten.", "Rund 100.000 russische Soldaten", "soldiers", 100000, 90000, 110000, "russische"),
    ("de", "Fünfundzwanzig Panzer rollten.", "Fünfundzwanzig Panzer", "vehicles", 25, 25, 25, None),
    ("de", "Dabei wurden 12 Menschen in Kiew getötet.", "12 Menschen", "killed", 12, 12, 12, None),
    ("de", "Deutschland zahlt 1,2 Milliarden Euro.", "1,2 Milliarden Euro", "money", 1.2e9, 1.2e9, 1.2e9, "EUR"),
    ("de", "Zehntausende Demonstranten kamen.", "Zehntausende Demonstranten", "protesters", 30000, 20000, 90000, None),
    ("de", "Bis zu 400 Raketen flogen.", "Bis zu 400 Raketen", "missiles", 400, 200, 400, None),
    ("de", "Zwischen 20 und 30 Personen wurden verletzt.", "Zwischen 20 und 30 Personen", "wounded", 25, 20, 30, None),
    ("de", "Zwei Dutzend Drohnen stürzten ab.", "Zwei Dutzend Drohnen", "drones", 24, 24, 24, None),
    ("fr", "Des milliers de soldats russes attendent.", "Des milliers de soldats", "soldiers", 3000, 2000, 9000, "russes"),
    ("fr", "Une centaine de personnes ont été tuées.", "Une centaine de personnes", "killed", 100, 90, 110, None),
    ("fr", "Le bilan est de 12 morts.", "12 morts", "killed", 12, 12, 12, None),
    ("fr", "Une aide de 1,5 milliard d'euros.", "1,5 milliard d'euros", "money", 1.5e9, 1.5e9, 1.5e9, "EUR"),
    ("fr", "Quatre-vingt-dix chars ont brûlé.", "Quatre-vingt-dix chars", "vehicles", 90, 90, 90, None),
    ("fr", "Plus de 100 000 réfugiés sont arrivés.", "Plus de 100 000 réfugiés", "displaced", 100000, 100000, 150000, None),
    ("fr", "Au moins vingt et un civils sont morts.", "Au moins vingt et un civils", "killed", 21, 21, 31.5, None),
    ("fr", "Environ 300 manifestants ont été arrêtés.", "Environ 300 manifestants", "captured", 300, 270, 330, None),
    ("fr", "La France livre 30 missiles de croisière.", "30 missiles de croisière", "missiles", 30, 30, 30, None),
    ("es", "Murieron al menos 12 personas.", "al menos 12 personas", "killed", 12, 12, 18, None),
    ("es", "Miles de soldados rusos esperan.", "Miles de soldados", "soldiers", 3000, 2000, 9000, "rusos"),
    ("es", "Una ayuda de unos 3.000 millones de dólares.", "unos 3.000 millones de dólares", "money", 3e9, 2.7e9, 3.3e9, "USD"),
    ("es", "Treinta y cinco tanques cruzaron.", "Treinta y cinco tanques", "vehicles", 35, 35, 35, None),
    ("es", "Decenas de miles de refugiados huyen.", "Decenas de miles de refugiados", "displaced", 30000, 20000, 90000, None),
    ("es", "La policía detuvo a 45 manifestantes.", "45 manifestantes", "captured", 45, 45, 45, None),
    ("es", "Entre 10 y 20 aviones despegaron.", "Entre 10 y 20 aviones", "aircraft", 15, 10, 20, None),
    ("es", "Hasta 5.000 efectivos llegarán.", "Hasta 5.000 efectivos", "soldiers", 5000, 2500, 5000, None),
    ("es", "Más de doscientos heridos en el ataque.", "Más de doscientos heridos", "wounded", 200, 200, 300, None),
    ("uk", "Загинули 12 людей.", "12 людей", "killed", 12, 12, 12, None),
    ("uk", "Близько 30 тисяч російських військових.", "Близько 30 тисяч російських військових", "soldiers", 30000, 27000, 33000, "російських"),
    ("uk", "Сотні танків стоять.", "Сотні танків", "vehicles", 300, 200, 900, None),
    ("uk", "Запустили п'ять ракет.", "п'ять ракет", "missiles", 5, 5, 5, None),
    ("uk", "Виділили 500 млн гривень.", "500 млн гривень", "money", 5e8, 5e8, 5e8, "UAH"),
    ("uk", "Щонайменше двоє людей поранено.", "Щонайменше двоє людей", "wounded", 2, 2, 3, None),
    ("uk", "Понад 20 дронів збито.", "Понад 20 дронів", "drones", 20, 20, 30, None),
    ("uk", "Від 5 до 10 літаків знищено.", "Від 5 до 10 літаків", "aircraft", 7.5, 5, 10, None),
    ("uk", "Десятки тисяч біженців прибули.", "Десятки тисяч біженців", "displaced", 30000, 20000, 90000, None),
    ("ru", "Погибли 12 человек.", "12 человек", "killed", 12, 12, 12, None),
    ("ru", "Десятки раненых в больницах.", "Десятки раненых", "wounded", 30, 20, 90, None),
    ("ru", "Около 100 тысяч российских солдат.", "Около 100 тысяч российских солдат", "soldiers", 100000, 90000, 110000, "российских"),
    ("ru", "Уничтожено от 5 до 10 танков.", "от 5 до 10 танков", "vehicles", 7.5, 5, 10, None),
    ("ru", "Двое погибли при взрыве.", "Двое погибли", "killed", 2, 2, 2, None),
    ("ru", "Помощь на 2,5 млрд долларов.", "2,5 млрд долларов", "money", 2.5e9, 2.5e9, 2.5e9, "USD"),
    ("ru", "Полиция задержала более 300 человек.", "более 300 человек", "captured", 300, 300, 450, None),
    ("ru", "Двадцать пять беспилотников сбиты.", "Двадцать пять беспилотников", "drones", 25, 25, 25, None),
    ("ru", "Несколько тысяч беженцев прибыли.", "Несколько тысяч беженцев", "displaced", 3000, 2000, 9000, None),
    ("nb", "Antallet drepte er steget til 45.", "45", "killed", 45, 45, 45, None),
    ("nb", "Tre personer, blant dem to barn, ble drept.", "Tre personer", "killed", 3, 3, 3, None),
    ("nb", "To soldater og tre sivile ble drept.", "To soldater", "killed", 2, 2, 2, None),
    ("nb", "Norge gir åtte Leopard 2-stridsvogner.", "åtte Leopard 2-stridsvogner", "vehicles", 8, 8, 8, None),
    ("nb", "De tok 15 russiske soldater til fange.", "15 russiske soldater", "captured", 15, 15, 15, "russiske"),
    ("nn", "Ein mann vart drepen.", "Ein mann", "killed", 1, 1, 1, None),
    ("sv", "Dödssiffran har stigit till 45.", "45", "killed", 45, 45, 45, None),
    ("da", "50.000 mennesker demonstrerede.", "50.000 mennesker", "protesters", 50000, 50000, 50000, None),
    ("en", "The death toll rose to 45.", "45", "killed", 45, 45, 45, None),
    ("en", "Canberra sends A$3 million.", "A$3 million", "money", 3e6, 3e6, 3e6, "AUD"),
    ("en", "Sweden sends 20 million kronor.", "20 million kronor", "money", 2e7, 2e7, 2e7, "SEK"),
    ("de", "Die Zahl der Toten stieg auf 45.", "45", "killed", 45, 45, 45, None),
    ("de", "Die Polizei nahm 40 Personen fest.", "40 Personen", "captured", 40, 40, 40, None),
    ("de", "Canberra zahlt 1,1 Milliarden australischen Dollar.", "1,1 Milliarden australischen Dollar", "money", 1.1e9, 1.1e9, 1.1e9, "AUD"),
    ("fr", "Une trentaine de blessés.", "Une trentaine de blessés", "wounded", 30, 27, 33, None),
    ("es", "Fueron detenidas 120 personas.", "120 personas", "captured", 120, 120, 120, None),
    ("uk", "Кількість загиблих зросла до 45.", "45", "killed", 45, 45, 45, None),
    ("ru", "На митинг вышли 20 тысяч человек.", "20 тысяч человек", "protesters", 20000, 20000, 20000, None),
    ("ru", "Гренландии переведут 30 млн крон.", "30 млн крон", "money", 3e7, 3e7, 3e7, "DKK"),
]  # fmt: skip


def _owner(amount: Amount, language: str, text: str) -> str | None:
    if amount.unit is not None:
        return amount.unit
    return None if amount.owner is None else reading(language, text).tokens[amount.owner].text


@pytest.mark.parametrize("case", CASES, ids=[f"{case[0]}-{case[2]}" for case in CASES])
def test_amount(case: tuple[str, str, str, str, float, float, float, str | None]) -> None:
    language, text, phrase, kind, value, low, high, more = case
    found = {amount.text: amount for amount in find_amounts(reading(language, text))}
    assert phrase in found
    amount = found[phrase]
    assert (amount.kind, amount.value, amount.low, amount.high) == (kind, value, low, high)
    assert _owner(amount, language, text) == more


NO_AMOUNTS = [
    ("nb", "I 2022 var soldater på øvelse.", "year"),
    ("nb", "Møtet er den 20. juni klokken 14.30.", "date and time"),
    ("nb", "Han er 45 år gammel.", "age"),
    ("nb", "20 prosent av soldatene kom.", "per cent"),
    ("nb", "Ring 22 33 44 55 for hjelp.", "telephone"),
    ("nb", "Kampen endte 3-1.", "score"),
    ("nb", "Byen ligger 30 kilometer fra fronten.", "distance"),
    ("nb", "Den 3. brigade rykket fram.", "ordinal"),
    ("nb", "De to lederne møttes.", "two leaders"),
    ("nb", "Tolv land signerte avtalen.", "countries"),
    ("nb", "12 personer møttes i går.", "people to whom nothing happened"),
    ("en", "On 24 February 2022 troops crossed.", "date"),
    ("en", "A soldier, 45, was there.", "age"),
    ("en", "30 percent of people agree.", "per cent"),
    ("en", "The talks lasted 12 hours.", "duration"),
    ("en", "UN Resolution 1701 was adopted.", "resolution"),
    ("en", "G7 leaders met at 10:30.", "name and time"),
    ("de", "Am 20. Juni trafen sich 27 Staaten.", "date"),
    ("de", "Um 14 Uhr sprach der 45-jährige Minister.", "time"),
    ("fr", "Le 14 juillet 2023, il a parlé.", "date"),
    ("es", "El 11 de marzo de 2004 habló.", "date"),
    ("uk", "У 2022 році почалася війна.", "year"),
    ("ru", "24 февраля 2022 года он выступил.", "date"),
    ("ru", "Ему 45 лет.", "age"),
]


@pytest.mark.parametrize(
    ("language", "text"), [case[:2] for case in NO_AMOUNTS], ids=[f"{c[0]}-{c[2]}" for c in NO_AMOUNTS]
)
def test_no_amount(language: str, text: str) -> None:
    assert find_amounts(reading(language, text)) == ()
