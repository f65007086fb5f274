"""Tables of the record as CSV: UTF-8, a header line, lists joined with a semicolon."""

import csv
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    import pyarrow


def write(table: "pyarrow.Table", out: TextIO) -> None:
    """Write an Arrow table as CSV; empty cells stand for null."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.column_names)
    for batch in table.to_batches():
        for row in batch.to_pylist():
            writer.writerow([_cell(value) for value in row.values()])


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return ";".join(str(one) for one in value)
    return "" if value is None else value
