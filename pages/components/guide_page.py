"""One guide, whole: its ladder, every section, sources with how sure they are, and who has checked it."""

import re
from collections.abc import Callable

import streamlit as st

from engine import ExerciseFacts, Guide, GuideSection, Knowledge

from . import links, picture, posture, practise, session, tables

UNREVIEWED = "No clinician has reviewed this page yet"
WEAK = "**Confidence: low** (a convention or a careful guess, not a finding)"
FOOT = re.compile(r"\n+(?:---\s*)?\*Education, not a diagnosis\.[^*]*\*\s*$")


def show(guide: Guide, knowledge: Knowledge) -> None:
    """Show a guide from its title to the line that says when it was last reviewed."""
    st.page_link(links.GUIDES, label="All guides", icon=":material/arrow_back:")
    st.title(guide.title, anchor=False)
    st.markdown(f"**At a glance.** {links.rewrite(guide.glance, knowledge.guides)}")
    reviewed = guide.last_reviewed or "Not reviewed yet"
    st.caption(f"{guide.front.reading_time} minutes to read · {reviewed} · {UNREVIEWED}")
    if (exercise := knowledge.exercises.get(guide.slug)) is not None:
        _ladder(exercise, knowledge)
    for pattern in guide.front.condition.patterns if guide.front.condition else ():
        posture.show(pattern, knowledge)
    _contents(guide)
    for section in guide.sections:
        _section(section, knowledge, exercise)
        if exercise is not None and section.title == "Progressions":
            _with_me(exercise)
    st.caption(f"{reviewed}. Education, not a diagnosis. {UNREVIEWED}.")
    st.page_link(links.GUIDES, label="Back to all guides", icon=":material/arrow_back:")


def _ladder(exercise: ExerciseFacts, knowledge: Knowledge) -> None:
    st.header("The ladder", anchor=False)
    st.caption("Easiest first. Demand goes from 0 to 5.")
    picture.show_ladder(knowledge, exercise, _hers(exercise))
    st.page_link(
        links.EXPLORE,
        label="See it on the map of exercises",
        icon=":material/account_tree:",
        query_params={"exercise": exercise.slug},
    )


def _with_me(exercise: ExerciseFacts) -> None:
    with st.expander("Do a level with me", icon=":material/play_circle:"):
        for level in exercise.levels:
            practise.link(exercise.slug, level.id, level.title)


def _hers(exercise: ExerciseFacts) -> str | None:
    """Return the level that is in her plan, if she has one and it is open."""
    chosen = session.assessment().programme.chosen if session.started() else ()
    return next((item.level for item in chosen if item.exercise == exercise.slug), None)


def anchor(title: str) -> str:
    """Return what a section is called in an address."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _contents(guide: Guide) -> None:
    with st.expander("On this page"):
        st.markdown("\n".join(f"- [{section.title}](#{anchor(section.title)})" for section in guide.sections))


# ----------------------------------------------------------------- sections
def _section(section: GuideSection, knowledge: Knowledge, exercise: ExerciseFacts | None) -> None:
    st.header(section.title, anchor=anchor(section.title))
    if exercise is not None and section.title == "Progressions":
        _progressions(section, knowledge, exercise)
    else:
        _SPECIAL.get(section.title, _prose)(section, knowledge)


def _prose(section: GuideSection, knowledge: Knowledge) -> None:
    _text(section.markdown, knowledge)
    for part in section.parts:
        st.subheader(part.title, anchor=False)
        _text(part.markdown, knowledge)


def _progressions(section: GuideSection, knowledge: Knowledge, exercise: ExerciseFacts) -> None:
    """Show each level with its picture: the headings stand in the order of the levels."""
    _text(section.markdown, knowledge)
    picture.keep_still()
    for part, level in zip(section.parts, exercise.levels, strict=True):
        st.subheader(part.title, anchor=False)
        picture.show(knowledge, exercise.slug, level.id)
        _text(part.markdown, knowledge)


def _cards(section: GuideSection, knowledge: Knowledge) -> None:
    _text(section.markdown, knowledge)
    for part in section.parts:
        with st.container(border=True):
            st.subheader(part.title, anchor=False)
            _text(part.markdown.replace("\n**", "\n\n**"), knowledge)


def _questions(section: GuideSection, knowledge: Knowledge) -> None:
    _text(section.markdown, knowledge)
    for part in section.parts:
        with st.expander(part.title):
            _text(part.markdown, knowledge)


def _quick_facts(section: GuideSection, knowledge: Knowledge) -> None:
    """Show the table with a header of words: the files leave it empty."""
    _text(re.sub(r"^\|\s*\|\s*\|", "| About | In short |", section.markdown.strip()), knowledge)


def _related(section: GuideSection, knowledge: Knowledge) -> None:
    """Show the links as the app's own, which keep her answers; what is not written yet stays text."""
    known = links.slugs(section.markdown, knowledge.guides)
    for slug in known:
        title = knowledge.guides[slug].title
        st.page_link(links.GUIDES, label=title, icon=":material/menu_book:", query_params={"guide": slug})
    rest = [line for line in section.markdown.splitlines() if not links.slugs(line, knowledge.guides)]
    _text("\n".join(rest), knowledge)


def _sources(section: GuideSection, knowledge: Knowledge) -> None:
    """Show the sources; a low confidence stands out in words, and the page's last line says the rest."""
    text = FOOT.sub("", section.markdown)
    _text(re.sub(r"[Cc]onfidence: low", WEAK, text), knowledge)


def _text(markdown: str, knowledge: Knowledge) -> None:
    if markdown.strip():
        st.markdown(tables.narrow(links.rewrite(markdown, knowledge.guides)).replace("$", r"\$"))


_SPECIAL: dict[str, Callable[[GuideSection, Knowledge], None]] = {
    "Quick Facts": _quick_facts,
    "Common Mistakes": _cards,
    "Frequently Asked Questions": _questions,
    "Related Exercises": _related,
    "Related Conditions": _related,
    "Sources": _sources,
}
