"""Amounts: how many soldiers, weapons, dead, displaced, protesters, or how much money."""

from utsyn.amounts.find import find_amounts
from utsyn.amounts.value import Amount

__all__ = ["Amount", "find_amounts"]
