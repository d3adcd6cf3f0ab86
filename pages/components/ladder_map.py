"""The map: each ladder as a row by demand, one mark a level, and the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

import altair as alt
import pandas as pd
import streamlit as st

import engine
from engine import Assessment, Knowledge

from . import session, words

KEY = "explore:map"
ROW, AXIS, LEGEND = 60, 70, 90
WORD_WIDTH = 9
COLUMNS = ["slug", "exercise", "level_id", "level", "demand", "demand_words", "needs", "standing"]
ORDER: tuple[engine.Standing, ...] = ("start", "held_back", "permitted", "later")
SHAPES = {"start": "triangle-up", "held_back": "cross", "permitted": "circle", "later": "diamond"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One level on the map, in words; `standing` is neutral until she has answered."""

    slug: str
    exercise: str
    level_id: str
    level: str
    demand: int
    demand_words: str
    needs: str
    standing: str = words.STANDINGS[None]


@st.cache_resource(show_spinner=False)
def _neutral() -> tuple[Mark, ...]:
    """The marks as they are for everybody, made once a process."""
    knowledge = session.knowledge()
    return tuple(
        Mark(
            exercise.slug,
            exercise.name,
            level.id,
            level.title,
            level.demand,
            words.demand(knowledge, level.demand),
            words.needs(knowledge, level.needs),
        )
        for exercise in map(knowledge.exercises.__getitem__, knowledge.usual_order)
        for level in exercise.levels
    )


def marks(assessment: Assessment | None) -> tuple[Mark, ...]:
    """Return every level as a mark, with where it stands for her if there is an assessment."""
    if assessment is None:
        return _neutral()
    return tuple(
        replace(x, standing=words.STANDINGS[engine.standing(assessment, x.slug, x.level_id)]) for x in _neutral()
    )


def show(knowledge: Knowledge, assessment: Assessment | None, picked: tuple[str, str]) -> None:
    """Show the map of one part of the body, and its table; a click on a mark picks its level."""
    part = _pick_part(knowledge, picked[0])
    shown = [mark for mark in marks(assessment) if part_of(knowledge, mark.slug) == part]
    st.altair_chart(
        chart(knowledge, shown, picked, hers=assessment is not None),
        key=KEY,
        on_select=_clicked,
        selection_mode="pick",
        alt=_alt(shown),
    )
    with st.expander("The same as a table"):
        st.table(table(shown, hers=assessment is not None), hide_index=True, border="horizontal", alt="All levels")


def part_of(knowledge: Knowledge, slug: str) -> str:
    """Return the part of the body that an exercise is mainly for."""
    return knowledge.regions[knowledge.exercises[slug].regions[0]].group


def _pick_part(knowledge: Knowledge, picked: str) -> str:
    """Offer the parts of the body; at first the one of the exercise that is picked."""
    parts = list(dict.fromkeys(part_of(knowledge, slug) for slug in knowledge.usual_order))
    first = part_of(knowledge, picked)
    part = st.pills(
        "Part of the body",
        parts,
        format_func=str.capitalize,
        default=first,
        required=True,
        key=f"explore:part:{first}",
    )
    return part or first


def table(shown: Sequence[Mark], *, hers: bool) -> pd.DataFrame:
    """Return the marks as a table, row for row what the map shows."""
    rows = pd.DataFrame(shown, columns=COLUMNS)
    names = {"exercise": "Exercise", "level": "Level", "demand_words": "Demand, 0 to 5", "needs": "Needs"}
    names |= {"standing": "For you"} if hers else {}
    return rows[list(names)].rename(columns=names)


def chart(
    knowledge: Knowledge, shown: Sequence[Mark], picked: tuple[str, str], *, hers: bool
) -> alt.LayerChart | alt.FacetChart:
    """Return the map: a row an exercise, a line along it by demand, a ring round the pick."""
    rows = pd.DataFrame(shown, columns=COLUMNS)
    base = alt.Chart(rows).encode(x=_demand(knowledge), y=_row(rows))
    line = base.mark_line(strokeWidth=3, opacity=0.35, color="#7d8a86").encode(detail="slug:N")
    here = rows[(rows["slug"] == picked[0]) & (rows["level_id"] == picked[1])]
    ring = alt.Chart(here).mark_point(shape="circle", size=900, strokeWidth=3, color="#c2703a", filled=False)
    return alt.layer(line, ring.encode(x=_demand(knowledge), y=_row(rows)), _points(base, hers=hers)).properties(
        height=ROW * rows["slug"].nunique() + AXIS + LEGEND * hers
    )


def _points(base: alt.Chart, *, hers: bool) -> alt.Chart:
    point = base.mark_point(filled=True, opacity=1, cursor="pointer").encode(
        tooltip=[
            alt.Tooltip("level:N", title="Level"),
            alt.Tooltip("exercise:N", title="Exercise"),
            alt.Tooltip("demand_words:N", title="Demand"),
            alt.Tooltip("needs:N", title="Needs"),
        ],
        size=alt.value(260),
    )
    if hers:
        names = [words.STANDINGS[x] for x in ORDER]
        legend = alt.Legend(title="For you", orient="bottom", columns=2, symbolSize=180)
        shapes = alt.Scale(domain=names, range=[SHAPES[x] for x in ORDER])
        point = point.encode(
            color=alt.Color("standing:N", scale=alt.Scale(domain=names), legend=legend),
            shape=alt.Shape("standing:N", scale=shapes, legend=legend),
        )
    pick = alt.selection_point(name="pick", fields=["slug", "level_id"], empty=False)
    clickable: alt.Chart = point.add_params(pick)
    return clickable


def _demand(knowledge: Knowledge) -> alt.X:
    """Return the axis of demand, its steps in figures and words, a word a line."""
    names = {x.demand: x.name for x in knowledge.demand.anchors}
    text = ["|".join([str(step), *wrap(name, WORD_WIDTH)]) for step, name in sorted(names.items())]
    expression = f"split({text!r}[datum.value], '|')"
    axis = alt.Axis(
        title=None,
        values=sorted(names),
        labelExpr=expression,
        labelOverlap=False,
        labelFontSize=11,
        orient="bottom",
    )
    return alt.X("demand:Q", scale=alt.Scale(domain=[-0.4, max(names) + 0.4], nice=False), axis=axis)


def _row(rows: pd.DataFrame) -> alt.Y:
    """Return the rows, their names over the line so that a phone has the whole width for it."""
    axis = alt.Axis(
        title=None,
        grid=False,
        ticks=False,
        domain=False,
        labelAlign="left",
        labelBaseline="bottom",
        labelPadding=-4,
        labelOffset=-14,
        labelFontSize=14,
        labelFontWeight=600,
        labelLimit=240,
    )
    return alt.Y("exercise:N", sort=list(dict.fromkeys(rows["exercise"])), axis=axis)


def _alt(shown: Sequence[Mark]) -> str:
    names = ", ".join(dict.fromkeys(x.exercise for x in shown))
    return f"Map of {len(shown)} levels by demand, a row for each of: {names}. The table below says the same."


def _clicked() -> None:
    """Keep a clicked level in the address, where every other part of the page reads it."""
    event = session.view(KEY) or {}
    for hit in event.get("selection", {}).get("pick", [])[:1]:
        st.query_params["exercise"] = hit["slug"]
        st.query_params["level"] = hit["level_id"]
