"""The plan in fewer and in more minutes: what each holds, the order of sacrifice, and what is lost at each step."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

import engine

from . import differences, session, words
from .cards import plain


def show() -> None:
    """Show the exercises by minutes, then what goes at each step down."""
    st.header("Minutes", anchor=False)
    plans = session.minutes_plans()
    if session.assessment().triage.closed:
        st.info("The plan is closed, whatever the minutes.")
        return
    st.markdown("The exercises that are kept longest come first; from below, they go as the minutes get fewer.")
    shown = sorted(plans, key=lambda plan: plan.minutes)
    st.table(_table(plans, shown), alt="Exercises with their level, by minutes: how many sets of each")
    hers = next(plan.minutes for plan in plans if plan.hers)
    st.caption(f"Sets of each exercise, by minutes a day; a dash where it is not in the plan. Her own minutes: {hers}.")
    st.subheader("What is lost at each step", anchor=False)
    for plan, longer in zip(plans[1:], plans, strict=False):
        with st.expander(f"From {longer.minutes} to {plan.minutes} minutes: {_in_brief(plan)}"):
            differences.show(plan.lost, "Nothing is lost.")


def _table(plans: Sequence[engine.MinutesPlan], shown: Sequence[engine.MinutesPlan]) -> pd.DataFrame:
    """Return the sets by exercise and minutes; the level stands with the exercise, and where it is another one."""
    rows = {}
    for row in engine.minutes_rows(plans):
        usual = next(x.title for x in row.doses.values() if x is not None)
        rows[f"{row.name}: {usual}"] = {f"{x.minutes} min": _cell(row.doses[x.minutes], usual) for x in shown}
    return pd.DataFrame.from_dict(rows, orient="index")


def _cell(item: engine.Prescribed | None, usual: str) -> str:
    if item is None:
        return "–"
    low, high = item.dose.sets
    sets = f"{low}" if low == high else f"{low} to {high}"
    return sets if item.title == usual else f"{item.title}, {sets}"


def _in_brief(plan: engine.MinutesPlan) -> str:
    gone = [plain(item.name.lower()) for item in plan.lost if item.kind == "removed"]
    others = len(plan.lost) - len(gone)
    parts = [f"without {', '.join(gone)}"] if gone else []
    parts += [words.count(others, "other change")] if others else []
    return "; ".join(parts) or "nothing is lost"
