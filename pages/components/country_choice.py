"""Whose numbers are shown: the country, chosen once for the visit."""

from engine import Country, Knowledge

from . import session
from .sheet import Sheet


def add(sheet: Sheet, label: str, knowledge: Knowledge, key: str) -> Country:
    """Add the choice, and return the country."""
    names = {name: country.name for name, country in knowledge.countries.items()}
    here = session.country()
    sheet.choice(f"{key}:country", label, names, here, session.choose_country)
    return knowledge.countries[here]
