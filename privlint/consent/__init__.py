"""Predicates, gates, grants and reachability: what runs before the user agreed."""

from privlint.consent.analysis import analyse
from privlint.consent.explanation import explain
from privlint.consent.uses import Uses

__all__ = ["Uses", "analyse", "explain"]
