"""What is not in the plan, and why: held back for safety, in reserve, not relevant, and what is still open."""

from engine import Assessment, Fate, Knowledge

from . import step, words
from .sheet import Sheet


def add(sheet: Sheet, assessment: Assessment, knowledge: Knowledge) -> None:
    """Add the rest of the library, each with its reason."""
    sheet.header("Not in your plan")
    _held_back(sheet, assessment, knowledge)
    _fates(sheet, assessment, "in_reserve", "In reserve", "Safe for you; others come first.")
    _fates(sheet, assessment, "not_relevant", "Not needed now", "Nothing you told us points to these.")
    if assessment.explanation.unknown:
        with sheet.folded("What would tell us more"):
            sheet.bullets(assessment.explanation.unknown)


def _held_back(sheet: Sheet, assessment: Assessment, knowledge: Knowledge) -> None:
    for item in assessment.explanation.held_back:
        with sheet.folded(f"Held back for now: {item.name.lower()}"):
            for title, lines in {"Why": item.because, "Until": item.until, "Instead": item.instead}.items():
                if lines:
                    sheet.markdown(f"**{title}:**\n" + "\n".join(f"- {line}" for line in lines))
            step.offer(sheet, item.asks, item.exercise, knowledge)


def _fates(sheet: Sheet, assessment: Assessment, fate: Fate, title: str, intro: str) -> None:
    found = assessment.programme.of(fate)
    if found:
        with sheet.folded(f"{title}: {words.count(len(found), 'exercise')}"):
            sheet.markdown(intro)
            sheet.bullets(f"**{item.name}**: {' '.join(reason.because for reason in item.reasons)}" for item in found)
