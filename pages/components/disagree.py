"""Disagree: a professional changes the plan of the loaded case, with a reason, and sees whom that meets."""

import datetime as dt

import pandas as pd
import streamlit as st

import engine
from engine import overlays

from . import change_form, overlay_file, session
from .cards import plain
from .keeping import listed


def show() -> None:
    """Draw the changes so far, the plan before and after, whom they meet, the form for another, and the file."""
    st.markdown(
        "Change what you would do otherwise. Every change needs a reason. "
        "The standard rules stay as they are until you switch your changes on."
    )
    change_form.show(session.assessment_under(session.changed_rules()), dt.datetime.now(dt.UTC).date().isoformat())
    found = session.overlay()
    if found is not None:
        _changes(found)
        _laws()
        _plans()
        _who_else()
    overlay_file.show(found)


def banner() -> None:
    """Say that changed rules are in force, with one tap back to the standard ones."""
    found = session.overlay()
    if found is not None and session.is_overlay_on():
        st.warning(
            f"This goes by the changed rules “{plain(found.title)}” ({_count(len(found.changes))}). "
            "No one has reviewed them."
        )
        st.button("Back to the standard rules", on_click=session.switch_overlay, args=(False,), key="overlay:off")


def _count(number: int) -> str:
    return "1 change" if number == 1 else f"{number} changes"


def _changes(found: overlays.Overlay) -> None:
    st.subheader("Your changes so far", anchor=False)
    for place, change in enumerate(found.changes, 1):
        words = overlays.change_in_words(change, session.knowledge())
        st.markdown(f"{place}. **{plain(words)}**  \n   because: {plain(change.because)}")
    with st.container(horizontal=True):
        st.button("Undo the last change", on_click=_undo, args=(found,), icon=":material/undo:")
        if not session.is_overlay_on() and not session.broken_laws():
            st.button("Use these rules for the plan", on_click=session.switch_overlay, args=(True,))


def _undo(found: overlays.Overlay) -> None:
    session.set_overlay(overlays.without_last_change(found))


def _laws() -> None:
    """Say which laws of safety the changes break, with the answers that show it; such changes are not switched on."""
    knowledge, found = session.knowledge(), session.broken_laws()
    if not found:
        st.success(
            f"No law of safety was seen to break on {overlays.MADE_UP} made-up people and those near a rule. "
            "That is a trial; the proof over everybody is `python -m engine overlay FILE --prove`."
        )
        return
    st.error(
        "These changes are refused, because they break:\n\n"
        + listed(tuple(overlays.broken_in_words(broken, knowledge) for broken in found))
    )
    with st.expander("The answers of somebody who shows it"):
        for line in found[0].as_files():
            st.code(line, language="json", wrap_lines=True)


def _plans() -> None:
    st.subheader("The plan before and after", anchor=False)
    before, after = st.columns(2)
    with before:
        _plan("Standard rules", session.knowledge())
    with after:
        _plan("With your changes", session.changed_rules())


def _plan(title: str, rules: engine.Knowledge) -> None:
    st.markdown(f"**{title}**")
    rows = [
        {"exercise": f"{item.name}: {item.title}", "dose": engine.dose_in_words(item.dose, rules)}
        for item in session.assessment_under(rules).programme.chosen
    ]
    if rows:
        st.table(pd.DataFrame(rows), hide_index=True, alt=f"{title}: exercise, level and dose")
    else:
        st.markdown("No exercises.")


def _who_else() -> None:
    st.subheader("Who else would get other advice", anchor=False)
    known, some = session.who_is_known(), session.who_else()
    people = list(session.knowledge().people.values())
    names = [people[place].name for place in known.people]
    st.markdown(f"Of the {len(people)} people here: {plain('; '.join(names)) if names else 'nobody'}.")
    rows = [
        {
            "what differs": words,
            "people": share.count,
            "share": f"{100 * share.share:.1f}%",
            "95% interval": _span(share),
        }
        for words, share in {
            "anything": some.anything,
            "how urgent": some.disposition,
            "plan closed or held": some.plan,
            "starting levels": some.levels,
            "exercises or sets": some.exercises,
        }.items()
    ]
    st.table(pd.DataFrame(rows), hide_index=True, alt="Made-up people who would get other advice")
    st.caption(f"Of {some.anything.of} made-up people. How often an answer comes among them is taken from no survey.")


def _span(share: overlays.Share) -> str:
    low, high = share.interval
    return f"{100 * low:.1f} to {100 * high:.1f}%"
