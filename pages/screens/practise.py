import streamlit as st

from pages.components import practise, session

practise.show(session.knowledge(), st.query_params.get("exercise", ""), st.query_params.get("level", ""))
