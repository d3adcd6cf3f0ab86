"""How to go on with a plan: while exercising, the next day, when to move up, when to step back."""

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
        lines = [_line(x.title, x.applies_to, x.rule, x.do) for x in knowledge.advisories if x.topic == topic]
        with st.expander(title):
            st.markdown("\n".join(lines))


def _line(title: str, applies_to: str, rule: str, do: str) -> str:
    whom = "" if applies_to == "all" else f" ({applies_to})"
    return f"- **{title}{whom}:** {do} {rule}."
