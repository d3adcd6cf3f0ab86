"""The explore page: the map and its filters, everything about the picked level, and the library in numbers."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

import engine
from engine import Assessment, Knowledge

from . import (
    explore_address,
    explore_filters,
    explore_map,
    explore_words,
    level_detail,
    library,
    links,
    reasons,
    session,
)
from .explore_address import View
from .explore_map import LevelKey
from .plain import plain
from .sheet import Sheet

# Each container costs a part of every click, so the block of the fragment is the grid: map and level side by side.
_STYLE = """<style>
[data-testid="stMainBlockContainer"] { max-width: 78rem; }
.st-key-explore-all-about { scroll-margin-top: 4rem; }
@media (min-width: 1000px) {
  [data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] > [data-testid="stLayoutWrapper"] > * {
    display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); grid-auto-flow: dense; column-gap: 2rem;
    align-items: start;
    > * { grid-column: 1 / -1; }
    > :is(.st-key-explore-map, .st-key-explore-map-state, .st-key-explore-below) { grid-column: 1; }
    > .st-key-explore-all-about {
      grid-column: 2; grid-row: 1 / span 3; position: sticky; top: 4.5rem; max-height: calc(100vh - 5.5rem);
      overflow-y: auto; box-sizing: border-box; padding: 0 0.75rem;
      border-left: 1px solid var(--st-border-color, #8884);
    }
  }
}
</style>"""


def show(knowledge: Knowledge, assessment: Assessment | None) -> None:
    """Show the whole page."""
    hers = engine.standings(assessment, knowledge) if assessment else {}
    starts = explore_map.starts(assessment, hers)
    view, ignored = explore_address.read(knowledge, starts)
    fitting, sheet = _fitting(knowledge, assessment, view), Sheet()
    sheet.html(_STYLE)
    sheet.title("Explore the exercises")
    sheet.markdown("Each row is one exercise. It gets harder from left to right, and every mark is a level.")
    _say(sheet, assessment, [*ignored, *explore_address.session_graph().ignored])
    explore_filters.add(sheet, knowledge, view, hers=assessment is not None)
    _count(sheet, view, fitting)
    sheet.show("explore:top")
    _map(knowledge, assessment, hers, starts, fitting)
    library.show(knowledge)


@st.fragment
def _map(
    knowledge: Knowledge,
    assessment: Assessment | None,
    hers: Mapping[LevelKey, engine.Standing],
    starts: Mapping[str, str],
    fitting: frozenset[LevelKey],
) -> None:
    """Show the map and what is picked on it; a tap runs this part alone, and nothing of her is worked out anew."""
    view, _ = explore_address.read(knowledge, starts)
    changes = _changes(view.change) if view.change else None
    standing = explore_map.states(hers, changes)
    explore_map.show(view, standing, fitting, _ticket(assessment, view, standing))
    _below(knowledge, view, standing, fitting, changes)
    level_detail.show(knowledge, assessment, view, hers.get((view.exercise, view.level)))


def _below(
    knowledge: Knowledge,
    view: View,
    standing: Mapping[LevelKey, str],
    fitting: frozenset[LevelKey],
    changes: tuple[engine.LevelChange, ...] | None,
) -> None:
    """Show what stands below the map: the choice of whom to compare, what changes for her, and the map as a list."""
    sheet, options = Sheet(), explore_address.choices()["change"]
    label, put = "What changes on this map for …", partial(explore_address.put, "change")
    sheet.select("explore:change", label, options, view.change or None, "Nobody yet", put)
    if changes is not None:
        explore_words.changes(sheet, knowledge, options[view.change], changes)
    explore_words.add(sheet, knowledge, view, standing, fitting)
    sheet.show("explore:below")


def _say(sheet: Sheet, assessment: Assessment | None, ignored: list[str]) -> None:
    if ignored:
        sheet.callout("warning", f"Something here is not known and so is ignored: {plain('; '.join(ignored))}.")
    if assessment is None:
        sheet.caption(
            "This works without any answers. Answer the check, and the map shows where each level stands for you."
        )
    elif assessment.triage.closed:
        sheet.callout("warning", f"{assessment.explanation.headline}. {assessment.explanation.summary[0]}")
        links.add(sheet, "Read your plan first", links.PLAN, "self_improvement")


# ------------------------------------------------------------------ the filter
@st.cache_resource(show_spinner=False)
def _at_stage(stage: str) -> frozenset[LevelKey]:
    return engine.stage_levels(session.knowledge(), stage)


@st.cache_resource(show_spinner=False)
def _changes(stage: str) -> tuple[engine.LevelChange, ...]:
    return engine.stage_changes(session.knowledge(), stage)


def _fitting(knowledge: Knowledge, assessment: Assessment | None, view: View) -> frozenset[LevelKey]:
    at_stage = _at_stage(view.wish.stage) if view.wish.stage else frozenset()
    hers = engine.permitted(assessment) if assessment and view.wish.safe else frozenset()
    return engine.fitting_levels(explore_address.session_graph(), knowledge, view.wish, at_stage, hers)


def _count(sheet: Sheet, view: View, fitting: frozenset[LevelKey]) -> None:
    if not view.wish.count:
        return
    exercises = len({slug for slug, _ in fitting})
    with sheet.row():
        sheet.markdown(f"**{exercises} exercises, {len(fitting)} levels** fit all of this.")
        sheet.button("explore:clear", "Clear the filters", explore_address.clear)


# --------------------------------------------------------------------- for her
def _ticket(assessment: Assessment | None, view: View, standing: Mapping[LevelKey, str]) -> list[str]:
    """Return why the picked level is held back, for the card on the map."""
    if assessment is None or view.change or standing[view.exercise, view.level] != "held_back":
        return []
    return reasons.held_back(session.knowledge(), assessment, view.exercise, view.level)
