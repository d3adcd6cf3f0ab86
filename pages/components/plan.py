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
    links,
    others,
    prescription,
    session,
    step,
    stop_signs,
    verdict,
    week,
)
from .sheet import Sheet


def show(knowledge: Knowledge) -> None:
    """Draw the plan of this visit, or the way to the check if nothing has been answered."""
    if not session.started():
        _empty(knowledge)
        return
    disagree.banner()
    assessment, sheet = session.assessment(), Sheet()
    sheet.begin("plan")
    _whose(sheet, knowledge)
    verdict.add(sheet, assessment, knowledge)
    if assessment.triage.closed:
        handouts.add_for_her(sheet, knowledge)
    else:
        _open(sheet, assessment, knowledge)
    links.add(sheet, "Change my answers", links.CHECK, "edit")
    sheet.show("plan")
    if session.person() is None:
        keeping.show()
        keeping.show_delete()


def _empty(knowledge: Knowledge) -> None:
    st.title("Your plan", anchor=False)
    st.write("There is no plan yet. The check takes about ten minutes.")
    st.page_link(links.CHECK, label="Start the check", icon=":material/checklist:")
    keeping_file.show(knowledge)


def _whose(sheet: Sheet, knowledge: Knowledge) -> None:
    person = session.person()
    if person is not None:
        sheet.caption(f"An example: {knowledge.people[person].name}. {knowledge.people[person].story}")
        sheet.button("clear", "Clear the example and start my own", session.clear)


def _open(sheet: Sheet, assessment: Assessment, knowledge: Knowledge) -> None:
    sheet.caption(knowledge.wording["reviewed"])
    if coming_back.add(sheet, assessment):
        sheet.markdown(
            "Your plan waits. Do what it says above, and untick it once that has settled. "
            "If anything has changed, go through the check again."
        )
        links.add(sheet, "Go through the check again", links.CHECK, "checklist")
        return
    evidence.add(sheet, assessment, knowledge)
    prescription.add(sheet, assessment, knowledge)
    week.add(sheet, assessment)
    if assessment.explanation.kept_gentle:
        with sheet.folded("Why it begins where it begins"):
            sheet.bullets(assessment.explanation.kept_gentle)
            step.offer(sheet, assessment.explanation.gentle_asks, "gentle", knowledge)
    for line in assessment.explanation.advice:
        sheet.callout("info", line)
    stop_signs.add(sheet, assessment)
    handouts.add_for_her(sheet, knowledge)
    as_you_go.add(sheet, knowledge)
    others.add(sheet, assessment, knowledge)
