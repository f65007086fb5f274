"""Where the commands' output goes: results to standard output, progress and complaints to standard error."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from utsyn.display import plain
from utsyn.errors import UtsynError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

PIPED_WIDTH = 140


class OutputError(UtsynError):
    """A result could not be written."""


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def results() -> "Console":
    """The console for tables; 140 columns wide when it is not a terminal."""
    from rich.console import Console

    width = None if is_terminal() or "COLUMNS" in os.environ else PIPED_WIDTH
    return Console(highlight=False, markup=False, emoji=False, width=width, soft_wrap=False)


def show(renderable: "RenderableType") -> None:
    """Print a table."""
    results().print(renderable)


def write(pieces: Iterable[str]) -> None:
    """Print text as UTF-8 whatever the locale says, since JSON and CSV are UTF-8."""
    out = getattr(sys.stdout, "buffer", None)
    for piece in pieces:
        if out is None:
            sys.stdout.write(piece)
        else:
            out.write(piece.encode("utf-8", "replace"))
    sys.stdout.flush()


def complain(message: str) -> None:
    """One line on standard error."""
    print(f"utsyn: {plain(message)}", file=sys.stderr)


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[IO[bytes]]:
    """A file that gets its name only when it is complete.

    Raises OutputError when there is one already (unless `force`) or it cannot be written.
    """
    if path.exists() and not force:
        raise OutputError(f"{path} exists already. Choose another name, or give --force to replace it.")
    try:
        draft = tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False)  # noqa: SIM115
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with draft:
            yield draft
        Path(draft.name).chmod(0o666 & ~_umask())
        Path(draft.name).replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            Path(draft.name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Progress:
    """A line on standard error that counts while long work goes on; silent when that is no terminal."""

    def __init__(self, what: str, total: int | None = None) -> None:
        self._bar: Any = None
        if sys.stderr.isatty():
            self._bar = _bar()
            self._task = self._bar.add_task(what, total=total)

    def __enter__(self) -> "Progress":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self, count: int) -> None:
        """So many more are done."""
        if self._bar:
            self._bar.advance(self._task, count)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Take the line away while results are printed."""
        if self._bar and is_terminal():
            self._bar.stop()
        yield
        if self._bar and is_terminal():
            self._bar.start()


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    return Bar(*columns, console=Console(stderr=True), transient=True)
