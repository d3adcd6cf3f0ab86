import streamlit as st

from pages.components import arrival, guide_list, guide_page, session

knowledge = session.knowledge()
st.query_params.from_dict(st.query_params.to_dict())  # a link from this page to itself leaves the address as it was
slug = st.query_params.get("guide", "")
if slug in knowledge.guides:
    guide_page.show(knowledge.guides[slug], knowledge)
else:
    st.title("Guides", anchor=False)
    if slug:
        st.warning(f"There is no guide called “{slug[:60]}”, so that is ignored. Here are all of them.")
    guide_list.show(knowledge)
arrival.show(slug, st.query_params.get("section", ""))
