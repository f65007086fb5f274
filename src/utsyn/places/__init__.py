"""Places: names in a text to GeoNames entries, countries, regions and waters."""

from utsyn.places.resolve import PlaceResolver
from utsyn.places.value import Place

__all__ = ["Place", "PlaceResolver"]
