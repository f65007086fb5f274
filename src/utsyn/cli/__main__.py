"""`python -m utsyn.cli`: the command line where its script is not on the path."""

from utsyn.cli import main

main()
