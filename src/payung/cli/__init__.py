"""The command `payung`: one file a noun. JSON goes to standard output alone; everything else to standard error."""

from payung.cli.app import main

__all__ = ["main"]
