"""The library as a heat map: the safe levels for each pattern and life stage, and the same as a table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import altair as alt
import pandas as pd
import streamlit as st

import engine
from engine import Knowledge, Library, LibraryCell

from . import explore_address, session

KEY = "explore:coverage"
_SHOWN = "explore:coverage:shown"
ALL = ""
ROW, AXIS, LEGEND = 44, 150, 80
BANDS: dict[str, tuple[int, str, str]] = {  # the name of a band: its least number, its colour, and that of the figure
    "50 or more": (50, "#044040", "#ffffff"),
    "20 to 49": (20, "#0b6e6e", "#ffffff"),
    "10 to 19": (10, "#6aaca4", "#0e1514"),
    "3 to 9": (3, "#abd1ca", "#0e1514"),
    "1 or 2": (1, "#e3efec", "#0e1514"),
    "none": (0, "#94471b", "#ffffff"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What she looks at; no life stage is all of them."""

    life_stage: str
    place: str
    equipment: str
    minutes: str


@st.cache_resource(show_spinner=False)
def _library() -> Library:
    """The library counted, once a process."""
    return engine.library(session.knowledge())


def show(knowledge: Knowledge) -> None:
    """Show the map, its table, and the way from a cell to its levels."""
    choice = _choose(knowledge)
    rows = counts(choice)
    st.altair_chart(_chart(choice), alt=_alt(rows), key=f"{KEY}:chart", on_select=_clicked, selection_mode="pick")
    for line in _empty(choice, knowledge):
        st.markdown(line)
    _to_map(knowledge)
    with st.expander("The counts as a table"):
        st.table(_table(choice), hide_index=True, border="horizontal", alt="Safe levels by pattern and life stage")


def _clicked() -> None:
    """Show the levels of a cell on the map."""
    event = session.view(f"{KEY}:chart") or {}
    for hit in event.get("selection", {}).get("pick", [])[:1]:
        _narrow(str(hit.get("pattern_id", "")), str(hit.get("stage_id", "")))


def _narrow(pattern: str, stage: str) -> None:
    for name, chosen in (("pattern", pattern), ("stage", stage)):
        if chosen in explore_address.choices()[name]:
            explore_address.put(name, chosen)
    session.set_view(_SHOWN, True)


def _to_map(knowledge: Knowledge) -> None:
    """Offer the same as a click on a cell, by name."""
    patterns = {x.id: x.name for x in knowledge.patterns.values()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pattern = st.selectbox("Levels for", list(patterns), format_func=lambda x: patterns[x], key=f"{KEY}:levels")
        stage = str(session.view(f"{KEY}:life stage") or "")
        st.button("Show them on the map", key=f"{KEY}:go", on_click=_narrow, args=(pattern, stage))
    if session.view(_SHOWN):
        session.set_view(_SHOWN, False)
        st.rerun()


def _choose(knowledge: Knowledge) -> Choice:
    file = _library().file
    stages = {ALL: "All of them", **{x.id: x.name for x in file.life_stages}}
    minutes = {x: knowledge.questions["minutes"].choices[x] for x in reversed(file.minutes)}
    return Choice(
        _box("Life stage", stages),
        _box("Place", {x.id: x.name for x in file.places}),
        _box("Equipment", {x.id: x.name for x in file.equipment}),
        _box("Time", minutes),
    )


def _box(label: str, options: dict[str, str]) -> str:
    return str(st.selectbox(label, list(options), format_func=lambda x: options[x], key=f"{KEY}:{label.lower()}"))


# -------------------------------------------------------------------- counts
def cells(found: Library, choice: Choice) -> tuple[LibraryCell, ...]:
    """Return the cells of a choice, pattern by pattern."""
    wanted = choice.place, choice.equipment, choice.minutes
    here = (x for x in found.cells if (x.about.place, x.about.equipment, x.about.minutes) == wanted)
    return tuple(x for x in here if choice.life_stage in (ALL, x.about.life_stage))


def amount(levels: int) -> str:
    """Return the name of the band that a number of levels is in."""
    return next(name for name, (least, _, _) in BANDS.items() if levels >= least)


@st.cache_resource(show_spinner=False)
def counts(choice: Choice) -> pd.DataFrame:
    """Return a row for each cell of a choice, in the words of the map."""
    patterns = session.knowledge().patterns
    stages = {x.id: x for x in _library().file.life_stages}
    rows = [
        {
            "pattern_id": x.about.pattern,
            "stage_id": x.about.life_stage,
            "pattern": patterns[x.about.pattern].name,
            "stage": stages[x.about.life_stage].short,
            "whom": stages[x.about.life_stage].name,
            "levels": x.levels,
            "named": x.named,
            "amount": amount(x.levels),
        }
        for x in cells(_library(), choice)
    ]
    order = {pattern.name: place for place, pattern in enumerate(patterns.values())}
    return pd.DataFrame(rows).sort_values("pattern", key=lambda names: names.map(order), kind="stable")


@st.cache_resource(show_spinner=False)
def _table(choice: Choice) -> pd.DataFrame:
    rows = counts(choice)
    wide = rows.pivot_table(index="pattern", columns="stage", values="levels", sort=False)
    return wide[list(dict.fromkeys(rows["stage"]))].astype(int).rename_axis(index="Pattern", columns=None).reset_index()


def _empty(choice: Choice, knowledge: Knowledge) -> Iterator[str]:
    """Yield why there is nothing where the map shows none, and what would fill it."""
    stages = {x.id: x.short.lower() for x in _library().file.life_stages}
    holes: dict[tuple[str, str], dict[str, set[str]]] = {}
    for cell in (x for x in cells(_library(), choice) if not x.levels):
        why = (cell.known.because, cell.known.fill_with) if cell.known else ("Nobody has looked at this yet.", "")
        whom = holes.setdefault(why, {})
        whom.setdefault(knowledge.patterns[cell.about.pattern].name, set()).add(stages[cell.about.life_stage])
    for (because, fill_with), where in holes.items():
        more = f" To come: {fill_with}" if fill_with else ""
        yield f"- **No level: {'; '.join(where)}.** {because}{more}"


# ------------------------------------------------------------------- drawing
@st.cache_resource(show_spinner=False)
def _chart(choice: Choice) -> alt.LayerChart | alt.FacetChart:
    return chart(counts(choice))


def chart(rows: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    """Return the heat map: a row a pattern, a column a life stage, in each cell its number."""
    base = alt.Chart(rows).encode(x=_stages(rows), y=_patterns(rows), tooltip=_tooltip())
    colours = alt.Scale(domain=list(BANDS), range=[colour for _, colour, _ in BANDS.values()])
    legend = alt.Legend(title="Safe levels", orient="bottom", columns=3, symbolType="square", symbolSize=180)
    pick = alt.selection_point(name="pick", fields=["pattern_id", "stage_id"], empty=False)
    cell = (
        base.mark_rect(cornerRadius=3, cursor="pointer")
        .add_params(pick)
        .encode(color=alt.Color("amount:N", scale=colours, legend=legend))
    )
    ink = alt.Scale(domain=list(BANDS), range=[figure for _, _, figure in BANDS.values()])
    figure = base.mark_text(fontSize=12).encode(text="levels:Q", stroke=alt.value(None), fill=_ink(ink))
    return alt.layer(cell, figure).properties(height=ROW * rows["pattern"].nunique() + AXIS + LEGEND)


def _ink(scale: alt.Scale) -> alt.Fill:
    return alt.Fill("amount:N", scale=scale, legend=None)


def _tooltip() -> list[alt.Tooltip]:
    titles = {"pattern:N": "Pattern", "whom:N": "For", "levels:Q": "Safe levels", "named:Q": "Made for this pattern"}
    return [alt.Tooltip(field, title=title) for field, title in titles.items()]


def _stages(rows: pd.DataFrame) -> alt.X:
    axis = alt.Axis(title=None, orient="top", labelAngle=-90, labelLimit=AXIS, labelOverlap=False, labelFontSize=12)
    order = list(dict.fromkeys(rows["stage"]))
    return alt.X("stage:N", sort=order, axis=axis, scale=alt.Scale(paddingInner=0.08, paddingOuter=0))


def _patterns(rows: pd.DataFrame) -> alt.Y:
    """Return the rows, their names over the cells so that a phone has the whole width for them."""
    axis = alt.Axis(
        title=None,
        grid=False,
        ticks=False,
        domain=False,
        labelAlign="left",
        labelBaseline="bottom",
        labelPadding=0,
        labelOffset=-ROW // 4 - 3,
        labelFontSize=13,
        labelFontWeight=600,
        labelLimit=330,
    )
    order = list(dict.fromkeys(rows["pattern"]))
    return alt.Y("pattern:N", sort=order, axis=axis, scale=alt.Scale(paddingInner=0.48, paddingOuter=0.4))


def _alt(rows: pd.DataFrame) -> str:
    none = list(dict.fromkeys(rows[rows["levels"] == 0]["pattern"]))
    return (
        f"Heat map of safe levels: {rows['pattern'].nunique()} patterns by {rows['stage'].nunique()} life stages, "
        f"from {rows['levels'].min()} to {rows['levels'].max()}. {_none(none)} The table below says the same."
    )


def _none(patterns: Iterable[str]) -> str:
    names = ", ".join(patterns)
    return f"None for: {names}." if names else "No cell is empty."
