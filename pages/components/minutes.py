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
    st.table(_table(plans, shown), alt="Exercises by minutes: the step of the ladder and the sets")
    hers = next(plan.minutes for plan in plans if plan.hers)
    st.caption(f"Her own minutes: {hers}. A dash: not in the plan.")
    st.subheader("What is lost at each step", anchor=False)
    for plan, longer in zip(plans[1:], plans, strict=False):
        with st.expander(f"From {longer.minutes} to {plan.minutes} minutes: {_in_brief(plan)}"):
            differences.show(plan.lost, "Nothing is lost.")


def _table(plans: Sequence[engine.MinutesPlan], shown: Sequence[engine.MinutesPlan]) -> pd.DataFrame:
    rows = {
        row.name: {f"{plan.minutes} min": _cell(row.doses[plan.minutes]) for plan in shown}
        for row in engine.minutes_rows(plans)
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def _cell(item: engine.Prescribed | None) -> str:
    if item is None:
        return "–"
    low, high = item.dose.sets
    sets = words.count(high, "set") if low == high else f"{low} to {high} sets"
    return f"{item.title}, {sets}"


def _in_brief(plan: engine.MinutesPlan) -> str:
    gone = [plain(item.name.lower()) for item in plan.lost if item.kind == "removed"]
    others = len(plan.lost) - len(gone)
    parts = [f"without {', '.join(gone)}"] if gone else []
    parts += [words.count(others, "other change")] if others else []
    return "; ".join(parts) or "nothing is lost"
