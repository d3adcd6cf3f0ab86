"""What About says in prose: how decisions are made, how far to trust them, what happens to answers."""

import streamlit as st

import engine

from .cards import plain

_PARTS = {
    "how": "How it decides",
    "numbers": "In numbers, and what is weak",
    "rules": "Every rule",
    "sources": "Every source",
}

_STAGES = {
    "Facts": "Your answers become plain facts, such as which third of a pregnancy you are in.",
    "Triage": "Every danger sign is looked at first. The most serious one decides where to go and how fast.",
    "Patterns": "What speaks for and against each pattern is weighed. Weak signs stay weak.",
    "Exclusions": "Movements that may not suit you now are taken out, each with its reason.",
    "Ranking": "What is left is put in order: what fits your patterns, the parts you marked and your goals.",
    "Levels": "Each exercise starts at the highest step that every rule allows. Nothing is averaged.",
    "Programme": "Three to five exercises are fitted to your time, place, equipment and days.",
    "Explanation": "Every sentence you read comes from a rule that was recorded on the way.",
}

_UNKNOWN = (
    "Not knowing is treated with care. A danger sign that you are not sure about, or have not answered, keeps "
    "the plan closed. A home test that you have not done is never held against you: it only leaves the higher "
    "steps for later."
)

_LIMITS = """
- It is education, not a diagnosis. A pattern is a set of features that often go together; most are normal.
- It cannot see or touch you. What you do not tell it, it does not know.
- Numbers of low confidence are conventions or careful guesses. They are marked as such, and listed below.
- Most guidance on when and where to seek help comes from the United Kingdom. Elsewhere services differ.
- For many exercises there are few good studies in women, and fewer still in pregnancy and after birth.
"""

_PRIVACY = """
- Your answers are stored on your own device only: in this browser tab, until you close it. So reloading the page or a
  lost connection does not cost you anything.
- If you tap “Keep on this device”, they stay after you close the tab, and others who use the device could read them.
  One tap deletes them, there and here.
- The server works with your answers while you are here and stores nothing. They are never put into the page's address,
  into a log or into a cookie. One cookie says that this browser has kept something, and nothing else about you.
- “Save to a file” is done by your browser. A file that you continue from is read and let go.
- What you tick about safety at home is stored nowhere. The button to leave at once also empties the tab.
- There is no account, no cookie to follow you, and no counting of visitors.
- The answers to private questions are not shown on the bench.
"""


def pick_part() -> str:
    """Offer the parts of the page, one at a time; a source named in the address opens the sources."""
    first = "sources" if "source" in st.query_params else "how"
    picked = st.pills(
        "Read about", list(_PARTS), format_func=_PARTS.__getitem__, default=first, required=True, key="about:part"
    )
    return picked or first


def show_how() -> None:
    """Show the line of stages in plain words, and how not knowing is treated."""
    st.header("How a result is made", anchor=False)
    st.markdown("One straight line, the same for everyone:")
    st.markdown("\n".join(f"{place}. **{name}.** {words}" for place, (name, words) in enumerate(_STAGES.items(), 1)))
    st.markdown("If a danger sign closes the plan, the line ends at triage: where to go, how fast, and no exercises.")
    st.markdown(_UNKNOWN)


def show_checked() -> None:
    """Show who has looked at the advice and who has not."""
    st.header("Who has checked it", anchor=False)
    st.warning(
        "**No clinician has reviewed it yet**: no doctor, midwife or physiotherapist has signed off the danger "
        "signs, the exclusions, the levels or the wording."
    )
    st.markdown(
        "Automatic checks read every rule for its reason and its sources, and run made-up people through all of "
        "it. They show that it does what is written down, not that what is written down is right."
    )


def show_last_change(change: engine.Change | None) -> None:
    """Show when the advice last changed, and how."""
    st.header("When the advice last changed", anchor=False)
    if change is None:
        st.markdown("No change has been written down yet.")
    else:
        st.markdown(f"**{change.date.day} {change.date:%B %Y}.** {plain(change.text)}")


def show_limits() -> None:
    """Show what it cannot do, and what happens to the answers."""
    st.header("Limits", anchor=False)
    st.markdown(_LIMITS)
    st.header("Privacy", anchor=False)
    st.markdown(_PRIVACY)


def show_weak() -> None:
    """Say how confidence is to be read, above its table."""
    st.header("What is weak", anchor=False)
    st.markdown(
        "Low confidence means a convention or a guess that needs a clinician. “Not stated” means that the rule "
        "carries a weight instead (findings), or only gives something a name. The sources `DESIGN` and "
        "`PRECAUTION` are our own choice, not evidence."
    )
