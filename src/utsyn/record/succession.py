"""Which article is the newer version of which: the same url or key with another text."""

from collections.abc import Iterable
from dataclasses import dataclass

from utsyn.article.model import Article


@dataclass(frozen=True, slots=True)
class Version:
    """The text that a source had in its `version`-th form; a row of `article_versions`."""

    lineage: str
    version: int
    article: str
    key: str
    url: str | None


class Succession:
    """The known versions of some sources, to which new articles are added one by one."""

    def __init__(self, known: Iterable[Version]) -> None:
        self._newest: dict[str, Version] = {}
        self._by_name: dict[tuple[str, str], str] = {}
        for version in sorted(known, key=lambda one: one.version):
            self._remember(version)

    def add(self, article: Article) -> Version | None:
        """The row to store for this article; None when nothing about its source is new."""
        names = _names(article)
        lineage = next((self._by_name[name] for name in names if name in self._by_name), article.id)
        newest = self._newest.get(lineage)
        if newest and newest.article == article.id:
            if all(self._by_name.get(name) == lineage for name in names):
                return None
            number = newest.version
        else:
            number = newest.version + 1 if newest else 1
        version = Version(lineage, number, article.id, article.key, article.url)
        self._remember(version)
        return version

    def _remember(self, version: Version) -> None:
        self._newest[version.lineage] = version
        if version.url:
            self._by_name["url", version.url] = version.lineage
        if version.key != STANDARD_INPUT:
            self._by_name["key", version.key] = version.lineage


STANDARD_INPUT = "-"
"""Key of what was piped in; two pipes have nothing to do with each other."""


def _names(article: Article) -> list[tuple[str, str]]:
    names = [("url", article.url)] if article.url else []
    return names if article.key == STANDARD_INPUT else [*names, ("key", article.key)]
