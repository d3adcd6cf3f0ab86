"""The exercises of the plan, one card each: level, dose, reasons, how to do it, and when to stop."""

from functools import partial

from engine import Assessment, Card, Knowledge, Prescribed

from . import links, picture, session, step
from .sheet import Sheet, go


def add(sheet: Sheet, assessment: Assessment, knowledge: Knowledge) -> None:
    """Add one card for each exercise of the programme."""
    chosen = assessment.programme.chosen
    sheet.header("Your exercises")
    if chosen:
        sheet.button("practise", "Do it with me", partial(go, links.PRACTISE), icon="play_circle", primary=True)
    else:
        nothing = "Nothing here fits both your answers and what you have. Below is what is held back, and why."
        sheet.callout("info", nothing)
    if assessment.explanation.for_all:
        sheet.callout("info", "**For all of them**\n" + _list(assessment.explanation.for_all))
    if chosen:
        picture.keep_still(sheet)
    for prescribed, card in zip(chosen, assessment.explanation.cards, strict=True):
        with sheet.box():
            _card(sheet, prescribed, card, knowledge)
    if session.left_out():
        _say_what_took_its_place(sheet, assessment, knowledge)
    for slug in session.left_out():
        name = knowledge.exercises[slug].name.lower()
        sheet.button(f"in:{slug}", f"Take {name} back in", partial(session.leave_out, slug, False))


def _say_what_took_its_place(sheet: Sheet, assessment: Assessment, knowledge: Knowledge) -> None:
    before = [item.exercise for item in session.assessment_with_everything().programme.chosen]
    now = [item.exercise for item in assessment.programme.chosen]
    gone = [knowledge.exercises[slug].name.lower() for slug in session.left_out()]
    came = [knowledge.exercises[slug].name.lower() for slug in now if slug not in before]
    instead = f"In its place: {', '.join(came)}." if came else "Nothing else was needed in its place."
    sheet.caption(f"You left out: {', '.join(gone)}. {instead}")


def _card(sheet: Sheet, prescribed: Prescribed, card: Card, knowledge: Knowledge) -> None:
    sheet.subheader(prescribed.title)
    minutes = max(1, round(prescribed.seconds / 60))
    sheet.caption(f"From the ladder of the {prescribed.name.lower()} · about {minutes} min")
    if drawn := picture.markup(knowledge, prescribed.exercise, prescribed.level):
        with sheet.beside():
            sheet.html(drawn)
            _what(sheet, card)
    else:
        _what(sheet, card)
    with sheet.folded("How to do it"):
        sheet.markdown(_part(knowledge, prescribed.exercise, "Progressions", prescribed.title))
        label = f"The whole guide: {prescribed.name.lower()}"
        links.add(sheet, label, links.GUIDES, "menu_book", guide=prescribed.exercise)
    with sheet.folded("Stop if"):
        sheet.markdown(_part(knowledge, prescribed.exercise, "What You Should Feel", "Stop If"))
    with sheet.folded("What holds it here, and what comes next"):
        sheet.bullets((card.level, *card.raise_it, *(note.because for note in prescribed.dose_notes)))
        step.offer(sheet, card.asks, card.exercise, knowledge)
    out, about = f"out:{prescribed.exercise}", f"Leave {prescribed.name.lower()} out of my plan"
    sheet.button(out, "Leave this out", partial(session.leave_out, prescribed.exercise, True), about)


def _what(sheet: Sheet, card: Card) -> None:
    sheet.markdown(f"**{card.dose}**")
    if card.adaptations:
        sheet.markdown("**For you**\n" + _list(card.adaptations))
    sheet.markdown("**Why this one**\n" + _list(card.why))


def _list(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _part(knowledge: Knowledge, exercise: str, section: str, part: str) -> str:
    found = knowledge.guides[exercise].section(section)
    parts = found.parts if found else ()
    return next((x.markdown for x in parts if x.title == part), "")
