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
    title: str | None = None
    publisher: str | None = None


class Succession:
    """The known versions of some sources, to which new articles are added one by one."""

    def __init__(self, known: Iterable[Version]) -> None:
        self._newest: dict[str, Version] = {}
        self._lineages: dict[str, str] = {}
        for version in sorted(known, key=lambda one: one.version):
            self._remember(version)

    def add(self, article: Article) -> Version | None:
        """The row to store for this article; None when its source is known to have this text."""
        names = names_of(article.key, article.url, article.id)
        lineage = next((self._lineages[name] for name in names if name in self._lineages), names[0])
        newest = self._newest.get(lineage)
        if newest and newest.article == article.id and all(self._lineages.get(name) == lineage for name in names):
            return None
        number = _number(newest, article)
        version = Version(lineage, number, article.id, article.key, article.url, article.title, article.publisher)
        self._remember(version)
        return version

    def _remember(self, version: Version) -> None:
        self._newest[version.lineage] = version
        for name in names_of(version.key, version.url, version.article):
            self._lineages[name] = version.lineage


def names_of(key: str, url: str | None, article: str) -> list[str]:
    """What a source can be recognised by, the surest first; a text that was piped in is only itself."""
    names = [f"url:{url}"] if url else []
    if key != "text" and not key.startswith("-"):
        names.append(f"key:{key}")
    return names or [f"article:{article}"]


def _number(newest: Version | None, article: Article) -> int:
    if newest is None:
        return 1
    return newest.version if newest.article == article.id else newest.version + 1
