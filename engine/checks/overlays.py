"""Overlays in data/: each can be read, and its cases come out as it says."""

from engine.knowledge import Knowledge
from engine.overlays import broken_cases, read_overlay
from engine.source import Problem

from . import Check, Found


def overlays_are_sound(knowledge: Knowledge) -> Found:
    """Yield what is wrong in each overlay; one that cannot be read is told with its lines."""
    for path in sorted(knowledge.root.glob("overlays/*.yaml")):
        overlay = read_overlay(path, knowledge, f"{knowledge.root.name}/overlays/{path.name}")
        for case, demand in broken_cases(knowledge, overlay):
            message = f"case '{case.id}': {demand.what}: expected {demand.expected}, came {demand.came}"
            yield Problem(case.at, message)


CHECKS = (Check("overlays-are-sound", "overlays can be read, and their cases hold", overlays_are_sound),)
