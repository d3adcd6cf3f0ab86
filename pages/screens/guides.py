import streamlit as st

from pages.components import article_page, articles, guide_list, guide_page, session
from pages.components.plain import plain
from pages.components.sheet import Sheet

knowledge = session.knowledge()
st.query_params.from_dict(st.query_params.to_dict())  # a link from this page to itself leaves the address as it was
slug, path = st.query_params.get("guide", ""), st.query_params.get("article", "")
shelf, sheet = articles.shelf(), Sheet()
sheet.begin(slug or path, st.query_params.get("section", ""))
if slug in knowledge.guides:
    guide_page.show(sheet, knowledge.guides[slug], knowledge)
elif shelf is not None and path in shelf.articles:
    article_page.show(sheet, shelf.articles[path], shelf, knowledge)
else:
    sheet.title("Guides")
    if slug or path:
        asked = plain((slug or path)[:60])
        sheet.callout("warning", f"There is no guide called “{asked}”, so that is ignored. Here are all of them.")
    if articles.missing():
        missing = f"The folder of articles is not there: mend {articles.FOLDER}, and start the app again."
        sheet.callout("warning", plain(missing))
    guide_list.show(sheet, knowledge)
sheet.show("guides")
