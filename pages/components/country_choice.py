"""Whose numbers are shown: the country, chosen once for the visit."""

import streamlit as st

from engine import Country, Knowledge

from . import session


def show(label: str, knowledge: Knowledge, key: str) -> Country:
    """Draw the choice, remember it, and return the country."""
    names = {name: country.name for name, country in knowledge.countries.items()}
    session.set_view(key, session.country())  # chosen elsewhere on the page, it is to be seen here too
    st.selectbox(label, list(names), format_func=names.__getitem__, key=key, on_change=_choose, args=(key,))
    return knowledge.countries[session.country()]


def _choose(key: str) -> None:
    session.choose_country(session.view(key))
