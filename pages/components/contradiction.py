"""Answers that do not fit together, named where they arise and mended in place."""

import streamlit as st

from engine import Knowledge, Mistake

from . import session


def show(mistake: Mistake, knowledge: Knowledge) -> None:
    """Say what does not fit and what to do, with one button to clear each answer that can go."""
    with st.container(border=True):
        st.warning(f"{mistake.because} {mistake.fix}")
        for name in mistake.clear:
            st.button(
                f"Clear my answer to “{knowledge.questions[name].text}”",
                key=f"clear:{mistake.questions}:{name}",
                on_click=session.answer,
                args=(name, None),
            )
