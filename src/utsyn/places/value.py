"""The value of a place phrase: a GeoNames entry, or a country or region."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act happens; `text[start:end]` is the phrase, latitude and longitude are WGS 84 degrees."""

    name: str
    country: str | None
    """ISO 3166-1 alpha-3, None for seas and regions across borders."""
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    text: str
    start: int
    end: int
    precision: str = "city"
    """point, city, region or country."""
    rule: str = ""
