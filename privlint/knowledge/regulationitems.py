"""What official items ask for, and how much of it source can show."""

from __future__ import annotations

from collections.abc import Container
from typing import Literal

import msgspec

#: How much of an item source can show at best.
Extent = Literal["full", "part", "none"]


class RegulationItem(msgspec.Struct, array_like=True, gc=False, frozen=True):
    """An item of an instrument, or a problem category of the official notices. Texts are in our own words."""

    regulation: str  # id of the instrument, or of the category itself
    extent: Extent
    title_en: str = ""  # "": the name of the regulation says it
    title_zh: str = ""
    number: str = ""  # as the instrument counts: "13", "2.1"
    number_status: Literal["seen", "known"] = "known"  # known: not read in the official text, never quoted
    categories: tuple[str, ...] = ()  # problem categories that it is about; a rule that names one of them may cover it
    rules: tuple[str, ...] = ()  # codes of those that cover it, where the categories would take in others
    is_common: bool = False  # spells out what other instruments ask for: rules need not name its regulation
    why_en: str = ""  # what of it shows, or why nothing does
    why_zh: str = ""

    def is_about(self, code: str, regulations: Container[str]) -> bool:
        """Whether a rule that names these regulations covers the item: it names its regulation (or need not), and one
        of its categories; where the item lists rules, it is among them."""
        fits = code in self.rules if self.rules else any(id in regulations for id in self.categories)
        return fits and (self.is_common or self.regulation in regulations)
