"""The trace as text: whole or filtered as Markdown to take along, and what fired and is open for one printed page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from .knowledge import Knowledge
from .results import Assessment
from .trace import TRACED, TRUTH_WORDS, GuideLine, TraceLine, trace, wanted_answers

GUIDES_NAMED = 6
_OPEN, _SILENT = TRUTH_WORDS[None], TRUTH_WORDS[False]
_MARKUP = re.compile(r"([\\`*_\[\]~$#<>|])")


def trace_markdown(assessment: Assessment, knowledge: Knowledge, lines: Sequence[TraceLine] | None = None) -> str:
    """Return the trace as Markdown: of all stages, or only these lines, each with all that it rests on."""
    blocks = [f"# The trace\n\n{_verdict(assessment, knowledge)}"]
    if lines is None:
        blocks += [_negative(assessment, knowledge), *_wanted(_all(assessment))]
        blocks += [_stage(stage, trace(assessment, stage), knowledge) for stage in TRACED]
    else:
        blocks += [_line(line, knowledge) for line in lines] or ["No rules."]
    return "\n\n".join(filter(None, blocks)) + "\n"


def trace_print(assessment: Assessment, knowledge: Knowledge) -> str:
    """Return Markdown for one printed page: what fired and what is open, a line each, and the danger signs negative."""
    blocks = [f"**{_verdict(assessment, knowledge)}**"]
    for stage in TRACED:
        spoken = [line for line in trace(assessment, stage) if line.truth != _SILENT and _is_brief(line, knowledge)]
        if spoken:
            body = _names_of(spoken) if stage == "facts" else "\n".join(_grouped(spoken))
            blocks.append(f"**{stage.capitalize()}**\n\n{body}")
    return "\n\n".join((*blocks, _negative(assessment, knowledge), _plain(knowledge.wording["reviewed"])))


def _is_brief(line: TraceLine, knowledge: Knowledge) -> bool:
    """Return whether a line belongs on one page: a rule or a chosen exercise, not the points of every exercise."""
    return line.rule not in knowledge.exercises or bool(line.guides)


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _all(assessment: Assessment) -> list[TraceLine]:
    return [line for stage in TRACED for line in trace(assessment, stage)]


def _verdict(assessment: Assessment, knowledge: Knowledge) -> str:
    word = knowledge.disposition_words[assessment.triage.disposition].label
    return f"How urgent: {_plain(word)}. The plan is {assessment.plan}."


def _negative(assessment: Assessment, knowledge: Knowledge) -> str:
    names = [x.name for x in knowledge.triage if x.id in assessment.triage.negative and not x.private]
    listed = _plain("; ".join(names)) or "none"
    return f"**Danger signs asked and negative ({len(names)}; private ones are left out)**\n\n{listed}."


def _wanted(lines: Iterable[TraceLine]) -> Iterator[str]:
    wanted = wanted_answers(lines)
    if wanted:
        rows = (f"- {_plain(x.question)} ({', '.join(f'`{line.rule}`' for line in x.lines)})" for x in wanted)
        yield "\n".join(("## Open for want of an answer\n", *rows))


def _stage(stage: str, lines: Sequence[TraceLine], knowledge: Knowledge) -> str:
    spoken = [_line(line, knowledge) for line in lines if line.truth != _SILENT]
    silent = [f"- `{line.rule}` ({line.at})" for line in lines if line.truth == _SILENT]
    parts = [f"## {stage.capitalize()}", *spoken]
    parts += ["\n".join((f"Silent, {len(silent)}:\n", *silent))] if silent else []
    return "\n\n".join(parts)


def _line(line: TraceLine, knowledge: Knowledge) -> str:
    name = _plain(" · ".join(filter(None, (line.name or line.rule, line.ref))))
    return "\n".join((f"### {line.truth}: {name}\n", *(f"- {item}" for item in _items(line, knowledge))))


def _items(line: TraceLine, knowledge: Knowledge) -> Iterator[str]:
    yield f"Effect: {_plain(line.effect)}"
    yield f"Because: {_plain(line.because)}"
    if line.used:
        yield f"Answers used: {_given(line)}"
    if line.missing:
        yield f"Answers missing: {_plain('; '.join(line.missing))}"
    if line.sources:
        known = ((key, knowledge.sources[key].confidence) for key in line.sources)
        yield f"Sources: {_plain(', '.join(f'{key} ({confidence} confidence)' for key, confidence in known))}"
    if line.guides:
        yield f"Guides: {guides_in_words(line.guides)}"
    where = filter(None, (f"`{line.rule}`", line.at and f"`{line.at}`", line.confidence))
    yield f"Rule: {', '.join(where)}{' confidence' if line.confidence else ''}"


def guides_in_words(guides: Sequence[GuideLine]) -> str:
    """Return the first few levels that a rule touched, each with its guide's file and line, and how many more."""
    named = [f"{_plain(x.name)} (`{x.at}`)" for x in guides[:GUIDES_NAMED]]
    more = [f"{len(guides) - GUIDES_NAMED} more levels"] if len(guides) > GUIDES_NAMED else []
    return "; ".join((*named, *more))


def _given(line: TraceLine) -> str:
    return "; ".join(f"{_plain(asked)} **{_plain(given)}**" for asked, given in line.used)


def _names_of(lines: Iterable[TraceLine]) -> str:
    return _plain("; ".join(f"{line.rule}{' (open)' if line.truth == _OPEN else ''}" for line in lines))


def _grouped(lines: Iterable[TraceLine]) -> Iterator[str]:
    """Yield lines that rest on the same answers together, the answers said once."""
    for told, same in groupby(lines, key=lambda line: (line.truth == _OPEN, _told(line))):
        effects = "; ".join(f"**{_plain(x.name or x.rule)}**: {_plain(x.effect)}" for x in same)
        yield f"- {'OPEN: ' if told[0] else ''}{effects}{f' ({told[1]})' if told[1] else ''}"


def _told(line: TraceLine) -> str:
    return _given(line) or _plain("; ".join(f"wanted: {question}" for question in line.missing))
