"""The shelf of articles that nobody here checked: read once a process, from the folder that the environment names."""

import os
from pathlib import Path
from urllib.parse import quote

import streamlit as st

import engine
from engine import SearchIndex, Shelf

from . import session

FOLDER = "PLUMBLINE_ARTICLES"
MARK = "Article: read only"
UNCHECKED = "Nobody here has checked this article, and no plan is made from it."


@st.cache_resource(show_spinner="Reading the articles ...")
def shelf() -> Shelf | None:
    """Return the articles, or None if no folder is named or it is not there."""
    named = os.environ.get(FOLDER, "")
    if not named or not Path(named).is_dir():
        return None
    words = engine.load_words()
    return Shelf(engine.read_folder(Path(named), words), session.knowledge().guides, words)


def missing() -> str:
    """Return the folder that is named and not there, or nothing."""
    named = os.environ.get(FOLDER, "")
    return named if named and not Path(named).is_dir() else ""


@st.cache_resource(show_spinner=False)
def index() -> SearchIndex:
    """Return the index of the articles, made once a process."""
    found = shelf()
    return SearchIndex(session.knowledge(), found.articles.values() if found else ())


def address(target: engine.Target) -> str:
    """Return the deep link of a guide or an article."""
    return f"guides?{target.kind}={quote(target.name)}"
