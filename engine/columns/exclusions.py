"""Exclusions for a table of people: the movement properties that are out for each."""

import numpy as np

from ..gist import denied
from .pairs import Bools, Pair
from .reader import Reader


def out(truths: dict[str, Pair], reader: Reader) -> dict[str, Bools]:
    """Return, for each movement property, for whom it is out: by a contraindication, or by a strict stage.

    `truths` are those of the rules of exclusions, by id.
    """
    knowledge = reader.knowledge
    named = (name for rule in knowledge.exclusions for name in rule.for_)
    found = {
        name: np.zeros(reader.people.size, bool)
        for name in dict.fromkeys((*knowledge.properties, *knowledge.levels_by_property, *named))
    }
    for rule in knowledge.exclusions:
        if rule.do == "exclude":
            live = truths[rule.id].live
            for prop in rule.for_:
                found[prop] |= live
    for stage in knowledge.vocabulary.strict_stages:
        live = reader.fact(stage).live
        for prop in denied(knowledge, stage):
            found[prop] |= live
    return found
