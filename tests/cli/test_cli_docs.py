"""The documentation names every command and option, and every help text has an example."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from utsyn.cli.app import app

DOCS = Path(__file__).parents[2] / "docs"


def commands(group=None, path=()):
    group = group or typer.main.get_command(app)
    for name, command in sorted(group.commands.items()):
        yield (*path, name), command
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))


ALL = list(commands())


@pytest.mark.parametrize(("path", "command"), ALL, ids=[" ".join(path) for path, _ in ALL])
def test_every_command_and_option_is_documented(path, command):
    text = (DOCS / "cli.md").read_text("utf-8")
    heading = f"## utsyn {' '.join(path)}\n"
    assert heading in text
    section = text.split(heading)[1].split("\n## ")[0]
    for parameter in command.params:
        for option in getattr(parameter, "opts", ()):
            if option.startswith("--") and option != "--help":
                assert f"`{option}" in section, option


@pytest.mark.parametrize(("path", "command"), ALL, ids=[" ".join(path) for path, _ in ALL])
def test_every_help_has_an_example(path, command):
    printed = CliRunner().invoke(app, [*path, "-h"], env={"COLUMNS": "120"}).stdout
    assert f"$ utsyn {' '.join(path)}" in printed


def test_the_record_s_tables_are_documented():
    from utsyn.record import EXPORTED_TABLES

    text = (DOCS / "record.md").read_text("utf-8")
    assert [name for name in EXPORTED_TABLES if f"`{name}`" not in text] == []
