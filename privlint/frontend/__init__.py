"""Bytes of source files -> facts. The language shows here only: whoever uses the facts does not ask which it was."""

from __future__ import annotations

from privlint.frontend.reading import Problem, read_sources

__all__ = ["Problem", "read_sources"]
