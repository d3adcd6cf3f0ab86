import streamlit as st

import engine
from pages.components import case_result, persona_picker, session, trace

st.title("Bench", anchor=False)
st.markdown(
    "For professionals: load a made-up person, or bring the answers of this visit, and see every rule behind "
    "the result."
)
persona_picker.show()
if session.started():
    persona_picker.show_story()
    result = session.assessment()
    case_result.show(result)
    persona_picker.show_put_away()
    person = persona_picker.current()
    if person is not None:
        comparisons = engine.compare_with_expected(person, result, session.knowledge())
        case_result.show_expected(comparisons, persona_picker.is_edited(person))
    trace.show_negative(result)
    trace.show(result)
else:
    st.info("Nothing is answered yet in this visit. Load a person, or answer the questions yourself.")
    st.page_link("pages/screens/check.py", label="Start the check", icon=":material/checklist:")
