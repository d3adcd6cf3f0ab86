"""Many people at once: how often each disposition, pattern, exercise and level, made up or from a table of answers."""

from collections.abc import Iterable

import altair as alt
import pandas as pd
import streamlit as st

import engine
from engine import Knowledge, PopulationCounts, TableRead

from . import session
from .plain import plain

MOST_BARS, STEP = 15, 46
MOST_ROWS, MEGABYTES = 20_000, 5
_ROUND, _COUNTS, _SAID, _REFUSED = ("population:round", "population:counts", "population:said", "population:refused")
Row = tuple[str, int]


@st.cache_resource(show_spinner="Making up people, and assessing each ...")
def _made_up() -> PopulationCounts:
    """Counts of the usual made-up people, once a process."""
    knowledge = session.knowledge()
    return engine.population_counts(engine.evaluate(engine.population(knowledge), knowledge))


def show(knowledge: Knowledge) -> None:
    """Draw whose counts these are, the way in for a table of answers, and the counts."""
    _bring(knowledge)
    own = session.view(_COUNTS)
    counts: PopulationCounts = own or _made_up()
    if own is None:
        st.markdown(
            f"**{counts.size:,} made-up people.** Their answers are drawn as `data/population.yaml` says, mostly by "
            "guess: this shows what the rules do to many, not how common anything is."
        )
    _urgency(counts)
    _patterns(counts)
    _exercises(counts)
    _never_given(counts)


# ------------------------------------------------------------ a table of her own
def _bring(knowledge: Knowledge) -> None:
    with st.expander("Count answers of your own", icon=":material/upload_file:", expanded=session.has_view(_SAID)):
        st.markdown(
            "A CSV or Parquet file: one row a person, one column a question, named as `python -m engine questions` "
            "lists them; options of a list with semicolons between. It is counted here, and not kept."
        )
        key = f"population:{session.view(_ROUND, 0)}"
        st.file_uploader(
            "A table of answers",
            type=["csv", "parquet"],
            max_upload_size=MEGABYTES,
            key=key,
            on_change=_read,
            args=(key, knowledge),
        )
        _said()


def _read(key: str, knowledge: Knowledge) -> None:
    """Count the file and let go of it: the next uploader is another one, and empty."""
    given = session.view(key)
    if given is None:
        return
    session.set_view(_ROUND, session.view(_ROUND, 0) + 1)
    _put_away()
    try:
        found = engine.read_table(given.read(), "the file", knowledge, MOST_ROWS)
    except engine.AnswersError as error:
        session.set_view(_SAID, "")
        session.set_view(_REFUSED, error.messages)
        return
    session.set_view(_SAID, _what_was_read(found))
    if found.people.size:
        session.set_view(_COUNTS, engine.population_counts(engine.evaluate(found.people, knowledge)))


def _put_away() -> None:
    for name in (_COUNTS, _SAID, _REFUSED):
        session.set_view(name, None)


def _what_was_read(found: TableRead) -> str:
    lines = [f"**{found.people.size:,} rows were counted, {found.bad:,} left out as wrong.**"]
    lines += [f"- Row {row.row}: {plain('; '.join(row.messages))}" for row in found.first_bad]
    if found.bad > len(found.first_bad):
        lines.append(f"- and {found.bad - len(found.first_bad):,} more")
    if found.blank:
        lines.append(f"- {found.blank:,} blank rows were passed over")
    if found.left_open:
        lines.append(f"- {len(found.left_open)} questions have no column, and are read as left open")
    return "\n".join(lines)


def _said() -> None:
    if messages := session.view(_REFUSED):
        st.error("This file was not counted:\n\n" + "\n".join(f"- {plain(x)}" for x in messages))
    elif said := session.view(_SAID):
        st.info(said)
        st.button("Back to the made-up people", on_click=_put_away, icon=":material/undo:")


# --------------------------------------------------------------------- the counts
def _urgency(counts: PopulationCounts) -> None:
    st.subheader("How urgent", anchor=False)
    _bars([(x.name, x.people) for x in counts.dispositions], counts.size, "How urgent", MOST_BARS)
    plans = ", ".join(f"{_share(x.people, counts.size)} {x.name}" for x in counts.plans)
    st.caption(f"The plan: {plans}. Capped is open, but held low.")


def _patterns(counts: PopulationCounts) -> None:
    st.subheader("Patterns, likely or possible", anchor=False)
    ordered = sorted(counts.patterns, key=lambda x: -(x.likely + x.possible))
    _bars([(x.name, x.likely + x.possible) for x in ordered], counts.size, "Pattern", MOST_BARS)


def _exercises(counts: PopulationCounts) -> None:
    st.subheader("Exercises in a plan", anchor=False)
    ordered = sorted(counts.exercises, key=lambda x: -x.people)
    _bars([(x.name, x.people) for x in ordered], counts.size, "Exercise", MOST_BARS)


def _never_given(counts: PopulationCounts) -> None:
    st.subheader("Levels that no plan holds", anchor=False)
    never = sorted(counts.never_given, key=lambda x: -x.starts)
    st.markdown(
        f"{len(never)} of {len(counts.levels)} levels. The bars show for how many with an open plan each is the "
        "highest safe start: it is outranked, or does not fit their time, place or things."
    )
    _bars([(f"{x.exercise_name}: {x.title}", x.starts) for x in never], counts.size, "Level", MOST_BARS)


def _bars(rows: list[Row], size: int, what: str, most: int) -> None:
    """Draw the first rows that are true of anybody as bars, each under its name and share, and all as a table."""
    shown = [row for row in rows if row[1]][:most]
    if shown:
        st.altair_chart(_chart(shown, size), alt=_alt(shown, size, what))
    else:
        st.markdown("Nobody.")
    title = "All of them as a table" if len(rows) > len(shown) else "The same as a table"
    with st.expander(f"{title}: {what.lower()}"):
        table = pd.DataFrame([(name, people, _share(people, size)) for name, people in rows])
        st.table(table.set_axis([what, "People", "Share"], axis=1), hide_index=True, border="horizontal")


def _chart(rows: Iterable[Row], size: int) -> alt.LayerChart | alt.FacetChart:
    """Return bars with their names above them: in the colour of the bars, which reads well in both schemes."""
    named = [(f"{name}: {_share(people, size)}", people) for name, people in rows]
    table = pd.DataFrame(named, columns=["name", "people"]).assign(ink="the first colour of the scheme")
    base = alt.Chart(table).encode(y=alt.Y("name:N", sort=None, axis=None))
    people = alt.X("people:Q", axis=None)
    bar = base.mark_bar(cornerRadius=3, height=14, yOffset=8).encode(x=people)
    name = base.mark_text(align="left", baseline="bottom", fontSize=14, dy=-2).encode(
        x=alt.value(0),
        text="name:N",
        stroke=alt.value(None),
        fill=alt.Fill("ink:N", legend=None),
    )
    return alt.layer(bar, name).properties(height=alt.Step(STEP))


def _alt(rows: list[Row], size: int, what: str) -> str:
    told = "; ".join(f"{name}: {_share(people, size)}" for name, people in rows[:6])
    return f"Bars, {what.lower()}: {told}. The table below says the same."


def _share(people: int, size: int) -> str:
    share = 100 * people / max(1, size)
    return f"{share:.0f}%" if share >= 10 or not people else f"{share:.1f}%" if share >= 0.05 else "under 0.1%"
