"""The stop signs that stand with every plan."""

from engine import Assessment

from .sheet import Sheet


def add(sheet: Sheet, assessment: Assessment) -> None:
    """Add every stop sign that holds for her, and what to do about it."""
    sheet.header("When to stop")
    for sign in assessment.explanation.stop_signs:
        with sheet.box():
            sheet.bullets(sign.signs)
            sheet.markdown(f"**{sign.do}**")
