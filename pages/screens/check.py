import streamlit as st

st.title("Check")
