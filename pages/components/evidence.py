"""What may be going on: the patterns that fit, with the evidence for and against as a bar and as a table."""

import altair as alt
import pandas as pd
import streamlit as st

from engine import Assessment, Knowledge, PatternResult

from . import posture
from .sheet import Sheet

WORDS = {"likely": "likely", "possible": "possible"}


def show(assessment: Assessment, knowledge: Knowledge) -> None:
    """Draw the likely and possible patterns, or say that none stands out."""
    st.header("What may be going on", anchor=False)
    found = assessment.patterns.of("likely", "possible")
    if not found:
        st.write("No pattern stands out from what you told us. That is common, and it is not a bad sign.")
        return
    st.write("Features in common with these patterns. This is not a diagnosis, and most of them are normal variety.")
    st.altair_chart(_bars(found), width="stretch", theme="streamlit", alt=_in_words(found))
    sheet = Sheet()
    for result in found:
        _one(sheet, result, knowledge)
    sheet.show("plan:evidence")


def _rows(found: tuple[PatternResult, ...]) -> pd.DataFrame:
    rows = [
        {
            "pattern": result.name,
            "direction": x.direction,
            "points": x.points if x.direction == "for" else -x.points,
        }
        for result in found
        for x in result.evidence
        if x.points
    ]
    return pd.DataFrame(rows, columns=["pattern", "direction", "points"])


def _bars(found: tuple[PatternResult, ...]) -> alt.Chart:
    names = [result.name for result in found]
    chart: alt.Chart = (
        alt.Chart(_rows(found))
        .mark_bar(cornerRadius=3, height=14)
        .encode(
            x=alt.X("sum(points):Q", title="against (left), for (right)", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("pattern:N", sort=names, title=None, axis=alt.Axis(labelLimit=180, labelOverlap=False)),
            color=alt.Color("direction:N", title=None, sort=["for", "against"], legend=alt.Legend(orient="bottom")),
        )
        .properties(height=alt.Step(28))
    )
    return chart


def _in_words(found: tuple[PatternResult, ...]) -> str:
    return "; ".join(f"{x.name}: {x.likelihood}" for x in found)


def _one(sheet: Sheet, result: PatternResult, knowledge: Knowledge) -> None:
    aim = ", and you named it" if result.aim else ""
    label = f"{result.name}: {WORDS[result.likelihood]}{aim}"
    sheet.fold(f"evidence:{result.pattern}", label, lambda: _told(sheet, result, knowledge))


def _told(sheet: Sheet, result: PatternResult, knowledge: Knowledge) -> None:
    posture.add(sheet, result.pattern, knowledge)
    rows = [(x.direction, x.weight, x.because) for x in result.evidence if x.points]
    sheet.table(("", "How strong", "What you told us"), rows)
    sheet.markdown(result.caveat)
    tests = [knowledge.self_tests[test].name for test in result.would_settle]
    if tests:
        sheet.markdown(f"**What would tell more:** {', '.join(tests)}")
