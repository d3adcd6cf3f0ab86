"""The parts of the bench: one at a time for whoever's answers are on the screen, the part named in the address."""

from collections.abc import Callable

import streamlit as st

import engine

from . import (
    case_result,
    disagree,
    handouts,
    minutes,
    own_case,
    persona_picker,
    rules_table,
    session,
    side_by_side,
    trace,
    vignettes,
    what_if,
)

_PARAMETER = "look"


def show() -> None:
    """Show whose answers these are, the parts to choose from, and the part that was chosen."""
    persona_picker.show()
    disagree.banner()
    if session.started():
        persona_picker.show_story()
        persona_picker.show_put_away()
    else:
        st.info("Nothing is answered yet in this visit. Load a person, or answer the questions yourself.")
        st.page_link("pages/screens/check.py", label="Start the check", icon=":material/checklist:")
    parts = {**(OF_A_CASE if session.started() else {}), **OF_ALL}
    if parts:
        parts[_pick(list(parts))]()


def _pick(parts: list[str]) -> str:
    """Offer the parts, first the one in the address; a part that is not to be had is said, and changes nothing."""
    asked = st.query_params.get(_PARAMETER, "")
    known = {_in_address(name): name for name in parts}
    if asked and asked not in known:
        st.warning("The bench has no such part now. Choose one of those below.")
    first = known.get(asked, parts[0])
    picked = st.pills("Look at", parts, default=first, required=True, key=f"bench:part:{len(parts)}") or first
    if asked or picked != parts[0]:  # who has not chosen sees whatever comes first, also once a person is loaded
        st.query_params[_PARAMETER] = _in_address(picked)
    return picked


def _in_address(name: str) -> str:
    return name.lower().replace(" ", "-")


def _result() -> None:
    result = session.assessment()
    case_result.show(result)
    person = persona_picker.current()
    if person is not None:
        comparisons = engine.compare_with_expected(person, result, session.knowledge())
        case_result.show_expected(comparisons, persona_picker.is_edited(person))


def _why() -> None:
    trace.show_negative(session.assessment())
    trace.show(session.assessment())


def _hand_out() -> None:
    handouts.show_all(session.knowledge())


def _population() -> None:
    from . import population  # brings the charts, which the other parts do without

    population.show(session.knowledge())


def _rules() -> None:
    rules_table.show(session.knowledge())


OF_A_CASE: dict[str, Callable[[], None]] = {
    "Result": _result,
    "Why": _why,
    "What if": what_if.show,
    "Side by side": side_by_side.show,
    "Minutes": minutes.show,
    "Own case": own_case.show,
    "Disagree": disagree.show,
    "Hand out": _hand_out,
}
OF_ALL: dict[str, Callable[[], None]] = {
    "All cases": vignettes.show,
    "Population": _population,
    "Rules": _rules,
}
