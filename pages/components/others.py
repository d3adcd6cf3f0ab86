"""What is not in the plan, and why: held back for safety, in reserve, not relevant, and what is still open."""

import streamlit as st

from engine import Assessment, Fate


def show(assessment: Assessment) -> None:
    """Draw the rest of the library, each with its reason."""
    _held_back(assessment)
    _fates(assessment, "in_reserve", "In reserve", "Safe for you; others come first.")
    _fates(assessment, "not_relevant", "Not needed now", "Nothing you told us points to these.")
    if assessment.explanation.unknown:
        with st.expander("What would tell us more"):
            st.markdown("\n".join(f"- {line}" for line in assessment.explanation.unknown))


def _held_back(assessment: Assessment) -> None:
    if assessment.explanation.held_back:
        st.header("Held back for now", anchor=False)
        for item in assessment.explanation.held_back:
            with st.expander(item.name, icon=":material/pause_circle:"):
                parts = {"Why": item.because, "Until": item.until, "Instead": item.instead}
                st.markdown("\n\n".join(_listed(title, lines) for title, lines in parts.items() if lines))


def _listed(title: str, lines: tuple[str, ...]) -> str:
    return f"**{title}:**\n" + "\n".join(f"- {line}" for line in lines)


def _fates(assessment: Assessment, fate: Fate, title: str, intro: str) -> None:
    found = assessment.programme.of(fate)
    if found:
        with st.expander(f"{title}: {', '.join(item.name.lower() for item in found)}"):
            lines = [f"- **{item.name}**: {' '.join(reason.because for reason in item.reasons)}" for item in found]
            st.markdown("\n".join([f"{intro}\n", *lines]))
