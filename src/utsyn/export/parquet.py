"""Tables of the record as Parquet files."""

from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow


def write(table: "pyarrow.Table", out: IO[bytes]) -> None:
    """Write an Arrow table as Parquet with Zstandard compression."""
    import pyarrow.parquet

    pyarrow.parquet.write_table(table, out, compression="zstd")
