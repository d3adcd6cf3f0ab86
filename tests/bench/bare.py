"""What the page is measured against: a default Streamlit app of one text and one button."""

import streamlit as st

count = st.session_state.get("count", 0) + bool(st.session_state.get("press"))
st.session_state["count"] = count
st.write(f"Pressed {count} times")
st.button("Press", key="press")
