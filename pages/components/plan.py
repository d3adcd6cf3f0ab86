"""The plan: the verdict first; then, only if it is open, patterns, exercises, the week and the rest."""

import streamlit as st

from engine import Assessment, Knowledge

from . import (
    as_you_go,
    coming_back,
    disagree,
    evidence,
    handouts,
    keeping,
    keeping_file,
    others,
    prescription,
    session,
    stop_signs,
    verdict,
    week,
)


def show(knowledge: Knowledge) -> None:
    """Draw the plan of this visit, or the way to the check if nothing has been answered."""
    if not session.started():
        _empty(knowledge)
        return
    assessment = session.assessment()
    _whose(knowledge)
    disagree.banner()
    verdict.show(assessment, knowledge)
    if assessment.triage.closed:
        handouts.show_for_her(knowledge)
    else:
        _open(assessment, knowledge)
    st.page_link("pages/screens/check.py", label="Change my answers", icon=":material/edit:")
    if session.person() is None:
        keeping.show()
        keeping.show_delete()


def _empty(knowledge: Knowledge) -> None:
    st.title("Your plan", anchor=False)
    st.write("There is no plan yet. The check takes five to ten minutes.")
    st.page_link("pages/screens/check.py", label="Start the check", icon=":material/checklist:")
    keeping_file.show(knowledge)


def _whose(knowledge: Knowledge) -> None:
    person = session.person()
    if person is not None:
        st.caption(f"An example: {knowledge.people[person].name}. {knowledge.people[person].story}")
        st.button("Clear the example and start my own", on_click=session.clear)


def _open(assessment: Assessment, knowledge: Knowledge) -> None:
    st.caption(knowledge.wording["reviewed"])
    if coming_back.show(assessment):
        st.write(
            "Your plan waits. Do what it says above, and untick it once that has settled. "
            "If anything has changed, go through the check again."
        )
        st.page_link("pages/screens/check.py", label="Go through the check again", icon=":material/checklist:")
        return
    evidence.show(assessment, knowledge)
    prescription.show(assessment, knowledge)
    week.show(assessment, knowledge)
    _kept_gentle(assessment)
    stop_signs.show(assessment)
    handouts.show_for_her(knowledge)
    as_you_go.show(knowledge)
    for line in assessment.explanation.advice:
        st.info(line)
    others.show(assessment)


def _kept_gentle(assessment: Assessment) -> None:
    if assessment.explanation.kept_gentle:
        with st.expander("Why it begins where it begins"):
            st.markdown("\n".join(f"- {line}" for line in assessment.explanation.kept_gentle))
