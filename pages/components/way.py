"""The way to a level, in words: each step with its test and a guess of weeks; what blocks it, and what goes round."""

from collections.abc import Iterator
from functools import partial

import engine
from engine import Assessment, Graph, Knowledge, Way, WayStep

from . import explore_address, reasons, session
from .explore_address import View
from .sheet import Sheet

_HOW = {"begin": "Begin with", "progress": "then", "swap": "then change to", "drop": "then step back to"}
_AROUND = 4  # how many levels are named that go round a block


def show(sheet: Sheet, graph: Graph, knowledge: Knowledge, assessment: Assessment | None, view: View) -> None:
    """Show the way, from where she may start, from the beginning, or from a level that she says she can do."""
    target = f"level:{view.key}"
    begin = f"level:{view.begin}" if view.begin else None
    found = engine.way_to(graph, knowledge, target, assessment, begin)
    sheet.subheader(f"The way to it: {graph.nodes[target].label}")
    _begin(sheet, graph, view)
    sheet.markdown("\n".join(lines(found, graph, assessment)))


def lines(found: Way, graph: Graph, assessment: Assessment | None) -> Iterator[str]:
    """Yield the way as Markdown, a line a step."""
    for place, step in enumerate(found.steps, 1):
        yield f"{place}. {_step(step, graph)}"
    yield ""
    if found.weeks:
        low, high = found.weeks
        yield f"About {low} to {high} weeks in all. {found.guess}\n"
    elif found.arrives:
        yield "You can begin with it." if assessment else "It is where its ladder begins."
    if not found.arrives:
        yield from _block(found, graph, assessment)


def _step(step: WayStep, graph: Graph) -> str:
    node = graph.nodes[step.level]
    named = f"{_HOW[step.how]} **{node.label}** ({graph.nodes[f'exercise:{node.exercise}'].label})"
    weeks = f", {step.weeks[0]} to {step.weeks[1]} weeks" if step.weeks else ""
    return f"{named[0].upper()}{named[1:]}{weeks}." + (f" Test: {step.test}" if step.test else "")


def _block(found: Way, graph: Graph, assessment: Assessment | None) -> Iterator[str]:
    first = found.blocked[0].level if found.blocked else found.target
    node = graph.nodes[first]
    yield f"**Here it stops for now: {node.label}.**\n"
    why = reasons.held_back(session.knowledge(), assessment, node.exercise, node.name) if assessment else []
    yield from (f"- {text}" for text in why)
    around = [graph.nodes[x].label for x in found.instead[:_AROUND]]
    if around:
        yield f"\n**What goes round it:** {', '.join(around)}."


def _begin(sheet: Sheet, graph: Graph, view: View) -> None:
    """Offer the levels below as where to begin."""
    levels = {f"{view.exercise}/{node.name}": node.label for node in graph.ladder(view.exercise)}
    below = list(levels)[: list(levels).index(view.key)]
    if not below:
        return
    offered = {key: levels[key] for key in below}
    chosen = view.begin if view.begin in below else None
    sheet.select("explore:from", "I can already do", offered, chosen, "Not said", partial(explore_address.put, "from"))
