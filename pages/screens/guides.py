import streamlit as st

from pages.components import arrival, article_page, articles, guide_list, guide_page, session

knowledge = session.knowledge()
st.query_params.from_dict(st.query_params.to_dict())  # a link from this page to itself leaves the address as it was
slug, path = st.query_params.get("guide", ""), st.query_params.get("article", "")
shelf = articles.shelf()
if slug in knowledge.guides:
    guide_page.show(knowledge.guides[slug], knowledge)
elif shelf is not None and path in shelf.articles:
    article_page.show(shelf.articles[path], shelf, knowledge)
else:
    st.title("Guides", anchor=False)
    if slug or path:
        st.warning(f"There is no guide called “{(slug or path)[:60]}”, so that is ignored. Here are all of them.")
    if articles.missing():
        st.warning(f"The folder of articles is not there: mend {articles.FOLDER}, and start the app again.")
    guide_list.show(knowledge)
arrival.show(slug or path, st.query_params.get("section", ""))
