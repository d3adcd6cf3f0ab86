"""What can be taken along: one page with true pictures, nothing private anywhere, and the same bytes each time."""

import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from pypdf.generic import IndirectObject

import engine
from engine import Assessment, HandoutKind
from engine.__main__ import main
from engine.figures.printed import printed
from engine.guarded_json import MAX_BYTES
from engine.handout.pictures import Pictures
from engine.handout.sessions import WEEKDAYS
from tests.draws import the_knowledge

K = the_knowledge()
DAY = dt.date(2026, 11, 23)
GB = K.countries["gb"]
NOTHING_IN_PRIVATE = [name for name, question in K.questions.items() if question.sensitive]
PRIVATE = {"mood": "self_harm", "eating": "strict", "safe_at_home": "assault"}
FEW = ("pregnant-24-weeks", "old-spine-fracture-72", "ten-weeks-after-birth")


@cache
def result(name: str) -> Assessment:
    person = K.people[name]
    return engine.assess(K.answers_of(person), K, person.leave_out)


OPEN = [person.id for person in K.people.values() if person.expect.plan != "closed"]
CLOSED = [person.id for person in K.people.values() if person.expect.plan == "closed"]


@cache
def made(kind: HandoutKind, name: str) -> bytes:
    return engine.hand_out(kind, result(name), DAY, GB, K.people[name].leave_out).content


def pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def squeezed(text: str) -> str:
    """A text without what setting it in lines changes."""
    return re.sub(r"[\s\u200b]+", "", text)


def read(content: bytes) -> str:
    """Everything that a handout says, whatever kind of file it is."""
    if content.startswith(b"%PDF"):
        return squeezed("".join(page.extract_text() for page in pdf(content).pages))
    return squeezed(content.decode().replace("\r\n ", "").replace("\\,", ","))


def parts(node: Any) -> Iterator[Any]:
    """Every element of the structure of a tagged PDF."""
    found = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(found, list):
        for inner in found:
            yield from parts(inner)
    elif isinstance(found, dict):
        yield found
        yield from parts(found.get("/K", []))


# ---------------------------------------------------------------- all of them
@pytest.mark.parametrize("kind", engine.HANDOUTS)
def test_the_same_input_gives_the_same_bytes(kind: HandoutKind) -> None:
    name = "pregnant-24-weeks"
    again = engine.assess(K.answers_of(K.people[name]), K)
    first, second = made(kind, name), engine.hand_out(kind, again, DAY, GB).content
    assert first == second
    assert engine.hand_out(kind, again, DAY + dt.timedelta(days=1), GB).content != first


@pytest.mark.parametrize("question", PRIVATE)
@pytest.mark.parametrize("kind", ["patient", "clinician", "calendar", "fhir", "json"])
def test_nothing_told_in_private_is_in_any_handout(
    kind: HandoutKind, question: str, assess: Callable[..., Assessment]
) -> None:
    option = PRIVATE[question]
    found = assess(**{question: [option]})
    if kind == "calendar" and found.triage.closed:
        return
    said = read(engine.hand_out(kind, found, DAY, GB).content).lower()
    acting = [flag for flag in found.triage.red_flags if flag.private]
    assert acting
    for flag in acting:
        rule = K.rules[flag.rule]
        assert isinstance(rule, engine.model.TriageRule)
        told = (flag.rule, flag.name, flag.do, flag.because, rule.for_clinician, *flag.advice.meanwhile)
        assert not [text for text in told if text and squeezed(text).lower() in said]
    assert squeezed(K.questions[question].options[option]).lower() not in said
    assert f'"{option}"' not in said


def test_a_closed_plan_hands_out_no_exercise_and_no_calendar() -> None:
    words = {x for e in K.exercises.values() for x in (e.name, *(level.title for level in e.levels))}
    for name in CLOSED:
        said = read(made("patient", name)) + read(made("large", name))
        assert [word for word in words if squeezed(word) in said] == []
        with pytest.raises(engine.NothingToHandOutError):
            engine.hand_out("calendar", result(name), DAY, GB)


# ------------------------------------------------------------------ the page
def test_every_open_plan_is_one_page_and_large_print_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """All pictures are of one size, so one stands for all here."""
    one = Pictures(K).of([("bird-dog", K.exercises["bird-dog"].levels[0].id)])
    monkeypatch.setattr(Pictures, "of", lambda _, levels: dict.fromkeys(levels, next(iter(one.values()))))
    for name in OPEN:
        assert len(pdf(engine.hand_out("patient", result(name), DAY, GB).content).pages) == 1, name
    assert {len(pdf(made("large", name)).pages) for name in FEW} <= {2, 3, 4, 5}


@pytest.mark.parametrize("name", FEW)
def test_the_page_says_what_to_do_how_often_when_to_stop_and_whom_to_ring(name: str) -> None:
    found, said = result(name), read(made("patient", name))
    for item, card in zip(found.programme.chosen, found.explanation.cards, strict=True):
        wanted = (item.title, card.dose, *card.adaptations)
        assert [text for text in wanted if squeezed(text) not in said] == []
    stop = [text for sign in found.explanation.stop_signs for text in (*sign.signs[1:], sign.do)]
    fixed = (*found.explanation.for_all, GB.emergency, GB.urgent_care, GB.crisis_line, K.wording["reviewed"])
    assert [text for text in (*stop, *fixed) if squeezed(text) not in said] == []


@pytest.mark.parametrize("kind", ["patient", "large", "clinician"])
def test_a_pdf_is_tagged_titled_in_english_and_brings_its_letters_and_pictures_as_lines(kind: HandoutKind) -> None:
    found = pdf(made(kind, FEW[0]))
    root: Any = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert found.metadata is not None
    assert found.metadata.title
    for page in found.pages:
        resources: Any = page["/Resources"]
        assert all(_brings_its_letters(font.get_object()) for font in resources.get("/Font", {}).values())
        kinds = {x.get_object()["/Subtype"] for x in resources.get("/XObject", {}).values()}
        assert "/Image" not in kinds
    figures = [x for x in parts(root["/StructTreeRoot"]["/K"]) if x.get("/S") == "/Figure"]
    assert all(x.get("/Alt") for x in figures)
    told = " ".join(str(x["/Alt"]) for x in figures)
    assert kind == "clinician" or all(item.title in told for item in result(FEW[0]).programme.chosen)


def _brings_its_letters(font: Any) -> bool:
    inner = font["/DescendantFonts"][0].get_object()
    return any(name.startswith("/FontFile") for name in inner["/FontDescriptor"].get_object())


def test_in_large_print_no_letter_is_smaller_than_18_points() -> None:
    sizes: set[float] = set()

    def note(text: str, _cm: Any, matrix: Any, _font: Any, size: float) -> None:
        if text.strip():
            sizes.add(round(size * abs(matrix[3]), 1))

    for page in pdf(made("large", FEW[1])).pages:
        page.extract_text(visitor_text=note)
    assert min(sizes) >= 18


def test_a_picture_for_paper_keeps_its_day_colours_and_knows_no_variables() -> None:
    style = (
        "svg{--_a:#111111}@media(prefers-color-scheme:dark){svg{--_a:#eeeeee}}"
        ".s{fill:var(--a,var(--_a))}.t{fill:var(--b,#222222)}"
    )
    assert printed(f"<svg><style>{style}</style><path/></svg>") == (
        "<svg><style>svg{--_a:#111111}.s{fill:#111111}.t{fill:#222222}</style><path/></svg>"
    )


def test_a_closed_plan_says_where_to_go_how_fast_and_what_to_do_meanwhile() -> None:
    found, said = result("chatty-with-a-sign"), read(made("patient", "chatty-with-a-sign"))
    advice = found.triage.red_flags[0].advice
    wanted = (advice.title, advice.how_fast, advice.who, *found.explanation.meanwhile, *found.explanation.tell_them)
    assert [text for text in (*wanted, GB.emergency) if squeezed(text) not in said] == []


def test_an_open_plan_with_someone_to_see_says_so_before_the_exercises() -> None:
    found, said = result("bleeding-after-menopause-62"), read(made("patient", "bleeding-after-menopause-62"))
    (flag,) = found.triage.fired
    first = said.index(squeezed(found.programme.chosen[0].title))
    for text in (K.disposition_words[flag.disposition].label, flag.do, flag.because):
        assert said.index(squeezed(text)) < first


# ------------------------------------------------------------- the summary
def test_the_summary_has_signs_patterns_programme_rules_with_sources_versions_and_fields() -> None:
    found, said = result("outer-hip-55"), read(made("clinician", "outer-hip-55"))
    silent = [rule.name for rule in K.triage if rule.id in found.triage.negative and not rule.private]
    evidence = [x.because for p in found.patterns.of("likely", "possible") for x in p.evidence]
    levels = [item.title for item in found.programme.chosen]
    held = [reason.because for item in found.programme.chosen for reason in item.held_by]
    fired = [x for x in found.decisions if x.truth is True and x.rule in K.rules and not x.private]
    rules = [text for x in fired for text in (x.rule, x.because, *x.sources)]
    wanted = [*silent, *evidence, *levels, *held, *rules, "NRS", "Patient-Specific Functional Scale", "knowledge"]
    assert len(fired) > 5
    assert [text for text in wanted if squeezed(text) not in said] == []


def test_the_summary_gives_every_public_answer_and_only_names_that_there_are_private_ones() -> None:
    said = read(made("clinician", "desk-neck-41"))
    answered = K.answers_of(K.people["desk-neck-41"])
    for name, question in K.questions.items():
        if name in answered and result("desk-neck-41").facts.person.value(name) is not None:
            assert squeezed(question.text) in said
    assert said.count(squeezed("not shown, because the question is private")) == len(NOTHING_IN_PRIVATE)


# ------------------------------------------------------------ the calendar
@pytest.mark.parametrize("name", FEW)
def test_the_calendar_has_each_of_her_days_for_the_weeks_and_nothing_of_why(name: str) -> None:
    found = result(name)
    events: list[Any] = Calendar.from_ical(made("calendar", name)).walk("VEVENT")
    assert len(events) == len(found.programme.week)
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event, session in zip(events, found.programme.week, strict=True):
        start = event["DTSTART"].dt
        assert DAY <= start < DAY + dt.timedelta(weeks=1)
        assert WEEKDAYS[start.weekday()] == session.day
        assert event["RRULE"]["COUNT"] == [6]
        told = str(event["DESCRIPTION"])
        for item in found.programme.chosen:
            dose = engine.dose_in_words(item.dose, K)
            assert (f"{item.title}" in told and dose in told) == (item.exercise in session.exercises)
    said = read(made("calendar", name)).lower()
    assert [x.name for x in found.patterns.results if squeezed(x.name).lower() in said] == []
    assert [sign.do for sign in found.explanation.stop_signs if squeezed(sign.do).lower() in said] == []


# ---------------------------------------------------------------- the file
def test_answers_and_plan_are_read_back_to_the_same_plan() -> None:
    for name in K.people:
        content = made("json", name)
        assert len(content) < MAX_BYTES
        back = engine.read_answers_file(content, K)
        again = engine.assess(back.values, K, back.leave_out)
        assert json.loads(content)["plan"]["headline"] == again.explanation.headline
        assert [(x.exercise, x.level) for x in again.programme.chosen] == [
            (x.exercise, x.level) for x in result(name).programme.chosen
        ]


def test_a_file_without_its_private_answers_says_so_when_it_is_read() -> None:
    content = made("json", "desk-neck-41")
    assert json.loads(content)["withheld"] == NOTHING_IN_PRIVATE
    assert ["private" in x for x in engine.read_answers_file(content, K).problems] == [True]


# --------------------------------------------------------- the command line
def test_the_command_line_writes_what_the_app_hands_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.__main__.load", lambda _: K)
    given, out = tmp_path / "answers.json", tmp_path / "out.ics"
    given.write_text(json.dumps(K.answers_of(K.people[FEW[0]])))
    code = main(["handout", str(given), "--for", "calendar", "--out", str(out), "--date", "2026-11-23"])
    assert code == 0
    assert out.read_bytes() == made("calendar", FEW[0])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--date", "2026-11-23", "--country", "gbb"], "no country 'gbb'; did you mean 'gb'?"),
        (["--date", "2026-11-23", "--out", "no/such/folder/x"], "No such file or directory"),
    ],
)
def test_the_command_line_says_what_cannot_be_used(
    options: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.__main__.load", lambda _: K)
    given = tmp_path / "answers.json"
    given.write_text(json.dumps(K.answers_of(K.people[FEW[0]])))
    assert main(["handout", str(given), "--for", "json", "--out", str(tmp_path / "x"), *options]) == 2
    assert words in capsys.readouterr().err


def test_a_calendar_of_a_closed_plan_is_refused_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.__main__.load", lambda _: K)
    given = tmp_path / "answers.json"
    given.write_text(json.dumps(K.answers_of(K.people[CLOSED[0]])))
    out = tmp_path / "x.ics"
    assert main(["handout", str(given), "--for", "calendar", "--out", str(out), "--date", "2026-11-23"]) == 2
    assert "no sessions" in capsys.readouterr().err
    assert not out.exists()
