import streamlit as st

st.title("Guides")
