"""Keeping the answers on her own device: in the tab for this visit, and longer only if she says so.

The server keeps nothing. Each run hands the answers to a small component in the page (keeping.js), which stores them
in the browser. A server that does not know the visit (reloaded page, restarted server, long-lost connection) is told by
the component what was kept, reads that as it reads any file from outside, and goes on where she was.
"""

import datetime as dt
import json
import secrets
from collections.abc import Mapping
from typing import Any

import streamlit as st

import engine
from engine import Knowledge

from . import session
from .cards import plain
from .part import Part, read

FLAG = "plumbline_kept"  # the cookie: that there is something, never what
_VISIT, _WAITS, _FETCHED, _HELLO, _ODD = ("keep:visit", "keep:waits", "keep:fetched", "keep:hello", "keep:odd")
_HTML = '<p role="status"></p><div class="row"></div>'
_CSS = """
p { margin: 0; font-size: 0.875rem; color: var(--st-text-color); }
p:empty { display: none; }
.row { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
button { font: inherit; font-size: 0.875rem; min-height: 44px; padding: 0; border: 0; cursor: pointer;
  background: none; color: var(--st-link-color); text-decoration: underline; text-underline-offset: 0.2em; }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; border-radius: 6px; }
"""
COMPONENT = Part("keeping", read("keeping.js"))
_LINE = st.components.v2.component(
    "keeping_line",
    html=_HTML,
    css=_CSS,
    js="""export default ({ parentElement }) => {
  const draw = () => { end = window.plumblineLine(parentElement); };
  let end = () => window.removeEventListener("plumbline-line", draw);
  if (window.plumblineLine) draw();
  else window.addEventListener("plumbline-line", draw, { once: true });
  return () => end();
}""",
)


# ------------------------------------------------------------------ once a run
def is_fetched(knowledge: Knowledge) -> bool:
    """Give the component what is to be kept; return whether the page may be drawn, or the answers are on their way."""
    if not session.has_view(_VISIT):
        session.set_view(_VISIT, secrets.token_hex(4))
        session.set_view(_WAITS, st.context.cookies.get(FLAG) == "1")
    report = COMPONENT(key="keeping", data=_to_keep(knowledge), on_report_change=lambda: None).report
    if _take(report, knowledge):
        st.rerun()
    if session.view(_WAITS):
        _wait()
        return False
    _tell_odd()
    return True


def visit() -> str:
    """Return the mark of this visit, by which a browser sees that the server does not know it."""
    return str(session.view(_VISIT))


def _to_keep(knowledge: Knowledge) -> dict[str, Any]:
    own = session.own()
    return {
        "visit": visit(),
        "hello": session.view(_HELLO, 0),
        "fetched": session.view(_FETCHED, False),
        "waits": session.view(_WAITS),
        "forget": session.is_forgotten(),
        "text": _text(own, knowledge) if own.answers or own.left_out else "",
        "example": _example(knowledge),
    }


def _text(visit: session.Visit, knowledge: Knowledge) -> str:
    return engine.write_answers_file(
        visit.answers,
        knowledge,
        visit.left_out,
        saved=dt.datetime.now(dt.UTC).date().isoformat(),
        screen=visit.step,
        put=visit.put,
        country=session.country(),
    )


def _example(knowledge: Knowledge) -> str:
    """Return the example that is looked at, as she may have changed it: a reload must not lose that either."""
    person = session.person()
    return "" if person is None else json.dumps({"person": person, "text": _text(session.now(), knowledge)})


def _wait() -> None:
    with st.container(key="fetching"):
        st.title("One moment", anchor=False)
        st.write("We are fetching your answers from this browser.")
        st.button("Go on without them", on_click=session.set_view, args=(_WAITS, False))


# ------------------------------------------------------------------ what the browser gives back
def _take(report: Any, knowledge: Knowledge) -> bool:
    """Take up what the browser kept, once a visit; return whether the report was a new one."""
    hello = report.get("hello") if isinstance(report, Mapping) else None
    if not isinstance(hello, int) or hello == session.view(_HELLO, 0):
        return False
    session.set_view(_HELLO, hello)
    if not session.view(_FETCHED):
        session.set_view(_FETCHED, True)
        session.set_view(_WAITS, False)
        session.take_up(_visit(report.get("text"), knowledge))
        _take_example(report.get("example"), knowledge)
    return True


def _visit(text: Any, knowledge: Knowledge) -> session.Visit:
    """Read what was kept as a file from outside, for anything may have written there."""
    if not isinstance(text, str) or not text:
        return session.NOTHING
    try:
        found = engine.read_answers_file(text, knowledge, "kept in this browser")
    except engine.AnswersError as error:
        session.set_view(_ODD, error.messages)
        return session.NOTHING
    session.set_view(_ODD, found.problems)
    if found.country is not None:
        session.choose_country(found.country)
    return session.Visit(found.values, found.leave_out, found.screen, found.put)


def _take_example(text: Any, knowledge: Knowledge) -> None:
    try:
        example = json.loads(text) if isinstance(text, str) and len(text) < engine.MAX_BYTES else None
    except (ValueError, RecursionError):
        return
    if isinstance(example, dict) and session.person() is None and example.get("person") in list(knowledge.people):
        visit = _visit(example.get("text"), knowledge)
        session.replace_answers(visit.answers, visit.left_out, example["person"])
        session.put(visit.put)
        session.go_to_step(visit.step)


def _tell_odd() -> None:
    if odd := session.view(_ODD):
        st.warning("Not everything that was kept could be used:\n\n" + listed(odd))
        st.button("All right", on_click=session.set_view, args=(_ODD, ()), key="keep:all-right")


def listed(messages: tuple[str, ...], most: int = 8) -> str:
    """Return messages as a list, the first few of them."""
    lines = [f"- {plain(message)}" for message in messages[:most]]
    return "\n".join([*lines, *([f"- and {len(messages) - most} more"] if len(messages) > most else [])])


# ------------------------------------------------------------------ what she sees of it
def show() -> None:
    """Draw the line that says where the answers are kept, with the way to keep them longer and to save them."""
    _LINE(key="keeping-line")


def show_delete() -> None:
    """Draw the one tap that deletes everything, here and on the device."""
    if session.own().answers or session.own().left_out:
        st.button("Delete my answers", type="tertiary", icon=":material/delete:", on_click=session.forget)
