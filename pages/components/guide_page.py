"""One guide, whole: its ladder, every section, sources with how sure they are, and who has checked it."""

import re
from collections.abc import Callable

from engine import ExerciseFacts, Guide, GuideSection, Knowledge

from . import links, picture, posture, practise, session, tables
from .sheet import Sheet

UNREVIEWED = "No clinician has reviewed this page yet"
WEAK = "**Confidence: low** (a convention or a careful guess, not a finding)"
FOOT = re.compile(r"\n+(?:---\s*)?\*Education, not a diagnosis\.[^*]*\*\s*$")


def show(sheet: Sheet, guide: Guide, knowledge: Knowledge) -> None:
    """Add a guide from its title to the line that says when it was last reviewed."""
    links.add(sheet, "All guides", links.GUIDES, "arrow_back")
    sheet.title(guide.title)
    _text(sheet, f"**At a glance.** {guide.glance}", knowledge)
    reviewed = guide.last_reviewed or "Not reviewed yet"
    sheet.caption(f"{guide.front.reading_time} minutes to read · {reviewed} · {UNREVIEWED}")
    if (exercise := knowledge.exercises.get(guide.slug)) is not None:
        _ladder(sheet, exercise, knowledge)
    for pattern in guide.front.condition.patterns if guide.front.condition else ():
        posture.add(sheet, pattern, knowledge)
    _contents(sheet, guide)
    for section in guide.sections:
        _section(sheet, section, knowledge, exercise)
        if exercise is not None and section.title == "Progressions":
            _with_me(sheet, exercise)
    sheet.caption(f"{reviewed}. Education, not a diagnosis. {UNREVIEWED}.")
    links.add(sheet, "Back to all guides", links.GUIDES, "arrow_back")


def _ladder(sheet: Sheet, exercise: ExerciseFacts, knowledge: Knowledge) -> None:
    sheet.header("The ladder")
    sheet.caption("Easiest first. Demand goes from 0 to 5.")
    sheet.html(picture.ladder(knowledge, exercise, _hers(exercise)))
    links.add(sheet, "See it on the map of exercises", links.EXPLORE, "account_tree", exercise=exercise.slug)


def _with_me(sheet: Sheet, exercise: ExerciseFacts) -> None:
    with sheet.folded("Do a level with me"):
        for level in exercise.levels:
            practise.link(sheet, exercise.slug, level.id, level.title)


def _hers(exercise: ExerciseFacts) -> str | None:
    """Return the level that is in her plan, if she has one and it is open."""
    chosen = session.assessment().programme.chosen if session.started() else ()
    return next((item.level for item in chosen if item.exercise == exercise.slug), None)


def anchor(title: str) -> str:
    """Return what a section is called in an address."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _contents(sheet: Sheet, guide: Guide) -> None:
    with sheet.folded("On this page"):
        sheet.bullets(f"[{section.title}](#{anchor(section.title)})" for section in guide.sections)


# ----------------------------------------------------------------- sections
def _section(sheet: Sheet, section: GuideSection, knowledge: Knowledge, exercise: ExerciseFacts | None) -> None:
    sheet.header(section.title, anchor(section.title))
    if exercise is not None and section.title == "Progressions":
        _progressions(sheet, section, knowledge, exercise)
    else:
        _SPECIAL.get(section.title, _prose)(sheet, section, knowledge)


def _prose(sheet: Sheet, section: GuideSection, knowledge: Knowledge) -> None:
    _text(sheet, section.markdown, knowledge)
    for part in section.parts:
        sheet.subheader(part.title)
        _text(sheet, part.markdown, knowledge)


def _progressions(sheet: Sheet, section: GuideSection, knowledge: Knowledge, exercise: ExerciseFacts) -> None:
    """Show each level with its picture: the headings stand in the order of the levels."""
    _text(sheet, section.markdown, knowledge)
    picture.keep_still(sheet)
    for part, level in zip(section.parts, exercise.levels, strict=True):
        sheet.subheader(part.title)
        if drawn := picture.markup(knowledge, exercise.slug, level.id):
            sheet.html(drawn)
        _text(sheet, part.markdown, knowledge)


def _cards(sheet: Sheet, section: GuideSection, knowledge: Knowledge) -> None:
    _text(sheet, section.markdown, knowledge)
    for part in section.parts:
        with sheet.box():
            sheet.subheader(part.title)
            _text(sheet, part.markdown.replace("\n**", "\n\n**"), knowledge)


def _questions(sheet: Sheet, section: GuideSection, knowledge: Knowledge) -> None:
    _text(sheet, section.markdown, knowledge)
    for part in section.parts:
        with sheet.folded(part.title):
            _text(sheet, part.markdown, knowledge)


def _quick_facts(sheet: Sheet, section: GuideSection, knowledge: Knowledge) -> None:
    """Show the table with a header of words: the files leave it empty."""
    _text(sheet, re.sub(r"^\|\s*\|\s*\|", "| About | In short |", section.markdown.strip()), knowledge)


def _related(sheet: Sheet, section: GuideSection, knowledge: Knowledge) -> None:
    """Show the guides that exist, each as a way to it; what is not written yet stays text."""
    for slug in links.slugs(section.markdown, knowledge.guides):
        links.add(sheet, knowledge.guides[slug].title, links.GUIDES, "menu_book", guide=slug)
    rest = [line for line in section.markdown.splitlines() if not links.slugs(line, knowledge.guides)]
    _text(sheet, "\n".join(rest), knowledge)


def _sources(sheet: Sheet, section: GuideSection, knowledge: Knowledge) -> None:
    """Show the sources; a low confidence stands out in words, and the page's last line says the rest."""
    text = FOOT.sub("", section.markdown)
    _text(sheet, re.sub(r"[Cc]onfidence: low", WEAK, text), knowledge)


def _text(sheet: Sheet, markdown: str, knowledge: Knowledge) -> None:
    if markdown.strip():
        sheet.markdown(tables.narrow(links.rewrite(markdown, knowledge.guides)))


_SPECIAL: dict[str, Callable[[Sheet, GuideSection, Knowledge], None]] = {
    "Quick Facts": _quick_facts,
    "Common Mistakes": _cards,
    "Frequently Asked Questions": _questions,
    "Related Exercises": _related,
    "Related Conditions": _related,
    "Sources": _sources,
}
