"""What is handed back in an article's place when an input could not be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleProblem:
    """One input that could not be read as an article; the inputs beside it are not affected."""

    key: str
    """The source as it was named; for an object inside a file, `FILE:LINE` or `FILE[INDEX]`."""
    message: str
    """What happened and what to do."""
    line: int | None = None
    """1-based line inside the file, when the problem has one."""
