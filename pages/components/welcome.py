"""The first page: what this is, for whom, how long it takes, who has checked it, and one button."""

from functools import partial

import streamlit as st

import engine
from engine import Knowledge

from . import keeping, keeping_file, links, picture, session
from .sheet import Sheet, go

# The beginning of the page, which `first_screen` shows while the app is on its way.
TITLE = "What may help your posture, and is it safe to start?"
LEAD = (
    "Answer plain questions about how you feel and live. Plumbline looks for danger signs first, "
    "then suggests **a few exercises at the right level**, each with a reason and a stop sign."
)
START = "Start the check"
SMALL_PRINT = "About five minutes. No account, no e-mail. Only your own device keeps your answers."
PROMISES = {
    "Safety first": "A danger sign stops the plan and says where to go. What is not known counts as unsafe.",
    "It says why": "Every exercise chosen and every one left out comes from a rule with a source.",
    "No fault-finding": "Postures vary, and most are normal. No score, no before and after.",
}


def show(knowledge: Knowledge) -> None:
    """Draw the first page."""
    st.title(TITLE, anchor=False)
    st.markdown(LEAD)
    if st.button("Go on with the check" if session.started() else START, type="primary"):
        st.switch_page("pages/screens/check.py")
    st.caption(SMALL_PRINT)
    if session.started():
        keeping.show()
    keeping.show_delete()
    keeping_file.show(knowledge)
    sheet = Sheet()
    _promises(sheet)
    _examples(sheet, knowledge)
    _guides(sheet, knowledge)
    _checked(sheet)
    sheet.show("home")


def _promises(sheet: Sheet) -> None:
    with sheet.row():
        for title, text in PROMISES.items():
            with sheet.box():
                sheet.markdown(f"**{title}**  \n{text}")


def _examples(sheet: Sheet, knowledge: Knowledge) -> None:
    sheet.header("What a result looks like")
    for person in (person for person in knowledge.people.values() if person.example):
        with sheet.box():
            sheet.markdown(f"**{person.name}**  \n{person.story}")
            headline, levels = in_short(person.id)
            if shown := picture.small(levels, knowledge):
                sheet.html(shown)
            sheet.markdown(headline)
            about = f"The plan of {person.name}"
            sheet.button(f"example:{person.id}", "See this plan", partial(_open, person.id, knowledge), about)


def _open(name: str, knowledge: Knowledge) -> None:
    person = knowledge.people[name]
    session.replace_answers(knowledge.answers_of(person), person.leave_out, name)
    go(links.PLAN)


@st.cache_resource(show_spinner=False)
def in_short(person: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the plan of an example person in one line, and its levels: the same for all, and worked out once."""
    knowledge = session.knowledge()
    result = engine.assess(knowledge.answers_of(knowledge.people[person]), knowledge)
    exercises = ", ".join(item.title.lower() for item in result.programme.chosen)
    levels = tuple((item.exercise, item.level) for item in result.programme.chosen)
    return f"{result.explanation.headline}: {exercises}", levels


def prepare() -> None:
    """Work out the examples, so that the first visitor does not wait for them."""
    for person in session.knowledge().people.values():
        if person.example:
            in_short(person.id)


def _guides(sheet: Sheet, knowledge: Knowledge) -> None:
    sheet.header("The guides")
    sheet.markdown(
        "Every exercise from its easiest step, with pictures, told so that you can follow it. No answers needed."
    )
    with sheet.row():
        links.add(sheet, f"All {len(knowledge.exercises)} exercises", links.GUIDES, "menu_book")
        links.add(sheet, "The map of exercises", links.EXPLORE, "account_tree")


def _checked(sheet: Sheet) -> None:
    sheet.header("Who has checked it")
    sheet.markdown(
        "The rules come from guidelines and studies, named on every rule. "
        "**No doctor or physiotherapist has reviewed them yet.** "
        "It is education, not a diagnosis, and it does not replace someone who can look at you."
    )
    links.add(sheet, "How decisions are made", "pages/screens/about.py", "info")
