"""What the knowledge holds, counted from the data: a bar and the same as a table."""

from collections import Counter
from collections.abc import Iterable

import altair as alt
import pandas as pd
import streamlit as st

import engine

_BIG = alt.Axis(labelLimit=240, labelFontSize=13, titleFontSize=13, tickMinStep=1)
CONFIDENCES = ("low", "medium", "high", "not stated")


def show(knowledge: engine.Knowledge) -> None:
    """Show the rules by kind, the sources by confidence, and how much else there is."""
    st.header("In numbers", anchor=False)
    others = "; ".join(f"{count} {name}" for name, count in contents(knowledge).items())
    st.markdown(f"Counted from the data as it is now: {others}.")
    st.subheader("Rules by kind", anchor=False)
    _bar_and_table(rules_by_kind(engine.rulebook(knowledge)), "kind", "rules")
    st.subheader("Sources by confidence", anchor=False)
    _bar_and_table(by_confidence(x.confidence for x in knowledge.sources.values()), "confidence", "sources")


def contents(knowledge: engine.Knowledge) -> dict[str, int]:
    """Return how much there is of everything that is not a rule."""
    return {
        "questions": len(knowledge.questions),
        "self-tests": len(knowledge.self_tests),
        "patterns": len(knowledge.patterns),
        "exercises": len(knowledge.exercises),
        "exercise levels": sum(len(exercise.levels) for exercise in knowledge.exercises.values()),
        "guides": len(knowledge.guides),
        "sources": len(knowledge.sources),
        "made-up people": len(knowledge.people),
    }


def rules_by_kind(lines: Iterable[engine.RuleLine]) -> dict[str, int]:
    """Return how many rules there are of each kind."""
    counts = Counter(line.kind for line in lines)
    return {words: counts[kind] for kind, words in engine.RULE_KINDS.items()}


def by_confidence(given: Iterable[str]) -> dict[str, int]:
    """Return how many there are of each confidence, the weakest first."""
    counts = Counter(confidence or "not stated" for confidence in given)
    return {confidence: counts[confidence] for confidence in CONFIDENCES if counts[confidence]}


def _bar_and_table(counts: dict[str, int], name: str, number: str) -> None:
    rows = pd.DataFrame({name: list(counts), number: list(counts.values())})
    in_words = ", ".join(f"{key}: {count}" for key, count in counts.items())
    st.altair_chart(_bar(rows, name, number), width="stretch", alt=f"Bars of {number} by {name}. {in_words}.")
    st.table(rows, hide_index=True, alt=f"{number.capitalize()} by {name}", border="horizontal")


def _bar(rows: pd.DataFrame, name: str, number: str) -> alt.Chart:
    bars: alt.Chart = (
        alt.Chart(rows)
        .mark_bar(cornerRadius=3)
        .encode(
            x=alt.X(f"{number}:Q", title=f"number of {number}", axis=_BIG),
            y=alt.Y(f"{name}:N", sort=None, title=None, axis=_BIG),
        )
        .properties(height=alt.Step(30))
    )
    return bars


def show_weak(knowledge: engine.Knowledge) -> None:
    """Show how far the rules can be trusted, kind by kind, the weakest column first."""
    lines = engine.rulebook(knowledge)
    rows = [{"kind": words, **_confidences(lines, kind)} for kind, words in engine.RULE_KINDS.items()]
    st.table(pd.DataFrame(rows), hide_index=True, alt="Rules by kind and confidence", border="horizontal")


def _confidences(lines: Iterable[engine.RuleLine], kind: str) -> dict[str, int]:
    counts = by_confidence(line.confidence for line in lines if line.kind == kind)
    return {confidence: counts.get(confidence, 0) for confidence in CONFIDENCES}
