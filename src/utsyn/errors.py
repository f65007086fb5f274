"""The errors that utsyn raises; each says what happened, where, and what to do."""


class UtsynError(Exception):
    """Base of every error that utsyn raises on purpose."""


class ArticleError(UtsynError):
    """An input could not be read as an article."""


class RecordError(UtsynError):
    """The record's database could not be opened, read or written."""


class WeightsError(UtsynError):
    """The language model's weights are missing or damaged."""
