import streamlit as st

st.title("Bench")
