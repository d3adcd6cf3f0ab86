"""Plumbline's app: the router, the frame round every page, and the one-line disclaimer."""

import streamlit as st

from pages.components import frame, session

st.set_page_config(page_title="Plumbline", page_icon=frame.MARK, layout="centered")
frame.style()

SCREENS = {
    "home": ("Home", ":material/home:"),
    "check": ("Check", ":material/checklist:"),
    "plan": ("Plan", ":material/self_improvement:"),
    "guides": ("Guides", ":material/menu_book:"),
    "explore": ("Explore", ":material/account_tree:"),
    "bench": ("Bench", ":material/science:"),
    "about": ("About", ":material/info:"),
}

page = st.navigation(
    [
        st.Page(f"pages/screens/{name}.py", title=title, icon=icon, url_path=name, default=name == "home")
        for name, (title, icon) in SCREENS.items()
    ],
    position="top",
)
if session.knowledge_problems():
    frame.show_problems(session.knowledge_problems())
else:
    page.run()
    frame.foot()
