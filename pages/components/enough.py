"""The last screen of the check: nothing left to ask would change much; a test or two still might."""

from collections.abc import Callable
from functools import partial

import engine
from engine import Knowledge, SelfTest, Suggestion

from . import keeping, links, picture, session, so_far, words
from .sheet import Sheet, go

SHOWN = 3
_FOR_URGENCY = "Each of these could change how soon you should be seen. All are optional."


def show(knowledge: Knowledge, ask_everything: Callable[[Knowledge], None]) -> None:
    """Draw the way to the plan, the tests that would change it, and the way to all other questions."""
    found, sheet = session.so_far(), Sheet()
    closed = found.closed
    sheet.begin("enough")
    sheet.title("That is enough to say what to do" if closed else "That is enough for a plan")
    sheet.markdown(
        "One of your answers decides what comes first, so we stop asking."
        if closed
        else "No question that is left would change more than one exercise of your plan."
    )
    label = "See what to do" if closed else "See my plan"
    sheet.button("finish", label, partial(go, links.PLAN), primary=True)
    suggestions(sheet, knowledge, closed)
    with sheet.row():
        sheet.button("back:enough", "Back", partial(session.go_to_step, session.step() - 1))
        if engine.left_unasked(session.answers(), knowledge, session.put_to_her()):
            sheet.button("everything", "Ask me everything else", partial(ask_everything, knowledge))
    so_far.add(sheet, found)
    sheet.show("check:enough")
    keeping.show()


def suggestions(sheet: Sheet, knowledge: Knowledge, closed: bool) -> None:
    """Add the tests that would change her plan, the most useful first, each with a way to its screen."""
    found = session.suggestions()
    if not found:
        return
    sheet.subheader("A test that would sharpen it")
    sheet.markdown(_FOR_URGENCY if closed else _first(found[0], knowledge))
    for item in found[:SHOWN]:
        _test(sheet, item, knowledge)
    if len(found) > SHOWN:
        sheet.caption(f"After these, {words.count(len(found) - SHOWN, 'more test')} could still change something.")


def _test(sheet: Sheet, item: Suggestion, knowledge: Knowledge) -> None:
    label = f"{item.test.name}, about {words.seconds(item.test.seconds)}"
    button = partial(sheet.button, f"do:{item.test.id}", label, partial(_do, item.test), icon="timer")
    drawings = engine.drawings_of_test(item.test, knowledge)
    first = next(iter((*drawings.steps, *(each for group in drawings.answers.values() for each in group))), None)
    if first is None:
        button()
        return
    with sheet.at_the_side():
        sheet.html(picture.plain(engine.picture_of_test(knowledge, item.test, first)))
        button()


def _do(test: SelfTest) -> None:
    session.put(test.questions)
    session.go_to_question(test.questions[0])


def _first(item: Suggestion, knowledge: Knowledge) -> str:
    open_now = engine.possible_patterns(session.answers(), knowledge)
    names = [knowledge.patterns[name].name.lower() for name in item.settles]
    if names and open_now:
        return (
            f"One test of {words.seconds(item.test.seconds)} could settle {len(names)} of your "
            f"{words.count(len(open_now), 'open question')}: {', '.join(names)}. You can leave every test out."
        )
    return "Each of these would change your plan, or what is safe for you, for at least one result. All are optional."
