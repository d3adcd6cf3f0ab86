"""One question of the check: what is shown of it, and what is kept of what she does; nothing is answered for her."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine import (
    AnswersError,
    Drawing,
    Knowledge,
    Question,
    SelfTest,
    check_answers,
    drawings_of_test,
    picture_of_test,
)

from . import body_map, picture, session

NOT_SURE = "not_sure"
NONE = "none"
NOT_SURE_WORDS = "Not sure"
DRAWN_WIDE, DRAWN_NARROW = 132, 112  # on a phone two, or three, side by side
PILLS_UP_TO = 26  # characters: longer options read better as lines than as pills
MOST_TYPED = 40  # characters of a number: what is longer is no number
_ODD = "q:odd"  # as the keys of all that goes when other answers are put on the screen


# ------------------------------------------------------------------ what is shown
def told(question: Question, knowledge: Knowledge) -> dict[str, Any]:
    """Return all that a screen shows of a question."""
    draw = {"number": _number, "many_of": _many}.get(question.type, _one)
    shown: dict[str, Any] = {
        "id": question.id,
        "text": question.text,
        "help": question.help,
        "drawings": _answers_drawn(question, knowledge),
        "tell_apart": _tell_apart(question),
    }
    return {**shown, **draw(question, knowledge)}


def options(question: Question, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return the options that a question offers after some answers, each with its words."""
    offered = answers.get(question.options_from) if question.options_from else None
    choices = {key: label for key, label in question.choices.items() if offered is None or key in offered}
    return {**choices, **({NOT_SURE: NOT_SURE_WORDS} if question.not_sure else {})}


def label(question: Question) -> str:
    """Return what stands over a number: the question, with its unit."""
    return f"{question.text} ({question.unit})" if question.unit else question.text


def scale(question: Question) -> dict[str, str]:
    """Return the numbers of a scale as options."""
    numbers = {str(n): str(n) for n in range(int(question.min or 0), int(question.max or 0) + 1)}
    return {**numbers, **({NOT_SURE: NOT_SURE_WORDS} if question.not_sure else {})}


def wanted(question: Question) -> str:
    """Return what a question wants, for a number that cannot be kept."""
    kind = "a whole number" if question.grain == 1 else "a number with one digit after the point at most,"
    return f"This is not kept. It wants {kind} from {question.min:g} to {question.max:g}."


def is_answer(question: Question, number: float, knowledge: Knowledge) -> bool:
    """Return whether a number can be kept as the answer to a question."""
    try:
        check_answers({question.id: number}, knowledge)
    except AnswersError:
        return False
    return True


def exclusive(before: list[str], after: list[str]) -> list[str]:
    """Return the ticks with 'none of these' standing alone: the newest tick wins."""
    added = [option for option in after if option not in before]
    if NONE in added:
        return [NONE]
    return [option for option in after if option != NONE] if len(after) > 1 else after


def _offered(question: Question) -> dict[str, str]:
    return scale(question) if question.type == "scale_0_10" else options(question, session.answers())


def _one(question: Question, _: Knowledge) -> dict[str, Any]:
    given, offered = session.answers().get(question.id), _offered(question)
    value = None if given is None or str(given) not in offered else str(given)
    return {"kind": "one", "choices": list(offered.items()), "value": value, "pills": question.type == "scale_0_10"}


def _many(question: Question, knowledge: Knowledge) -> dict[str, Any]:
    on_a_body = question.display == "body"
    return {
        "kind": "many",
        "choices": list(_offered(question).items()),
        "value": _ticked(question),
        "pills": on_a_body or max(map(len, question.choices.values())) <= PILLS_UP_TO,
        "private": _private(question, knowledge),
        "body": body_map.html(knowledge) if on_a_body else "",
        "marks": _marks(question, knowledge) if on_a_body else [],
    }


def _number(question: Question, _: Knowledge) -> dict[str, Any]:
    given, odd = session.answers().get(question.id), session.view(_ODD, {}).get(question.id)
    return {
        "kind": "number",
        "text": label(question),
        "value": None if given is None or given == NOT_SURE else f"{given:g}",
        "odd": None if odd is None else {"text": odd, "wanted": wanted(question)},
        "unsure": NOT_SURE_WORDS if question.not_sure else "",
        "is_unsure": given == NOT_SURE,
    }


def _answers_drawn(question: Question, knowledge: Knowledge) -> list[dict[str, Any]]:
    if not question.self_test:
        return []
    test = knowledge.self_tests[question.self_test]
    found = drawings_of_test(test, knowledge).answers.get(question.id, ())
    return drawn(test, found, DRAWN_NARROW if len(found) == 3 else DRAWN_WIDE, knowledge)


def drawn(test: SelfTest, drawings: Sequence[Drawing], width: int, knowledge: Knowledge) -> list[dict[str, Any]]:
    """Return drawings of a test for a row, each so many pixels wide."""
    pictures = [picture_of_test(knowledge, test, drawing) for drawing in drawings]
    return [
        {
            "src": picture.address(made),
            "alt": made.alt,
            "caption": drawing.caption,
            "width": width,
            "height": round(width * made.height / made.width),
        }
        for drawing, made in zip(drawings, pictures, strict=True)
    ]


def _tell_apart(question: Question) -> dict[str, Any] | None:
    unsure = session.answers().get(question.id) in (NOT_SURE, [NOT_SURE])
    if not (unsure and question.tell_apart):
        return None
    ask = "Two questions may tell it apart:"
    return {"ask": ask, "lines": list(question.tell_apart), "then": question.tell_apart_then}


# ---------------------------------------------------------------- what is kept
def pick(question: Question, option: Any) -> None:
    """Keep one option of a question, or, with None, forget it."""
    if option is None:
        session.answer(question.id, None)
    elif isinstance(option, str) and option in _offered(question):
        is_number = question.type == "scale_0_10" and option != NOT_SURE
        session.answer(question.id, int(option) if is_number else option)


def tick(question: Question, told: Any, knowledge: Knowledge) -> None:
    """Tick an option of a list, or take it back: `told` is the option and whether it is ticked."""
    match told:
        case [str(option), bool(is_on)] if option in _offered(question):
            before = _ticked(question)
            after = [x for x in _offered(question) if (is_on if x == option else x in before)]
            _keep_ticks(question, exclusive(before, after), knowledge)


def tap(question: Question, told: Any, knowledge: Knowledge) -> None:
    """Tick a place on the figure, or take it back: `told` is its mark and whether it is ticked."""
    match told:
        case [str(mark), bool(is_on)] if question.display == "body" and mark in body_map.known(knowledge):
            marked, before = _marks(question, knowledge), _ticked(question)
            marks = [x for x in body_map.known(knowledge) if (is_on if x == mark else x in marked)]
            session.set_view(_marks_key(question), tuple(marks))
            _keep_ticks(question, exclusive(before, body_map.regions(marks, before, knowledge)), knowledge)


def type_number(question: Question, text: Any, knowledge: Knowledge) -> None:
    """Keep a number that she typed; one that cannot be kept stays on the screen, with what is wanted, and is none."""
    if not isinstance(text, str):
        return
    number = _read(text)
    fits = number is not None and is_answer(question, number, knowledge)
    odd = {key: value for key, value in session.view(_ODD, {}).items() if key != question.id}
    if text.strip() and not fits:
        odd[question.id] = text[:MOST_TYPED]
    session.set_view(_ODD, odd)
    session.answer(question.id, whole_if_it_is(number) if number is not None and fits else None)


def whole_if_it_is(number: float) -> float:
    """Return a number as an answer is kept: 12, not 12.0."""
    return int(number) if number == int(number) else number


def _read(text: str) -> float | None:
    """Read a number with a point or a comma."""
    try:
        return float(text.strip().replace(",", ".", 1)) if len(text) <= MOST_TYPED else None
    except ValueError:
        return None


def unsure(question: Question, is_on: Any) -> None:
    """Keep that she is not sure of a number, or forget it."""
    if question.not_sure and isinstance(is_on, bool):
        forget_odd()
        session.answer(question.id, NOT_SURE if is_on else None)


def forget_odd() -> None:
    """Forget what was typed and could not be kept."""
    session.set_view(_ODD, {})


def _ticked(question: Question) -> list[str]:
    given = session.answers().get(question.id, [])
    return [given] if given == NOT_SURE else list(given)


def _marks_key(question: Question) -> str:
    return f"{session.drawn()}{question.id}:marked"


def _marks(question: Question, knowledge: Knowledge) -> list[str]:
    return list(body_map.marks_of(_ticked(question), session.view(_marks_key(question), ()), body_map.known(knowledge)))


def _private(question: Question, knowledge: Knowledge) -> list[str]:
    """Return the options that never leave her browser: those of the support question."""
    return list(knowledge.support.options) if question.id == knowledge.support.question else []


def _keep_ticks(question: Question, ticked: list[str], knowledge: Knowledge) -> None:
    kept = [option for option in ticked if option not in _private(question, knowledge)]
    session.answer(question.id, kept or None)
    if question.display == "body":
        session.set_view(_marks_key(question), tuple(_marks(question, knowledge)))
