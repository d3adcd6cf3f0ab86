"""Loading a made-up person in one click, or by deep link; and knowing whose answers are on the screen."""

import streamlit as st

import engine

from . import session
from .cards import plain

_PARAMETER = "person"
_LONGEST_NAME = 60


def show() -> None:
    """Show the people to choose from; a person named in the address is loaded first."""
    _load_from_address()
    people = session.knowledge().people
    names = list(people)
    current_name = session.person()
    picked = st.selectbox(
        "Load a person",
        names,
        index=names.index(current_name) if current_name is not None and current_name in people else None,
        format_func=lambda name: people[name].name,
        placeholder=f"{len(people)} made-up people: choose one, or type a part of a name",
        key=f"person:{current_name}",
    )
    if picked is not None and picked != session.person():
        load(people[picked])
        st.rerun()
    st.markdown("Loading a person takes the place of the answers of this visit.")


def load(person: engine.Person) -> None:
    """Put a person's answers in place of those of the visit, and her name in the address."""
    session.replace_answers(session.knowledge().answers_of(person), person.leave_out, person.id)
    st.query_params[_PARAMETER] = person.id


def current() -> engine.Person | None:
    """Return the person whose answers these are, or None if they are the visitor's own."""
    return session.knowledge().people.get(session.person() or "")


def is_edited(person: engine.Person) -> bool:
    """Return whether a loaded person's answers have been changed since."""
    as_written = session.knowledge().answers_of(person)
    return session.answers() != as_written or set(session.left_out()) != set(person.leave_out)


def show_story() -> None:
    """Show whose answers these are, and the story behind them."""
    person = current()
    if person is None:
        st.header("The answers of this visit", anchor=False)
        return
    st.header(person.name, anchor=False)
    st.markdown(plain(person.story))
    if is_edited(person):
        st.info("Some of her answers have been changed since she was loaded.")


def show_put_away() -> None:
    """Show the button that takes the answers off the screen again."""
    if st.button("Clear these answers", icon=":material/restart_alt:"):
        st.query_params.pop(_PARAMETER, None)
        session.clear()
        st.rerun()


def _load_from_address() -> None:
    """Load the person named in the address, once; a name that nobody has is said, and changes nothing."""
    name = st.query_params.get(_PARAMETER)
    if name is None or name == session.person():
        return
    person = session.knowledge().people.get(name)
    if person is not None:
        load(person)
        return
    st.warning(f"Nobody here is called “{plain(name[:_LONGEST_NAME])}”. Choose one of the people below.")
