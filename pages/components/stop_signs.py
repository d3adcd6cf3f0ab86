"""The stop signs that stand with every plan."""

import streamlit as st

from engine import Assessment


def show(assessment: Assessment) -> None:
    """Draw every stop sign that holds for her, and what to do about it."""
    st.header("When to stop", anchor=False)
    for sign in assessment.explanation.stop_signs:
        with st.container(border=True):
            st.markdown("\n".join(f"- {line}" for line in sign.signs))
            st.markdown(f"**{sign.do}**")
