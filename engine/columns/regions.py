"""Regions of the body as the bits of a number: which are meant, and which each person marked."""

from collections.abc import Iterable

import numpy as np

from ..knowledge import Knowledge
from .pairs import Bools, Numbers
from .reader import Reader

WHOLE_BODY = "whole_body"


def region_bits(regions: Iterable[str], knowledge: Knowledge) -> int:
    """Return the number whose bits stand for some regions."""
    wanted = frozenset(regions)
    return sum(1 << place for place, name in enumerate(knowledge.regions) if name in wanted)


def marked(reader: Reader) -> Numbers:
    """Return the regions that each person marked."""
    found = np.zeros(reader.people.size, np.uint64)
    for name, ticked in reader.chosen("regions").items():
        found[ticked] |= np.uint64(region_bits((name,), reader.knowledge))
    return found


def not_said_where(regions: Numbers, knowledge: Knowledge) -> Bools:
    """Return who marked nothing, or all over: what is for the marked regions is then for every region."""
    everywhere = np.uint64(region_bits((WHOLE_BODY,), knowledge))
    found: Bools = (regions == 0) | ((regions & everywhere) != 0)
    return found
