"""Why a level is held back from her, in sentences."""

from engine import Assessment, Knowledge, Reason


def held_back(knowledge: Knowledge, assessment: Assessment, exercise: str, level: str) -> list[str]:
    """Return why a level is held back or comes later; a closed plan is said before all else."""
    if assessment.triage.closed:
        return [f"{assessment.explanation.headline}. {assessment.explanation.summary[0]}"]
    rung = assessment.levels.ladders[exercise].rung(level)
    return list(dict.fromkeys(_why(reason, knowledge) for reason in rung.reasons))


def _why(reason: Reason, knowledge: Knowledge) -> str:
    asks = (
        [f"It asks for {knowledge.properties[reason.property].label}."]
        if reason.property in knowledge.properties
        else []
    )
    parts = [*asks, reason.because]
    if reason.until:
        parts.append(f"Until: {sentence(reason.until)}")
    if reason.instead:
        parts.append(f"Instead: {sentence(reason.instead)}")
    return " ".join(parts)


def sentence(text: str) -> str:
    """Return a text with a full stop at its end."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
