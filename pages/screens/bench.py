import streamlit as st

from pages.components import bench

st.title("Bench", anchor=False)
st.markdown(
    "For professionals: load a made-up person, or bring the answers of this visit, and see every rule behind "
    "the result."
)
bench.show()
