"""A self-test: what to do, who leaves it out, and a watch that runs in the browser."""

import streamlit as st

from engine import Knowledge, SelfTest, drawings_of_test

from . import drawn, stopwatch

SECONDS = "seconds"
WIDE = 148  # two side by side on a phone


def show(test: SelfTest, knowledge: Knowledge) -> None:
    """Draw the steps of a test above its question."""
    with st.container(border=True):
        st.markdown(f"**{test.name}** · about {test.seconds} seconds")
        if test.who_skips:
            st.markdown(f"**Who leaves it out:** {test.who_skips}")
        drawn.row(drawings_of_test(test, knowledge).steps, WIDE)
        st.markdown("\n".join(f"{i}. {line}" for i, line in enumerate(test.steps, 1)))
        if test.needs:
            st.markdown(f"**You need:** {', '.join(test.needs)}")
        if test.stop_if:
            st.markdown(f"**Stop at:** {test.stop_if}")
        if test.timed:
            stopwatch.show(knowledge.questions[test.questions[0]] if test.unit == SECONDS else None, test.id)
        st.caption(test.caveat)
