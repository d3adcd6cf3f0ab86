"""The result as plain text, as the visitor would read it; private answers stay out of it."""

from collections.abc import Iterable, Iterator

from .knowledge import Knowledge
from .report import is_urgent
from .results import Assessment, Card, Decision, Fated, Prescribed
from .trace import PRIVATE_RULE, VEIL


def as_text(assessment: Assessment, knowledge: Knowledge, why: bool = False) -> str:
    """Return the explanation as the visitor would read it; with `why`, also every rule that was true or unknown."""
    blocks = (
        _opening(assessment, knowledge),
        *_closed_part(assessment),
        *(() if assessment.triage.closed else (*_findings(assessment), *_plan(assessment, knowledge))),
        _block("Still unknown", assessment.explanation.unknown),
        *(() if assessment.triage.closed else _stop_signs(assessment)),
        *(_trace(assessment) if why else ()),
        [knowledge.wording["reviewed"]],
    )
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _opening(assessment: Assessment, knowledge: Knowledge) -> list[str]:
    label = knowledge.disposition_words[assessment.triage.disposition].label
    return [assessment.explanation.headline, f"How urgent: {label}", *assessment.explanation.summary]


def _block(title: str, lines: Iterable[str]) -> list[str]:
    listed = [f"- {line}" for line in lines]
    return [f"## {title}", *listed] if listed else []


def _closed_part(assessment: Assessment) -> Iterator[list[str]]:
    if is_urgent(assessment) and assessment.triage.red_flags:
        worst = assessment.triage.red_flags[0]
        yield _block("Where to go", (worst.advice.title, worst.advice.how_fast, worst.advice.who))
    yield _block("What to tell them", assessment.explanation.tell_them)
    yield _block("Meanwhile", assessment.explanation.meanwhile)


def _findings(assessment: Assessment) -> Iterator[list[str]]:
    for result in assessment.patterns.of("likely", "possible"):
        aim = ", and your aim" if result.aim else ""
        evidence = [
            f"- {x.direction} ({x.weight}{'' if x.counts else ', not counted again'}): {x.because}"
            for x in result.evidence
        ]
        yield [f"## {result.name}: {result.likelihood}{aim}", *evidence, f"- keep in mind: {result.caveat}"]


def _plan(assessment: Assessment, knowledge: Knowledge) -> Iterator[list[str]]:
    programme, words = assessment.programme, assessment.explanation
    yield _block("Why this plan is kept gentle", (*words.kept_gentle, *_open(words.gentle_asks, knowledge)))
    yield _block("For all of them", words.for_all)
    for item, card in zip(programme.chosen, words.cards, strict=True):
        yield _card(item, card, knowledge)
    titles = {item.exercise: item.title for item in programme.chosen}
    week = (f"{x.day.capitalize()}: {', '.join(titles[slug] for slug in x.exercises)}" for x in programme.week)
    yield _block("Your week", week)
    yield _block("Also worth knowing", words.advice)
    for held in words.held_back:
        yield [
            f"## Held back: {held.name}",
            *_lines("", held.because),
            *_lines("until: ", held.until),
            *_lines("instead: ", held.instead),
            *_lines("", _open(held.asks, knowledge)),
        ]
    yield _block("In reserve", (_fate(item) for item in programme.of("in_reserve")))
    yield _block("Not relevant", (_fate(item) for item in programme.of("not_relevant")))


def _card(item: Prescribed, card: Card, knowledge: Knowledge) -> list[str]:
    return [
        f"## {item.name}: {item.title}",
        f"- {card.level}",
        f"- {card.dose}",
        *_lines("why: ", card.why),
        *_lines("adapt: ", card.adaptations),
        *_lines("dose: ", (note.because for note in item.dose_notes)),
        *_lines("next: ", card.raise_it),
        *_lines("", _open(card.asks, knowledge)),
    ]


def _open(asks: Iterable[str], knowledge: Knowledge) -> Iterator[str]:
    return (f"still open: {knowledge.questions[name].text}" for name in asks)


def _lines(label: str, texts: Iterable[str]) -> Iterator[str]:
    return (f"- {label}{text}" for text in texts)


def _fate(item: Fated) -> str:
    return f"{item.name}: {' '.join(reason.because for reason in item.reasons)}"


def _stop_signs(assessment: Assessment) -> Iterator[list[str]]:
    for sign in assessment.explanation.stop_signs:
        yield [f"## Stop if: {'; '.join(sign.signs)}", sign.do]


def _trace(assessment: Assessment) -> Iterator[list[str]]:
    for stage in dict.fromkeys(decision.stage for decision in assessment.decisions):
        decided = [x for x in assessment.decisions if x.stage == stage and x.truth is not False]
        yield _block(f"Why, {stage}", (_in_words(decision) for decision in decided))


def _in_words(decision: Decision) -> str:
    if decision.private:
        return f"{PRIVATE_RULE}: {decision.effect}. {VEIL}"
    unknown = "" if decision.truth or decision.effect.startswith("unknown") else " (unknown)"
    sources = f" [{', '.join(decision.sources)}]" if decision.sources else ""
    return f"{decision.rule}{unknown}: {decision.effect}. {decision.because}{sources}"
