"""The first thing on the plan: how urgent, where to go, and what to say there; unmissable."""

import streamlit as st

from engine import Advice, Assessment, Country, Knowledge, mistakes

from . import contradiction, country_choice, session, step

SHOWN = 6

_BOX = {
    "emergency_now": st.error,
    "same_day": st.error,
    "within_days": st.warning,
    "routine_referral": st.info,
    "not_known_yet": st.info,
    "self_care": st.success,
}


def show(assessment: Assessment, knowledge: Knowledge) -> None:
    """Draw the headline, the disposition, and, where there is a sign, what to do about it."""
    words = knowledge.disposition_words[assessment.triage.disposition]
    st.title(assessment.explanation.headline, anchor=False)
    box(assessment.triage.disposition, f"**{words.label}.** {words.meaning}")
    for sentence in assessment.explanation.summary[1:]:
        st.markdown(f"- {sentence}")
    if assessment.triage.closed:
        _closed(assessment, knowledge)


def box(disposition: str, text: str) -> None:
    """Draw a text in the box whose colour says how urgent it is."""
    _BOX[disposition](text)


def _closed(assessment: Assessment, knowledge: Knowledge) -> None:
    worst = next(iter(assessment.triage.red_flags), None)
    if worst is not None and worst.disposition != "not_known_yet":
        _where_to_go(worst.advice, knowledge)
    for item in mistakes(session.answers(), knowledge):
        contradiction.show(item, knowledge)
    _open_questions(assessment, knowledge)
    if assessment.explanation.tell_them:
        st.subheader("What to tell them", anchor=False)
        st.caption("Show this, or read it out.")
        st.code("\n".join(assessment.explanation.tell_them), language=None, wrap_lines=True)
    if assessment.explanation.meanwhile:
        st.subheader("Until then", anchor=False)
        st.markdown("\n".join(f"- {line}" for line in assessment.explanation.meanwhile))


def _where_to_go(advice: Advice, knowledge: Knowledge) -> None:
    with st.container(border=True):
        st.subheader(advice.title, anchor=False)
        st.markdown(f"**How fast:** {advice.how_fast}\n\n**Who:** {advice.who}")
        _numbers(country_choice.show("Numbers for", knowledge, "verdict:country"))


def _numbers(country: Country) -> None:
    lines = {
        "Emergency": country.emergency,
        "Urgent care": country.urgent_care,
        "Crisis line": country.crisis_line,
    }
    st.markdown("\n\n".join(f"**{name}:** {value}" for name, value in lines.items() if value))


def _open_questions(assessment: Assessment, knowledge: Knowledge) -> None:
    if assessment.explanation.unknown:
        st.subheader("Still open", anchor=False)
        for name in assessment.explanation.open_questions[:SHOWN]:
            if st.button(knowledge.questions[name].text, key=f"open:{name}", icon=":material/arrow_forward:"):
                step.go_to(name, knowledge)
                st.switch_page("pages/screens/check.py")
        more = len(assessment.explanation.open_questions) - SHOWN
        if more > 0:
            st.caption(f"and {more} more")
