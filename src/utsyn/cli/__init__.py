"""Station: cli. One module per command, each a thin shell over the library."""


def main() -> None:
    """Run the command line; what utsyn knows to be wrong ends with one line on standard error and status 1."""
    from utsyn.cli.app import run

    run()
