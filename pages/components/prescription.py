"""The exercises of the plan, one card each: level, dose, reasons, how to do it, and when to stop."""

import streamlit as st

from engine import Assessment, Card, Knowledge, Prescribed

from . import links, picture, session


def show(assessment: Assessment, knowledge: Knowledge) -> None:
    """Draw one card for each exercise of the programme."""
    st.header("Your exercises", anchor=False)
    if not assessment.programme.chosen:
        st.info("Nothing here fits both your answers and what you have. Below is what is held back, and why.")
    elif st.button("Do it with me", key="practise", type="primary", icon=":material/play_circle:"):
        st.switch_page(links.PRACTISE)
    if assessment.explanation.for_all:
        st.info("**For all of them**\n" + _list(assessment.explanation.for_all))
    if assessment.programme.chosen:
        picture.keep_still()
    both = zip(assessment.programme.chosen, assessment.explanation.cards, strict=True)
    for place, (prescribed, card) in enumerate(both):
        with st.container(border=True):
            _card(prescribed, card, place, knowledge)
    if session.left_out():
        _say_what_took_its_place(assessment, knowledge)
    for slug in session.left_out():
        name = knowledge.exercises[slug].name
        st.button(f"Take {name.lower()} back in", key=f"in:{slug}", on_click=session.leave_out, args=(slug, False))


def _say_what_took_its_place(assessment: Assessment, knowledge: Knowledge) -> None:
    before = [item.exercise for item in session.assessment_with_everything().programme.chosen]
    now = [item.exercise for item in assessment.programme.chosen]
    gone = [knowledge.exercises[slug].name.lower() for slug in session.left_out()]
    came = [knowledge.exercises[slug].name.lower() for slug in now if slug not in before]
    instead = f"In its place: {', '.join(came)}." if came else "Nothing else was needed in its place."
    st.caption(f"You left out: {', '.join(gone)}. {instead}")


def _card(prescribed: Prescribed, card: Card, place: int, knowledge: Knowledge) -> None:
    st.subheader(prescribed.title, anchor=False)
    minutes = max(1, round(prescribed.seconds / 60))
    st.caption(f"From the ladder of the {prescribed.name.lower()} · about {minutes} min")
    with st.container(key=picture.key_at_the_left(knowledge, prescribed.exercise, prescribed.level, place)):
        picture.show(knowledge, prescribed.exercise, prescribed.level)
        _what(card)
    with st.expander("How to do it", icon=":material/menu_book:"):
        _how(prescribed, knowledge)
    with st.expander("Stop if", icon=":material/front_hand:"):
        st.markdown(_part(knowledge, prescribed.exercise, "What You Should Feel", "Stop If"))
    with st.expander("What holds it here, and what comes next", icon=":material/stairs:"):
        st.markdown(_list((card.level, *card.raise_it, *(note.because for note in prescribed.dose_notes))))
    st.button(
        "Leave this out",
        key=f"out:{prescribed.exercise}",
        help=f"Leave {prescribed.name.lower()} out of my plan",
        on_click=session.leave_out,
        args=(prescribed.exercise, True),
        type="tertiary",
    )


def _what(card: Card) -> None:
    st.markdown(f"**{card.dose}**")
    if card.adaptations:
        st.markdown("**For you**\n" + _list(card.adaptations))
    st.markdown("**Why this one**\n" + _list(card.why))


def _list(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _how(prescribed: Prescribed, knowledge: Knowledge) -> None:
    st.markdown(_part(knowledge, prescribed.exercise, "Progressions", prescribed.title))
    st.page_link(
        "pages/screens/guides.py",
        label=f"The whole guide: {prescribed.name.lower()}",
        query_params={"guide": prescribed.exercise},
    )


def _part(knowledge: Knowledge, exercise: str, section: str, part: str) -> str:
    found = knowledge.guides[exercise].section(section)
    parts = found.parts if found else ()
    return next((x.markdown for x in parts if x.title == part), "")
