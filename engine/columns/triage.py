"""Triage of a table of people: the gravest disposition, what is closed, and the cap."""

from typing import NamedTuple

import numpy as np

from ..caps import NO_CAP
from ..knowledge import Knowledge
from ..model import TriageRule
from ..stages.triage import NOT_SURE_AT_MOST
from .pairs import Bools, Numbers, Pair
from .reader import Reader
from .regions import not_said_where, region_bits


class Urgency(NamedTuple):
    """For each person: the place of her disposition (0 the mildest), whether all is closed, what is, and the cap."""

    disposition: Numbers
    closed: Bools
    closed_regions: Numbers
    cap: Numbers


def judge(truths: dict[str, Pair], contradicted: Bools, marked: Numbers, reader: Reader) -> Urgency:
    """Return how urgent it is for each person, from the truths of the rules of triage by id."""
    knowledge, severity = reader.knowledge, reader.knowledge.severity
    gravest = np.where(contradicted, severity["not_known_yet"], severity["self_care"])
    closed, cap = contradicted.copy(), np.full(reader.people.size, NO_CAP)
    regions = np.zeros(reader.people.size, np.uint64)
    for rule in knowledge.triage:
        truth = truths[rule.id]
        gravest = np.maximum(gravest, _disposition(rule, truth, reader))
        closed |= truth.live if rule.effect == "closed" else truth.unknown
        regions[truth.true] |= _closed_by(rule, marked, knowledge)[truth.true]
        if rule.demand_at_most is not None:
            cap = np.where(truth.true, np.minimum(cap, rule.demand_at_most), cap)
    closed |= regions == np.uint64(region_bits(knowledge.regions, knowledge))
    return Urgency(gravest, closed, regions, cap)


def _disposition(rule: TriageRule, truth: Pair, reader: Reader) -> Numbers:
    """Return what a rule comes to: its own urgency, at most same-day if unsure, not known yet if open."""
    severity = reader.knowledge.severity
    own, unsure = severity[rule.disposition], min(severity[rule.disposition], severity[NOT_SURE_AT_MOST])
    unknown = truth.unknown
    found = np.where(truth.true, own, 0)
    if not unknown.any():
        return found
    doubtful = reader.stays_doubtful(rule.when)
    return np.where(unknown, np.where(doubtful, unsure, severity["not_known_yet"]), found)


def _closed_by(rule: TriageRule, marked: Numbers, knowledge: Knowledge) -> Numbers:
    if rule.effect != "region_closed":
        return np.zeros_like(marked)
    if rule.regions != "marked":
        return np.full_like(marked, region_bits(rule.regions, knowledge))
    every = np.uint64(region_bits(knowledge.regions, knowledge))
    return np.where(not_said_where(marked, knowledge), every, marked)
