"""Her week as a small table: the days, and what is done on each."""

import pandas as pd
import streamlit as st

from engine import Assessment, Knowledge

from .words import DAYS


def show(assessment: Assessment, knowledge: Knowledge) -> None:
    """Draw the week, and how long a session takes."""
    st.header("Your week", anchor=False)
    rows = [
        {
            "Day": DAYS[session.day],
            "Exercises": ", ".join(knowledge.exercises[x].name for x in session.exercises),
        }
        for session in assessment.programme.week
    ]
    st.table(pd.DataFrame(rows).set_index("Day"))
    minutes = round(sum(item.seconds for item in assessment.programme.chosen) / 60)
    st.caption(f"A session takes about {minutes} minutes. Other days will do as well; leave a day between hard ones.")
