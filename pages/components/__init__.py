"""Shared drawing: one module an idea, one `show(...)` each; `session` is the only door to st.session_state."""
