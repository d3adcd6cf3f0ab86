"""Explanation: sentences made only from recorded decisions, with the templates of data/wording.yaml."""

from collections.abc import Iterable, Iterator, Mapping

from ..caps import telling
from ..knowledge import Knowledge
from ..model import Dose
from ..person import Person
from ..results import (
    Card,
    Explanation,
    Facts,
    Fated,
    HeldBack,
    Levels,
    Patterns,
    Prescribed,
    Programme,
    Ranking,
    Reason,
    RedFlag,
    Triage,
    plan_of,
)

REASONS_ON_A_CARD = 3


def run(
    facts: Facts,
    triage: Triage,
    patterns: Patterns,
    ranking: Ranking,
    levels: Levels,
    programme: Programme,
    knowledge: Knowledge,
) -> Explanation:
    """Return every sentence of the result."""
    person = facts.person
    shared = _for_all(programme)
    low = () if triage.closed else tuple(telling(levels.caps, person))
    return Explanation(
        headline=_headline(triage, levels, knowledge),
        summary=tuple(_summary(facts, triage, knowledge)),
        tell_them=tuple(_tell_them(triage, person)) if triage.fired else (),
        meanwhile=tuple(_meanwhile(triage)),
        kept_gentle=tuple(_kept_gentle(low, knowledge)),
        gentle_asks=_asks(low),
        for_all=shared,
        cards=tuple(_card(item, person, shared, levels.caps) for item in programme.chosen),
        held_back=tuple(_held_back(item) for item in programme.of("held_back")) if not triage.closed else (),
        advice=tuple(reason.because for reason in ranking.advice) if not triage.closed else (),
        unknown=tuple(_unknown(triage, patterns, person)),
        open_questions=_open_questions(triage, knowledge),
        stop_signs=tuple(x for x in knowledge.stop_signs if x.when is None or person.truth(x.when) is not False),
    )


def _headline(triage: Triage, levels: Levels, knowledge: Knowledge) -> str:
    return knowledge.wording[f"headline_{plan_of(triage, levels)}"]


def _summary(facts: Facts, triage: Triage, knowledge: Knowledge) -> Iterator[str]:
    yield knowledge.disposition_words[triage.disposition].meaning
    for name in facts.contradictions:
        item = next(x for x in knowledge.contradictions if x.id == name)
        yield knowledge.wording["contradiction"].format(because=item.because)
    if triage.disposition != "not_known_yet" and any(flag.disposition == "not_known_yet" for flag in triage.open):
        yield knowledge.disposition_words["not_known_yet"].meaning
    for flag in triage.fired:
        yield f"{flag.do} {flag.because}"
    unsure = [flag.name for flag in triage.open if flag.disposition != "not_known_yet"]
    if unsure:
        yield knowledge.wording["unsure_flags"].format(names="; ".join(dict.fromkeys(unsure)))


def _kept_gentle(caps: tuple[Reason, ...], knowledge: Knowledge) -> Iterator[str]:
    """Yield why the plan is held low, what that means for it and until when, what is known first, nothing twice."""
    reasons = sorted(caps, key=lambda x: x.truth is None)
    yield from dict.fromkeys(_held_low(reason, knowledge.wording) for reason in reasons)


def _held_low(reason: Reason, wording: Mapping[str, str]) -> str:
    words = wording["kept_gentle"].format(because=reason.because, guidance=reason.guidance)
    return _with_end(words.strip(), reason, wording)


def _tell_them(triage: Triage, person: Person) -> Iterator[str]:
    """Yield a short text to show or read out: age, stage, where it is, and the signs."""
    wording = person.knowledge.wording
    worst = triage.fired[0]
    yield from filter(None, (worst.advice.tell_them,))
    if (age := person.value("age")) is not None:
        yield wording["tell_age"].format(age=age)
    yield from _tell_stage(person)
    regions = [person.knowledge.regions[x].label.lower() for x in person.chosen("regions")]
    if regions:
        yield wording["tell_regions"].format(regions=", ".join(regions))
    for flag in triage.fired:
        if not flag.private:
            yield wording["tell_sign"].format(name=flag.name)


def _tell_stage(person: Person) -> Iterator[str]:
    wording = person.knowledge.wording
    if person.value("pregnant") == "yes":
        week = person.value("pregnancy_week")
        yield wording["tell_pregnant"].format(week=week) if week else wording["tell_pregnant_unknown"]
    if (weeks := person.value("weeks_since_birth")) is not None:
        yield wording["tell_birth"].format(weeks=weeks)


def _meanwhile(triage: Triage) -> Iterator[str]:
    worst: RedFlag | None = next(iter(triage.red_flags), None)
    if triage.closed and worst is not None and triage.disposition != "not_known_yet":
        yield from worst.advice.meanwhile


def _for_all(programme: Programme) -> tuple[str, ...]:
    """Return the adaptations that every exercise of the plan shares: said once for all, not on each card."""
    if len(programme.chosen) < 2:
        return ()
    first, *others = ([reason.instead for reason in item.adaptations] for item in programme.chosen)
    return tuple(line for line in first if all(line in other for other in others))


def _card(item: Prescribed, person: Person, said: tuple[str, ...], caps: tuple[Reason, ...]) -> Card:
    its_own = tuple(reason for reason in item.held_by if reason not in caps)
    wording = person.knowledge.wording
    levels = person.knowledge.exercises[item.exercise].levels
    place = [level.id for level in levels].index(item.level) + 1
    return Card(
        exercise=item.exercise,
        why=tuple(dict.fromkeys(point.because for point in item.reasons))[:REASONS_ON_A_CARD],
        level=wording["level_start"].format(title=item.title, place=place, count=len(levels)),
        dose=dose_in_words(item.dose, person.knowledge),
        adaptations=tuple(reason.instead for reason in item.adaptations if reason.instead not in said),
        raise_it=tuple(_raise_it(item, its_own, wording)),
        asks=_asks(its_own),
    )


def dose_in_words(dose: Dose, knowledge: Knowledge) -> str:
    """Return a dose as one line, such as '2-3 sets, 10-15 times, each side, 2-3 days a week'."""
    week = knowledge.wording["dose_week"].format(times=_span(dose.per_week))
    return f"{amount_in_words(dose, knowledge)}, {week}"


def amount_in_words(dose: Dose, knowledge: Knowledge) -> str:
    """Return what a dose asks of one session, as one line."""
    wording = knowledge.wording
    one = dose.sets[1] == 1
    parts = [wording["dose_one_set"] if one else wording["dose_sets"].format(sets=_span(dose.sets))]
    if dose.reps:
        parts.append(wording["dose_reps"].format(reps=_span(dose.reps)))
    if dose.hold_s:
        parts.append(wording["dose_hold"].format(hold=_span(dose.hold_s)))
    if dose.minutes:
        parts.append(wording["dose_minutes"].format(minutes=_span(dose.minutes)))
    if dose.each_side:
        parts.append(wording["dose_each_side"])
    return ", ".join(parts)


def _span(bounds: tuple[int, int]) -> str:
    low, high = bounds
    return str(low) if low == high else f"{low} to {high}"


def _raise_it(item: Prescribed, its_own: tuple[Reason, ...], wording: Mapping[str, str]) -> Iterator[str]:
    """Yield what comes next, and what it waits for: what is known first, and what holds the whole plan in one line."""
    if item.next_level is None:
        yield wording["level_top"]
    elif not item.held_by:
        yield wording["raise_ready"].format(title=item.next_level, move_on=item.move_on)
    else:
        yield wording["raise_later"].format(title=item.next_level)
        words = dict.fromkeys(_with_end(x.because, x, wording) for x in sorted(its_own, key=lambda x: x.truth is None))
        yield from tuple(words)[:REASONS_ON_A_CARD]
        if len(its_own) < len(item.held_by):
            yield wording["raise_with_all"]


def _with_end(words: str, reason: Reason, wording: Mapping[str, str]) -> str:
    """Return words with until when they hold; what an answer may end is asked instead (`_asks`)."""
    until = _until(reason)
    return wording["with_end"].format(words=words, until=until) if until else words


def _until(reason: Reason) -> str:
    return "" if reason.missing else phrase(reason.until)


def _asks(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Return the first open question of each reason."""
    return tuple(dict.fromkeys(reason.missing[0] for reason in reasons if reason.missing))


def phrase(sentence: str) -> str:
    """Return a sentence as a part of another: without its full stop, and beginning small."""
    bare = sentence.strip().removesuffix(".")
    bare = bare[5:] if bare.lower().startswith("when ") else bare
    starts_with_word = len(bare) > 1 and (bare[1].islower() or bare.startswith("A "))
    return bare[0].lower() + bare[1:] if starts_with_word else bare


def _held_back(item: Fated) -> HeldBack:
    return HeldBack(
        exercise=item.exercise,
        name=item.name,
        because=tuple(dict.fromkeys(x.because for x in item.reasons)),
        until=tuple(dict.fromkeys(filter(None, map(_until, item.reasons)))),
        instead=tuple(dict.fromkeys(filter(None, (x.instead for x in item.reasons)))),
        asks=_asks(item.reasons),
    )


def _open_questions(triage: Triage, knowledge: Knowledge) -> tuple[str, ...]:
    missing = {name for flag in triage.open for name in flag.missing}
    return tuple(name for name in knowledge.questions if name in missing)


def _unknown(triage: Triage, patterns: Patterns, person: Person) -> Iterator[str]:
    wording = person.knowledge.wording
    for name in _open_questions(triage, person.knowledge):
        yield wording["missing_question"].format(question=person.knowledge.questions[name].text)
    for flag in triage.open:
        if not flag.missing:
            yield wording["unknown_flag"].format(name=flag.name)
    tests = dict.fromkeys(test for x in patterns.of("possible") for test in x.would_settle)
    for test in tests:
        yield wording["missing_question"].format(question=person.knowledge.self_tests[test].name)
