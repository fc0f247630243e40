"""Predicates, gates, grants and reachability: what runs before the user agreed."""

from privlint.consent.analysis import analyse

__all__ = ["analyse"]
