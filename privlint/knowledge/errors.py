"""What can be wrong with the catalogue."""

from __future__ import annotations


class CatalogueError(Exception):
    """A rules file that cannot be used. Its text is one line: `file: key: what`."""

    def __init__(self, file: str, key: str, what: str) -> None:
        super().__init__(f"{file}: {key}: {what}".replace("\n", " "))
        self.file = file
        self.key = key
        self.what = what
