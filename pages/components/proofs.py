"""What is proved over every possible person, in words: each law, its cases, and what none of it says."""

import pandas as pd
import streamlit as st

import engine

from .cards import plain

_WHAT = (
    "The rules are a finite set of plain conditions. So a solver can look at every set of answers that anybody could "
    "give, with gaps and doubts, and search for one that breaks a law of safety. There are about 10 to the power of "
    "{digits} such sets. It found none. The laws compare the rules with copies of the reviewed tables, not with "
    "themselves."
)
_NOT = (
    "What this does not show: the plan follows the rules, and the rules follow the tables. Whether the tables are "
    "right needs clinicians, and none has reviewed them yet."
)


def show(knowledge: engine.Knowledge) -> None:
    """Show every law with what it says and does not say, and the number of cases proved."""
    st.header("What is proved", anchor=False)
    st.markdown(_WHAT.format(digits=knowledge.proofs.digits - 1))
    for law in knowledge.laws:
        limit = f" *{plain(law.not_)}*" if law.not_ else ""
        st.markdown(f"- **{plain(law.title)}.** {plain(law.says)}{limit}")
    st.markdown(_NOT)
    with st.expander("How many cases each law covers"):
        st.table(_table(knowledge), hide_index=True, border="horizontal", alt="Cases proved, by law")


def _table(knowledge: engine.Knowledge) -> pd.DataFrame:
    rows = [{"Law": law.title, "Cases": knowledge.proofs.cases.get(law.id, 0)} for law in knowledge.laws]
    return pd.DataFrame(rows)
