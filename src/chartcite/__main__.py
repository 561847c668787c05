"""`python -m chartcite` is the same as `chartcite`."""

from chartcite.cli import main

main()
