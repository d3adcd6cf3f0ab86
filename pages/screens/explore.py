import streamlit as st

from pages.components import coverage_map, ladder_map, level_detail, level_picker, links, session

knowledge = session.knowledge()
assessment = session.assessment() if session.started() else None
picked, ignored = level_picker.from_address(knowledge)

st.title("Explore the exercises", anchor=False)
st.markdown("Each row is one exercise. It gets harder from left to right, and every mark is a level.")
if ignored:
    st.warning(f"The address names something that is not here: {' and '.join(ignored)}. That part is ignored.")
if assessment is None:
    st.caption("This works without any answers. Answer the check, and the map shows where each level stands for you.")
elif assessment.triage.closed:
    st.warning(f"{assessment.explanation.headline}. {assessment.explanation.summary[0]}")
    st.page_link(links.PLAN, label="Read your plan first", icon=":material/self_improvement:")
ladder_map.show(knowledge, assessment, picked)
st.subheader("Pick a level", anchor=False)
level_picker.show(knowledge, picked)
level_detail.show(knowledge, assessment, picked)
coverage_map.show(knowledge)
