"""Station: article. Every way text comes in, and what is known about it: encoding, date, language, title.

Nothing here uses the network, the clock, or the language model.
"""

from utsyn.article.build import article_from_text
from utsyn.article.model import Article, DateSpan
from utsyn.article.problem import ArticleProblem
from utsyn.article.published import parse_published
from utsyn.article.sources import LIMIT_BYTES, articles_from

__all__ = [
    "LIMIT_BYTES",
    "Article",
    "ArticleProblem",
    "DateSpan",
    "article_from_text",
    "articles_from",
    "parse_published",
]
