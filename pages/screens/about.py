import streamlit as st

import engine
from pages.components import about_text, numbers, proofs, rules_table, session

st.title("About", anchor=False)
knowledge = session.knowledge()
part = about_text.pick_part()
if part == "how":
    about_text.show_how()
    about_text.show_checked()
    proofs.show(knowledge)
    about_text.show_last_change(engine.last_change(engine.DATA.parent / "CHANGELOG.md"))
    about_text.show_limits()
elif part == "numbers":
    numbers.show(knowledge)
    about_text.show_weak()
    numbers.show_weak(knowledge)
elif part == "rules":
    rules_table.show(knowledge)
else:
    rules_table.show_sources(knowledge)
