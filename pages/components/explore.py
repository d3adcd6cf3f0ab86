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
from .sheet import Sheet

_STYLE = """<style>
[data-testid="stMainBlockContainer"] { max-width: 78rem; }
@media (min-width: 1000px) {
  [data-testid="stColumn"]:has(.st-key-explore-detail) {
    position: sticky; top: 4.5rem; align-self: flex-start; max-height: calc(100vh - 5.5rem); overflow-y: auto;
    padding: 0 0.75rem; border-left: 1px solid var(--st-border-color, #8884);
  }
}
@media (max-width: 999px) {
  .st-key-explore [data-testid="stHorizontalBlock"]:has(.st-key-explore-detail) { flex-direction: column; }
  .st-key-explore [data-testid="stColumn"] { min-width: 100%; }
}
.st-key-explore-detail { scroll-margin-top: 4rem; }
</style>"""


def show(knowledge: Knowledge, assessment: Assessment | None) -> None:
    """Show the whole page."""
    st.html(_STYLE)
    hers = engine.standings(assessment, knowledge) if assessment else {}
    starts = explore_map.starts(assessment, hers)
    view, ignored = explore_address.read(knowledge, starts)
    st.title("Explore the exercises", anchor=False)
    st.markdown("Each row is one exercise. It gets harder from left to right, and every mark is a level.")
    _say(assessment, [*ignored, *explore_address.session_graph().ignored])
    explore_filters.show(knowledge, view, hers=assessment is not None)
    fitting = _fitting(knowledge, assessment, view)
    _count(view, fitting)
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
    with st.container(key="explore"):
        left, right = st.columns([3, 2], gap="medium")
    with left:
        explore_map.show(view, standing, fitting, _ticket(assessment, view, standing))
        _compare(view)
        if changes is not None:
            explore_words.changes(knowledge, explore_address.choices()["change"][view.change], changes)
        explore_words.show(knowledge, view, standing, fitting)
    with right, st.container(key=explore_map.DETAIL):
        level_detail.show(knowledge, assessment, view, hers.get((view.exercise, view.level)))


def _say(assessment: Assessment | None, ignored: list[str]) -> None:
    if ignored:
        st.warning(f"Something here is not known and so is ignored: {'; '.join(ignored)}.")
    if assessment is None:
        st.caption(
            "This works without any answers. Answer the check, and the map shows where each level stands for you."
        )
    elif assessment.triage.closed:
        st.warning(f"{assessment.explanation.headline}. {assessment.explanation.summary[0]}")
        st.page_link(links.PLAN, label="Read your plan first", icon=":material/self_improvement:")


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


def _count(view: View, fitting: frozenset[LevelKey]) -> None:
    if not view.wish.count:
        return
    exercises = len({slug for slug, _ in fitting})
    sheet = Sheet()
    with sheet.row():
        sheet.markdown(f"**{exercises} exercises, {len(fitting)} levels** fit all of this.")
        sheet.button("explore:clear", "Clear the filters", explore_address.clear)
    sheet.show("explore:count")


# --------------------------------------------------------------------- for her
def _ticket(assessment: Assessment | None, view: View, standing: Mapping[LevelKey, str]) -> list[str]:
    """Return why the picked level is held back, for the card on the map."""
    if assessment is None or view.change or standing[view.exercise, view.level] != "held_back":
        return []
    return reasons.held_back(session.knowledge(), assessment, view.exercise, view.level)


def _compare(view: View) -> None:
    sheet, options = Sheet(), explore_address.choices()["change"]
    label, put = "What changes on this map for …", partial(explore_address.put, "change")
    sheet.select("explore:change", label, options, view.change or None, "Nobody yet", put)
    sheet.show("explore:compare")
