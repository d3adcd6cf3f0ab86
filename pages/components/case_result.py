"""A result in brief, for a clinician: how urgent, patterns, programme, held back; and was it expected?"""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

import engine

from . import session, verdict
from .cards import plain

_PLAN = {
    "closed": "The plan is closed: no exercises.",
    "capped": "The plan is kept gentle.",
    "open": "The plan is open.",
}


def show(result: engine.Assessment) -> None:
    """Show the result in brief, and the ways to the plan and to the answers."""
    show_brief(result)
    with st.container(horizontal=True):
        st.page_link("pages/screens/plan.py", label="Open the whole plan", icon=":material/self_improvement:")
        st.page_link("pages/screens/check.py", label="Change the answers", icon=":material/edit:")


def show_brief(result: engine.Assessment) -> None:
    """Show how urgent it is, the patterns, the programme and what is held back."""
    knowledge = session.rules()
    word = knowledge.disposition_words[result.triage.disposition]
    verdict.box(result.triage.disposition, f"**{plain(word.label)}.** {_PLAN[result.plan]}")
    for sentence in result.explanation.summary[1:4]:
        st.markdown(plain(sentence))
    _show_patterns(result)
    _show_programme(result, knowledge)
    _show_held_back(result)


def _show_patterns(result: engine.Assessment) -> None:
    st.subheader("Patterns", anchor=False)
    rows = [
        {"pattern": x.name, "fits": x.likelihood, "for": _count(x, "for"), "against": _count(x, "against")}
        for x in result.patterns.of("likely", "possible")
    ]
    if rows:
        st.table(pd.DataFrame(rows), hide_index=True, alt="Patterns that fit, with findings for and against")
    else:
        st.markdown("None is likely or possible on these answers.")


def _count(pattern: engine.PatternResult, direction: str) -> int:
    return sum(x.direction == direction and x.counts for x in pattern.evidence)


def _show_programme(result: engine.Assessment, knowledge: engine.Knowledge) -> None:
    st.subheader("Programme", anchor=False)
    rows = [
        {
            "exercise": item.name,
            "level": f"{item.title} (demand {item.demand})",
            "dose": engine.dose_in_words(item.dose, knowledge),
        }
        for item in result.programme.chosen
    ]
    if rows:
        st.table(pd.DataFrame(rows), hide_index=True, alt="The programme: exercise, level and dose")
    else:
        st.markdown("No exercises.")


def _show_held_back(result: engine.Assessment) -> None:
    held = result.explanation.held_back
    if held:
        st.subheader("Held back", anchor=False)
        st.markdown("\n".join(f"- **{plain(x.name)}.** {plain(' '.join(x.because[:2]))}" for x in held))
    reserve = [item.name for item in result.programme.of("in_reserve")]
    if reserve:
        st.markdown(f"In reserve: {plain(', '.join(reserve))}.")


def show_expected(comparisons: Iterable[engine.Comparison], edited: bool) -> None:
    """Show what a person's case expects beside what came."""
    rows = [
        {"demand": x.what, "expected": x.expected, "came": x.came, "result": "pass" if x.met else "FAIL"}
        for x in comparisons
    ]
    failed = sum(row["result"] == "FAIL" for row in rows)
    st.subheader("Expected and came", anchor=False)
    st.markdown(f"{len(rows) - failed} of {len(rows)} as expected." + (" Her answers were changed." if edited else ""))
    st.table(pd.DataFrame(rows), hide_index=True, alt="What this case expects, and what came")
