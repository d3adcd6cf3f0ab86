"""How to go on with a plan: while exercising, the next day, when to move up, when to step back."""

import pandas as pd
import streamlit as st

from engine import Knowledge

TOPICS = {
    "during": "While you exercise",
    "after24h": "The next day",
    "move_up": "When to move up",
    "move_down": "When to step back",
}


def show(knowledge: Knowledge) -> None:
    """Draw the rules of thumb by topic, each with what to do."""
    st.header("As you go", anchor=False)
    for topic, title in TOPICS.items():
        rows = [_row(x.title, x.applies_to, x.rule, x.do) for x in knowledge.advisories if x.topic == topic]
        with st.expander(title):
            st.table(pd.DataFrame(rows, columns=["If", "Then"]).set_index("If"))


def _row(title: str, applies_to: str, rule: str, do: str) -> tuple[str, str]:
    whom = "" if applies_to == "all" else f" ({applies_to})"
    return f"{title}{whom}", f"{do} {rule}."
