"""utsyn reads the world's political news and keeps the sourced record of a crisis."""

__version__ = "0.1.0"
