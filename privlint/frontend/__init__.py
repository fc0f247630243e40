"""Bytes of source files -> facts. The language shows here only: whoever uses the facts does not ask which it was."""

from __future__ import annotations

from privlint.frontend.reading import Problem, read_code, read_outlines

__all__ = ["Problem", "read_code", "read_outlines"]
