"""Doing it together, full screen: her session of today, or one level, counted in the browser without a rerun."""

import datetime as dt
import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

import engine
from engine import Assessment, Knowledge, Practice, Task

from . import coming_back, links, reasons, session, words
from .sheet import Sheet

_HERE = Path(__file__)
_MOST = 60  # characters shown of something that is not known
_INTERFACE = {
    "open": "Do it with me",
    "close": "Close",
    "slow": "Slower",
    "sound": "Sound",
    "hurt": "Something hurts",
    "back": "Back",
    "skip": "Skip",
    "start": "Start",
    "pause": "Pause",
    "go_on": "Go on",
    "settled": "Settled: go on",
    "leave_out": "Next exercise",
    "stop": "Stop for today",
    "hurts": "Paused",
    "done": "That was your session",
    "stop_if": "Stop this exercise if",
    "signs": "Signs that need more than a rest",
    "first": "This is beyond where your plan starts",
    "adapt": "For you",
    "how": "How to do it",
    "points": "Key points",
    "exercise": "Exercise {number} of {count}",
    "set": "Set {number} of {count}",
    "right": "Right side",
    "left": "Left side",
    "then": "Next:",
    "ready": "Get ready",
    "reps": "Repetition",
    "hold": "Hold",
    "hold_on": "Hold {seconds}",
    "keep_on": "Keep going",
    "change": "Change sides",
    "rest": "Rest",
    "of": "of {reps}",
    "seconds": "seconds",
    "minutes": "minutes",
    "on": "Going on.",
    "paused": "Paused.",
    "say_prepare": "{title}. {dose}. Press Start when you are in place.",
    "say_ready": "Get ready.",
    "say_reps": "Go. {reps} times.",
    "say_hold": "Hold for {seconds} seconds.",
    "say_keep_on": "Keep going for {minutes} minutes.",
    "say_change": "Change sides.",
    "say_rest": "Rest for {seconds} seconds. Next:",
}
_PLAYER = st.components.v2.component(
    "practise",
    html=_HERE.with_suffix(".html").read_text(encoding="utf-8"),
    css=_HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


def show(knowledge: Knowledge, slug: str, level: str) -> None:
    """Open the session of today, or one level of an exercise; say why where there is nothing to do now."""
    st.title(_INTERFACE["open"], anchor=False)
    if not session.started():
        st.write("There is no plan yet, so we do not know what is safe for you. The check takes about ten minutes.")
        st.page_link("pages/screens/check.py", label="Start the check", icon=":material/checklist:")
        return
    assessment = session.assessment()
    known = _named(knowledge, assessment, slug, level)
    if assessment.triage.closed:
        st.info(f"**{assessment.explanation.headline}.** {assessment.explanation.summary[0]}")
    elif coming_back.is_on_hold(assessment):
        st.info("Your plan waits, because of a stop sign that you ticked. It says there what to do.")
    elif known and known not in engine.permitted(assessment):
        _say_why_not(knowledge, assessment, known)
    elif known:
        _play(engine.practice_of_level(assessment, knowledge, known), knowledge, known[0], opens=True)
    else:
        _play_plan(assessment, knowledge, opens=not slug)
    st.page_link(links.PLAN, label="Your plan", icon=":material/self_improvement:")


def link(sheet: Sheet, exercise: str, level: str, title: str) -> None:
    """Add the link that begins one level."""
    links.add(sheet, title, links.PRACTISE, "play_circle", exercise=exercise, level=level)


def _named(knowledge: Knowledge, assessment: Assessment, slug: str, level: str) -> tuple[str, str] | None:
    """Return the level that the address names, or her own of the exercise; what is not known is said and ignored."""
    exercise = knowledge.exercises.get(slug)
    if exercise is None:
        if slug:
            st.warning(f"There is no exercise called “{slug[:_MOST]}”, so that is ignored.")
        return None
    if level in [x.id for x in exercise.levels]:
        return slug, level
    if level:
        st.warning(f"{exercise.name} has no level called “{level[:_MOST]}”, so that is ignored.")
    planned = {x.exercise: x.level for x in assessment.programme.chosen}
    return slug, planned.get(slug) or assessment.levels.ladders[slug].start or exercise.levels[0].id


def _say_why_not(knowledge: Knowledge, assessment: Assessment, key: tuple[str, str]) -> None:
    """Say that a level is not for her now, and why."""
    exercise = knowledge.exercises[key[0]]
    title = next(x.title for x in exercise.levels if x.id == key[1])
    why = "\n".join(f"- {line}" for line in reasons.held_back(knowledge, assessment, *key))
    st.info(f"**{title}** is not for you now, so we do not do it together.\n\n{why}")


# ------------------------------------------------------------------ her session
def weekday() -> int:
    """Return which day it is where she is, from Monday, 0; where the server is if her zone is not known here."""
    try:
        zone = ZoneInfo(st.context.timezone or "")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = None
    return dt.datetime.now(zone).weekday()


def _play_plan(assessment: Assessment, knowledge: Knowledge, *, opens: bool) -> None:
    """Play what her week has for today, or for her next day."""
    if not assessment.programme.week:
        st.info("Nothing is in your plan now. It says there what is held back, and why.")
        return
    days = list(words.DAYS)
    here = min(assessment.programme.week, key=lambda x: (days.index(x.day) - weekday()) % len(days))
    st.caption(f"{words.DAYS[here.day]} in your week.")
    _play(engine.practice(assessment, knowledge, here.exercises), knowledge, "", opens=opens)


def _play(practice: Practice, knowledge: Knowledge, guide: str, *, opens: bool) -> None:
    """Say what the session holds, and hand it to the player; when she closes it, she is back where she came from."""
    minutes = max(1, round(practice.seconds / 60))
    st.markdown("\n".join(f"1. {task.title}" for task in practice.tasks))
    st.caption(f"About {words.count(minutes, 'minute')}, and the time that you take to get into place.")
    data = _told(practice, knowledge, "Back to the guide" if guide else "Back to my plan")
    if _PLAYER(key="practise", data={**data, "open": opens}, on_closed_change=lambda: None).closed:
        st.switch_page(links.GUIDES if guide else links.PLAN, query_params={"guide": guide} if guide else None)


def _told(practice: Practice, knowledge: Knowledge, leave: str) -> dict[str, Any]:
    """Return all that the player needs, so that it never asks again."""
    tasks = [_task(task, knowledge) for task in practice.tasks]
    mark = json.dumps([(x.exercise, x.level) for x in practice.tasks])
    return {
        "key": hashlib.sha256(mark.encode()).hexdigest()[:12],
        "tasks": tasks,
        "steps": [asdict(step) for step in practice.steps],
        "signs": [
            {"signs": [line[:1].upper() + line[1:] for line in x.signs], "do": x.do} for x in practice.stop_signs
        ],
        "words": {**_INTERFACE, **_of_health(knowledge), "leave": leave},
    }


def _of_health(knowledge: Knowledge) -> dict[str, str]:
    names = ("hurts_lead", "hurts_end", "done_lead")
    return {name: knowledge.wording[f"practise_{name}"] for name in names}


def _task(task: Task, knowledge: Knowledge) -> dict[str, Any]:
    picture = engine.practice_picture(knowledge, task.exercise, task.level)
    return {
        "title": task.title,
        "dose": task.amount,
        "sets": task.dose.sets[0],
        "first": task.first,
        "adapt": task.adaptations,
        "how": task.how,
        "points": task.key_points,
        "stop": task.stop_if,
        "picture": picture.svg if picture else "",
        "tempo": picture.tempo if picture else (1, 1, 1, 1),
        "turned": picture.turned if picture else False,
    }
