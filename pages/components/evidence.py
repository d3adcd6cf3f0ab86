"""What may be going on: the patterns that fit, with the evidence for and against as a bar and as a table."""

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from engine import Assessment, Knowledge, PatternResult

from . import posture
from .sheet import Sheet

WORDS = {"likely": "likely", "possible": "possible"}


def add(sheet: Sheet, assessment: Assessment, knowledge: Knowledge) -> None:
    """Add the likely and possible patterns, or say that none stands out; bars compare them, where there are several."""
    sheet.header("What may be going on")
    found = assessment.patterns.of("likely", "possible")
    if found:
        sheet.markdown("Features in common with these patterns. This is not a diagnosis, and most are normal variety.")
    else:
        sheet.markdown("No pattern stands out from what you told us. That is common, and it is not a bad sign.")
    if len(found) > 1:
        sheet.interrupt("plan:verdict")
        st.vega_lite_chart(_bars(found), width="stretch", theme="streamlit", alt=_in_words(found))
    for result in found:
        _one(sheet, result, knowledge)
    _named(sheet, assessment)


def _named(sheet: Sheet, assessment: Assessment) -> None:
    """Say what she named herself and nothing else shows: the plan goes by it all the same."""
    others = assessment.patterns.of("unlikely", "not_assessed")
    if named := [result.name.lower() for result in others if result.aim]:
        sheet.markdown(f"You named this: **{', '.join(named)}**. Your answers alone do not show it; we take your word.")


def _bars(found: tuple[PatternResult, ...]) -> dict[str, Any]:
    """Return the chart, which is the same while the points are: making one takes as long as all the rest of a plan."""
    signed = {"for": 1, "against": -1}
    return _chart(tuple((x.name, e.direction, signed[e.direction] * e.points) for x in found for e in x.evidence))


@st.cache_resource(show_spinner=False, max_entries=200)
def _chart(points: tuple[tuple[str, str, float], ...]) -> dict[str, Any]:
    rows = pd.DataFrame([x for x in points if x[2]], columns=["pattern", "direction", "points"])
    names = list(dict.fromkeys(pattern for pattern, _, _ in points))
    legend = alt.Legend(orient="bottom") if rows["direction"].nunique() > 1 else None
    chart = (
        alt.Chart(rows)
        .mark_bar(cornerRadius=3, height=14)
        .encode(
            x=alt.X("sum(points):Q", title="against (left), for (right)", axis=alt.Axis(tickMinStep=1)),
            y=alt.Y("pattern:N", sort=names, title=None, axis=alt.Axis(labelLimit=180, labelOverlap=False)),
            color=alt.Color("direction:N", title=None, sort=["for", "against"], legend=legend),
        )
        .properties(height=alt.Step(28))
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec


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
