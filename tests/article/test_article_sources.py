"""Files, folders and standard input: order, keys, what is passed over, and that one bad input loses nothing else."""

import os
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest

from utsyn.article import Article, ArticleProblem, articles_from
from utsyn.errors import ArticleError

TEXT = "Norges statsminister møtte Tysklands forbundskansler i Berlin. De snakket om støtten til Ukraina."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "c/d.txt", "c/e.unknown", ".hidden.txt", ".git/f.txt", "c/G.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    return tmp_path


def keys(*sources: str | Path) -> list[str]:
    return [result.key for result in articles_from(sources)]


def test_a_folder_is_read_recursively_and_sorted(folder: Path) -> None:
    assert keys(folder) == [str(folder / name) for name in ("a.md", "b.txt", "c/G.TXT", "c/d.txt")]


def test_sources_keep_their_order(folder: Path) -> None:
    assert keys(folder / "b.txt", str(folder / "a.md")) == [str(folder / "b.txt"), str(folder / "a.md")]


def test_a_single_name_is_one_source(folder: Path) -> None:
    assert [result.key for result in articles_from(str(folder / "b.txt"))] == [str(folder / "b.txt")]


def test_a_file_named_outright_is_taken(folder: Path) -> None:
    assert keys(folder / "c/e.unknown", folder / ".hidden.txt") == [
        str(folder / "c/e.unknown"),
        str(folder / ".hidden.txt"),
    ]


def test_links_that_go_round_are_walked_once(folder: Path) -> None:
    (folder / "c" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to("self")
    assert keys(folder) == [str(folder / name) for name in ("a.md", "b.txt", "c/G.TXT", "c/d.txt")]


def test_a_dangling_link_is_a_problem_of_its_own(folder: Path) -> None:
    (folder / "aa.txt").symlink_to("nowhere.txt")
    results = list(articles_from([folder]))
    assert isinstance(results[1], ArticleProblem)
    assert sum(isinstance(result, Article) for result in results) == 4


def test_an_unreadable_folder_is_a_problem_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "c":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    results = list(articles_from([folder]))
    assert [type(result) for result in results] == [Article, Article, ArticleProblem]
    assert isinstance(results[2], ArticleProblem)
    assert "no permission" in results[2].message


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    (result,) = articles_from([tmp_path])
    assert isinstance(result, ArticleProblem)
    assert "no article files" in result.message


def test_reading_is_lazy(folder: Path) -> None:
    assert len(list(islice(articles_from([folder, "/nowhere"]), 1))) == 1


def test_a_bad_option_fails_before_any_reading() -> None:
    with pytest.raises(ArticleError, match="calendar"):
        articles_from(["/nowhere"], published="2022-02-31")
    with pytest.raises(ArticleError, match="language code"):
        articles_from(["/nowhere"], language="English (UK)")


def stdin(data: bytes) -> list[Article | ArticleProblem]:
    return list(articles_from(["-"], stdin=BytesIO(data)))


STDIN = {
    "text": (TEXT.encode(), ["-"]),
    "one object": (b'{"id": "a", "text": "Hei der."}', ["a"]),
    "a list": (b'[{"text": "Hei der."}, {"text": "Hei igjen."}]', ["-[0]", "-[1]"]),
    "one object a line": (b'{"id": "a", "text": "Hei der."}\n\n{"text": "Hei igjen."}\n', ["a", "-:3"]),
    "page": (b"<!DOCTYPE html><html><body><p>Hei der.</p></body></html>", ["-"]),
    "brackets in prose": (b"[Oppdatert] Statsministeren reiste i dag.", ["-"]),
    "braces in prose": (b"{Red. anm.} Statsministeren reiste i dag.", ["-"]),
}


@pytest.mark.parametrize("case", STDIN, ids=list(STDIN))
def test_standard_input_is_told_by_its_content(case: str) -> None:
    data, expected = STDIN[case]
    results = stdin(data)
    assert [result.key for result in results] == expected
    assert all(isinstance(result, Article) and result.path is None for result in results)


def test_a_pipe_may_hand_out_little_at_a_time() -> None:
    class Pipe(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 7))

    (article,) = articles_from(["-"], stdin=Pipe(TEXT.encode()))
    assert isinstance(article, Article)
    assert article.text == TEXT


def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader_and_writer = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    os.write(reader_and_writer, TEXT.encode())
    read_end = path.open("rb", buffering=0)
    os.close(reader_and_writer)
    (article,) = articles_from(["-"], stdin=read_end)
    read_end.close()
    assert isinstance(article, Article)


def test_a_stream_of_lines_is_not_bound_by_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    line = b'{"text": "Statsministeren reiste i dag."}\n'
    path.write_bytes(line * 50 + b'{"text": "' + b"ord " * 100 + b'"}\n' + line)
    results = list(articles_from([path], limit_bytes=200))
    assert sum(isinstance(result, Article) for result in results) == 51
    (problem,) = [result for result in results if isinstance(result, ArticleProblem)]
    assert (problem.line, problem.key) == (51, f"{path}:51")
    assert "larger than 200 bytes" in problem.message


def test_the_same_content_has_the_same_identifier(folder: Path) -> None:
    identifiers = {result.id for result in articles_from([folder]) if isinstance(result, Article)}
    assert len(identifiers) == 1


def test_text_date_and_language_make_the_identifier(folder: Path) -> None:
    def identifier(**chosen: str) -> str:
        (result,) = articles_from([folder / "b.txt"], **chosen)  # type: ignore[arg-type]
        assert isinstance(result, Article)
        return result.id

    assert len({identifier(), identifier(published="2022"), identifier(language="nn")}) == 3
    assert len(identifier()) == 16
