"""Plumbline's app: the router, the frame round every page, and the one-line disclaimer."""

from typing import Literal

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from pages.components import frame, keeping, session, sheet

SCREENS = {
    "home": ("Home", ":material/home:"),
    "check": ("Check", ":material/checklist:"),
    "plan": ("Plan", ":material/self_improvement:"),
    "guides": ("Guides", ":material/menu_book:"),
    "explore": ("Explore", ":material/account_tree:"),
    "bench": ("Bench", ":material/science:"),
    "about": ("About", ":material/info:"),
    "practise": ("Do it with me", ":material/play_circle:"),
}
PAGES = "pages"
OFF_THE_NAVIGATION: dict[str, Literal["hidden"]] = {"practise": "hidden"}  # reached from the plan and the guides

if __name__ == "__main__":
    st.set_page_config(page_icon=frame.MARK, layout="centered")  # before the navigation, which has icons of its own
    frame.style()
    if not session.has_view(PAGES):  # made once a visit, for looking up the files takes as long as drawing a short page
        at, off = "pages/screens/{}.py".format, OFF_THE_NAVIGATION
        made = [  # the address is the name of the file
            st.Page(at(name), title=title, icon=icon, default=name == "home", visibility=off.get(name, "visible"))
            for name, (title, icon) in SCREENS.items()
        ]
        session.set_view(PAGES, made)
    screens = session.view(PAGES)
    page = st.navigation(screens, position="top")
    sheet.leave()
    st.set_page_config(page_title=frame.title(page.title, first=page is screens[0]))
    if session.knowledge_problems():
        frame.show_problems(session.knowledge_problems())
    elif keeping.is_fetched(session.knowledge()):
        page.run()
        frame.foot()
else:  # imported once, when the server starts: before the first visitor, who may open any page
    PagesManager.uses_pages_directory = False  # else the first deep link says "page not found", for `pages` exists
    app = st.App(__file__)
