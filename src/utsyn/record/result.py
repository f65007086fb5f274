"""What a query gives back: rows as dataclasses, or the same rows as an Arrow table or a data frame."""

import html
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from utsyn.errors import RecordError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Item = TypeVar("Item", covariant=True)


def _frames(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError as error:
        raise RecordError(f"{library} is not installed: pip install 'utsyn[frames]'.") from error


class Result(Sequence[Item], Generic[Item]):
    """Rows of a query: iterating gives dataclasses; `arrow()`, `polars()` and `pandas()` give them as a table."""

    def __init__(self, table: "pyarrow.Table", build: Callable[["pyarrow.Table"], Sequence[Item]]) -> None:
        self._table = table
        self._build = build
        self._items: Sequence[Item] | None = None

    def _built(self) -> Sequence[Item]:
        if self._items is None:
            self._items = self._build(self._table)
        return self._items

    def __iter__(self) -> Iterator[Item]:
        return iter(self._built())

    def __len__(self) -> int:
        return int(self._table.num_rows)

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...

    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return self._built()[index]

    def arrow(self) -> "pyarrow.Table":
        """The rows as an Arrow table, one column per field."""
        return self._table

    def polars(self) -> "polars.DataFrame":
        """The rows as a polars data frame; RecordError without the `frames` extra."""
        return cast("polars.DataFrame", _frames("polars").from_arrow(self._table))

    def pandas(self) -> "pandas.DataFrame":
        """The rows as a pandas data frame; RecordError without the `frames` extra."""
        _frames("pandas")
        return self._table.to_pandas()

    def parts(self, size: int = 1000) -> "Iterator[Result[Item]]":
        """The same rows in results of `size` rows, so that a long one need not be held as dataclasses at once."""
        for first in range(0, len(self), size):
            yield Result(self._table.slice(first, size), self._build)

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        rows: list[dict[str, Any]] = self._table.to_pylist()
        return rows

    def __repr__(self) -> str:
        return f"Result({len(self)} rows: {', '.join(self._table.column_names[:6])}, …)"

    def _repr_html_(self) -> str:
        names = self._table.column_names
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        rows = (
            "".join(f"<td>{html.escape('' if row[name] is None else str(row[name]))}</td>" for name in names)
            for row in self._table.slice(0, 50).to_pylist()
        )
        return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
