"""Two results side by side: the differences first, then each in brief."""

import streamlit as st

import engine

from . import case_result, differences, session

TRIED = "tried"
TRIED_WORDS = "This case with what is tried under “What if”"


def show() -> None:
    """Offer what to set the case beside, and show both."""
    st.header("Side by side", anchor=False)
    other = _pick()
    if other is None:
        st.markdown("Choose whom to set this case beside. The differences come first, each with its rule.")
    elif other == TRIED:
        compare(session.assessment(), session.supposed_assessment(), ("As answered", "With what is tried"))
    else:
        names = ("This case", session.knowledge().people[other].name)
        compare(session.assessment(), session.assessment_of(other), names)


def _pick() -> str | None:
    people = session.knowledge().people
    offered = [*([TRIED] if session.supposed() else []), *(name for name in people if name != session.person())]
    picked: str | None = st.selectbox(
        "Set this case beside",
        offered,
        index=0 if session.supposed() else None,
        format_func=lambda name: TRIED_WORDS if name == TRIED else people[name].name,
        placeholder="Choose a person, or type a part of a name",
        key=f"beside:{session.person()}:{bool(session.supposed())}",
    )
    return picked


def compare(before: engine.Assessment, after: engine.Assessment, names: tuple[str, str]) -> None:
    """Show how the second of two results differs from the first, and both in brief: any two, also of two rule sets."""
    found = engine.differences(before, after)
    with st.expander(f"How they differ: {differences.counted(found)}", expanded=True):
        differences.show(found, "They do not differ: same urgency, same plan, same patterns.")
    for column, name, result in zip(st.columns(2, gap="large"), names, (before, after), strict=True):
        with column:
            st.header(name, anchor=False)
            case_result.show_brief(result)
