"""Commands: python -m engine lint | assess | handout | questions | prove | graph | coverage | read | ..."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TextIO

from . import (
    articles,
    columns,
    coverage,
    library_text,
    lint,
    new_exercise,
    overlays,
    plain_text,
    report,
    schemas,
    snapshots,
)
from .answers import Answers, AnswersError
from .answers_file import read_answers
from .columns import counts as counted
from .condition import unparse
from .graph import export, graph
from .guarded_json import MAX_BYTES
from .handout import HANDOUTS, NothingToHandOutError, hand_out
from .knowledge import DATA, EXPECTED, Knowledge, load
from .library_coverage import library
from .model import Question
from .names import did_you_mean
from .pipeline import UnsafeProgrammeError, assess
from .source import Problem, SourceError

OK, FOUND, BAD_INPUT = 0, 1, 2


class BadInputError(Exception):
    """Something given on the command line that cannot be used; one message a mistake."""

    def __init__(self, *messages: str) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 1 if a check found something, 2 for bad input."""
    _speak_utf8(sys.stdout, sys.stderr)
    given = _parser().parse_args(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = given.run
        return run(given)
    except (BadInputError, AnswersError) as error:
        return _complain(error.messages)
    except SourceError as error:
        return _complain(map(str, sorted(error.problems, key=_place)))
    except BrokenPipeError:
        raise
    except (UnsafeProgrammeError, OSError) as error:
        return _complain([str(error)])


def _place(problem: Problem) -> tuple[str, int, str]:
    name, _, line = problem.where.rpartition(":")
    return (name, int(line), problem.message) if line.isdigit() else (problem.where, 0, problem.message)


def _speak_utf8(*streams: TextIO) -> None:
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(messages: Iterable[str]) -> int:
    for message in messages:
        print(" ".join(message.split()), file=sys.stderr)
    return BAD_INPUT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m engine", description="Plumbline's engine: answers to an explained plan."
    )
    parser.add_argument("--data", type=Path, default=DATA, metavar="PATH", help="another data folder than data/")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, "lint", _lint, "check that the content of data/ is complete and consistent")
    command = _command(commands, "assess", _assess, "assess one set of answers")
    command.add_argument("answers", metavar="ANSWERS.json", help="a JSON file of answers, or - for standard input")
    command.add_argument("--json", action="store_true", help="everything that was decided, as JSON")
    command.add_argument("--why", action="store_true", help="with every rule that was true or unknown")
    command = _command(commands, "questions", _questions, "list the questions as they are asked")
    command.add_argument("--json", action="store_true", help="as JSON")
    command = _command(commands, "coverage", _coverage, "count the safe levels for each pattern, life stage and place")
    kind = command.add_mutually_exclusive_group()
    kind.add_argument("--facts", action="store_true", help="instead: the rows of the fact base that data/ leaves out")
    kind.add_argument("--json", action="store_true", help="as JSON")
    command = _command(commands, "figures", _figures, "draw the figures, or tell what is wrong with one")
    what = command.add_mutually_exclusive_group()
    what.add_argument("--missing", action="store_true", help="list the levels that have no figure yet")
    what.add_argument("--check", metavar="EXERCISE", help="only tell what is wrong with one exercise's figures")
    what.add_argument("--out", type=Path, metavar="FOLDER", help="write all figures as SVG, moving and still")
    command = _command(commands, "prove", _prove, "prove the laws of safety over every possible person")
    command.add_argument("--expected", type=Path, default=EXPECTED, metavar="PATH", help="the independent side")
    command.add_argument("--law", metavar="LAW", help="only one law, by its id")
    command.add_argument("--notes", action="store_true", help="with what is told and not refused: shadowed, opposed")
    command.add_argument("--record", action="store_true", help="write the counts that the about page shows")
    command = _command(commands, "overlay", _overlay, "check, try and prove a professional's changes to the rules")
    command.add_argument("file", type=Path, metavar="FILE", help="an overlay, as the bench writes it")
    command.add_argument("--prove", action="store_true", help="prove every law that its changes can break")
    command.add_argument("--expected", type=Path, default=EXPECTED, metavar="PATH", help="the independent side")
    command.add_argument("--answers", metavar="ANSWERS.json", help="show the plan of these answers before and after")
    command = _command(commands, "graph", _graph, "write the graph of exercises for other programs")
    command.add_argument("--format", choices=export.FORMATS, default="json", help="node-link JSON, or GraphML")
    command.add_argument("--out", type=Path, metavar="FILE", help="the file to write; else it is printed")
    command = _command(commands, "handout", _handout, "make what she, or her clinician, can take along")
    command.add_argument("answers", metavar="ANSWERS.json", help="a JSON file of answers, or - for standard input")
    command.add_argument("--for", dest="kind", choices=HANDOUTS, required=True, help="which handout")
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    command.add_argument("--date", type=_day, required=True, metavar="YYYY-MM-DD", help="the date that it bears")
    command.add_argument("--country", metavar="COUNTRY", help="whose numbers to ring, such as gb; else general ones")
    command = _command(commands, "new-exercise", _new_exercise, "begin the guide of a new exercise")
    command.add_argument("name", metavar="NAME", help="its name in the address, such as wall-press")
    command = _command(commands, "read", _read, "read a folder of articles that nobody here wrote")
    command.add_argument("folder", type=Path, metavar="FOLDER", help="Markdown files, in folders or not")
    kind = command.add_mutually_exclusive_group()
    kind.add_argument("--json", metavar="OUT", help="write what was read to a file as JSON, or to standard output: -")
    kind.add_argument("--adopt", metavar="SLUG", help="instead: begin a guide with the facts of this article")
    command = _command(commands, "population", _population, "count what the rules come to for many people")
    command.add_argument(
        "table", nargs="?", type=Path, metavar="FILE", help="answers as CSV or Parquet, a row a person"
    )
    command.add_argument("--size", type=int, metavar="N", help="how many people to make up, where no file is given")
    command.add_argument("--seed", type=int, metavar="S", help="other people for another number")
    command.add_argument("--json", action="store_true", help="as JSON")
    command = _command(commands, "sql", _sql, "print the rules as one SQL statement over a table of answers")
    command.add_argument("--dialect", default="duckdb", metavar="NAME", help="duckdb, trino, spark, ... (duckdb)")
    command.add_argument("--table", default="answers", metavar="NAME", help="the table that holds the answers")
    command.add_argument("--key", default="id", metavar="NAME", help="its column that tells people apart")
    command = _command(commands, "schemas", _schemas, "write data/schemas/")
    command.add_argument("--check", action="store_true", help="only tell whether they are fresh")
    command = _command(commands, "snapshot", _snapshot, "write tests/snapshots/ from data/people/")
    command.add_argument("--check", action="store_true", help="only tell whether they are fresh")
    return parser


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], what: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=what, description=what)
    command.set_defaults(run=run)
    return command


def _knowledge(given: argparse.Namespace) -> Knowledge:
    return load(_folder(given))


def _folder(given: argparse.Namespace) -> Path:
    root: Path = given.data.absolute()
    if not root.is_dir():
        raise BadInputError(f"{given.data}: no such folder: give the path of a data folder")
    return root


# ----------------------------------------------------------------- commands
def _lint(given: argparse.Namespace) -> int:
    knowledge = _knowledge(given)
    return _told(lint.problems(knowledge), f"Checked: {lint.counted(knowledge)}.")


def _told(problems: Iterable[Problem], otherwise: str) -> int:
    found = list(problems)
    for problem in found:
        print(problem, file=sys.stderr)
    if not found and otherwise:
        print(otherwise)
    return FOUND if found else OK


def _assess(given: argparse.Namespace) -> int:
    answers, knowledge = _answers(given)
    assessment = assess(answers.values, knowledge, answers.leave_out)
    if given.json:
        print(_json(report.as_data(assessment, knowledge)))
    else:
        print(plain_text.as_text(assessment, knowledge, given.why), end="")
    return OK


def _answers(given: argparse.Namespace) -> tuple[Answers, Knowledge]:
    text = _answers_text(given.answers)
    knowledge = _knowledge(given)
    name = "standard input" if given.answers == "-" else given.answers
    return read_answers(text, knowledge, name), knowledge


def _answers_text(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadInputError(f"{name}: {reason}: give the path of a JSON file of answers, or -") from error


def _questions(given: argparse.Namespace) -> int:
    questions = _knowledge(given).questions.values()
    if given.json:
        print(_json([_question(question) for question in questions]))
    for question in () if given.json else questions:
        print(f"{question.id}: {question.text}")
        for option, label in question.choices.items():
            print(f"    {option}: {label}")
    return OK


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": question.text,
        "type": question.type,
        "options": [{"id": option, "text": label} for option, label in question.choices.items()],
        "unit": question.unit,
        "min": question.min,
        "max": question.max,
        "enable_when": None if question.enable_when is None else unparse(question.enable_when),
        "section": question.section,
        "topic": question.topic,
        "help": question.help,
        "why": question.why,
        "not_sure": question.not_sure,
        "optional": question.optional,
        "sensitive": question.sensitive,
    }


def _coverage(given: argparse.Namespace) -> int:
    knowledge = _knowledge(given)
    if given.facts:
        return _facts(knowledge)
    found = library(knowledge)
    print(_json(library_text.as_data(found)) if given.json else library_text.as_text(found, knowledge))
    return _told(library_text.problems(found, knowledge), "" if given.json else f"\n{library_text.counted(found)}")


def _facts(knowledge: Knowledge) -> int:
    rows = coverage.rows(knowledge)
    for row in rows:
        if not row.carried_at:
            print(f"{row.id} ({row.file}): {row.because or 'dropped: no rule, fact or question, and no reason'}")
    return _told(coverage.problems(knowledge), coverage.counted(rows))


def _figures(given: argparse.Namespace) -> int:
    from .checks import figures as checks
    from .figures import gallery

    knowledge = _knowledge(given)
    figures = checks.read(knowledge.root, frozenset({given.check} if given.check else ()))
    if given.missing:
        return _missing_figures(gallery.missing(knowledge, figures), knowledge)
    if given.out:
        count = len(list(gallery.write(knowledge, figures, given.out)))
        print(f"Wrote {count} files to {given.out}.")
        return OK
    if given.check and given.check not in figures.levels:
        raise BadInputError(f"no figures of '{given.check}'{did_you_mean(given.check, list(figures.levels))}")
    found = list(checks.figures_are_true(knowledge, given.check))
    return _told(found, f"{given.check or 'All figures'}: nothing wrong.")


def _missing_figures(missing: list[tuple[str, str]], knowledge: Knowledge) -> int:
    for slug, level in missing:
        print(f"{slug}: {level}")
    every = sum(len(exercise.levels) for exercise in knowledge.exercises.values())
    print(f"{len(missing)} of {every} levels have no figure yet.")
    return OK


def _prove(given: argparse.Namespace) -> int:
    try:
        from .proofs import prove, record
    except ModuleNotFoundError as error:
        raise BadInputError(f"{error.name} is not installed: pip install -r requirements-dev.txt") from error
    knowledge = _knowledge(given)
    if given.law not in (None, *(law.id for law in knowledge.laws)):
        raise BadInputError(f"no law '{given.law}'{did_you_mean(given.law, [law.id for law in knowledge.laws])}")
    try:
        proofs = prove.prove(knowledge.root, given.expected, given.law)
    except FileNotFoundError as error:
        raise BadInputError(f"{error.filename}: no such file: give the independent side with --expected") from error
    print(record.as_text(proofs, knowledge, given.notes))
    if not proofs.hold:
        return FOUND
    if given.record and given.law is None:
        record.write(proofs, knowledge.root)
    stale = [] if given.record or given.law else record.stale(proofs, knowledge)
    return _told(stale, "Every law holds." if given.law is None else "The law holds.")


def _overlay(given: argparse.Namespace) -> int:
    knowledge = _knowledge(given)
    overlay = overlays.read_overlay(given.file, knowledge, given.file.as_posix())
    answers = read_answers(_answers_text(given.answers), knowledge, given.answers) if given.answers else None
    print(overlays.as_text(overlay, knowledge))
    if answers is not None:
        print(overlays.plans_as_text(overlay, knowledge, answers.values, answers.leave_out))
    broken = [
        Problem(case.at, f"case '{case.id}': {x.what}: expected {x.expected}, came {x.came}")
        for case, x in overlays.broken_cases(knowledge, overlay)
    ]
    crowd = overlays.Crowd(knowledge, overlays.made_up_people(knowledge, overlays.MADE_UP, seed=1))
    print(overlays.who_as_text(crowd, overlay))
    found = _proved(overlay, knowledge, given.expected) if given.prove else overlays.try_overlay(overlay, crowd)
    for line in overlays.broken_as_text(found, knowledge):
        print(line)
    proved = "every law that these changes can break is proved" if given.prove else "no law was seen to break"
    code = _told(
        broken, "" if found else f"Nothing wrong: cases that come out as expected: {len(overlay.cases)}; {proved}."
    )
    return FOUND if found else code


def _proved(overlay: overlays.Overlay, knowledge: Knowledge, expected: Path) -> tuple[overlays.BrokenLaw, ...]:
    try:
        from .proofs.overlays import prove_overlay
    except ModuleNotFoundError as error:
        raise BadInputError(f"{error.name} is not installed: pip install -r requirements-dev.txt") from error
    try:
        return prove_overlay(knowledge, overlay, expected)
    except FileNotFoundError as error:
        raise BadInputError(f"{error.filename}: no such file: give the independent side with --expected") from error


def _graph(given: argparse.Namespace) -> int:
    found = graph(_knowledge(given))
    text = export.as_text(found, given.format)
    if given.out is None:
        print(text, end="")
    else:
        _write(given.out, text.encode())
        print(f"Wrote {export.counted(found)} to {given.out}.")
    return _told((Problem(*message.split(": ", 1)) for message in found.ignored), "")


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadInputError(f"{path}: {error.strerror}: give the path of a file that can be written") from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no date: write it as 2026-11-23") from error


def _handout(given: argparse.Namespace) -> int:
    answers, knowledge = _answers(given)
    country = given.country or next(iter(knowledge.countries))
    if country not in knowledge.countries:
        known = list(knowledge.countries)
        raise BadInputError(f"no country '{country}'{did_you_mean(country, known)}; there are {', '.join(known)}")
    result = assess(answers.values, knowledge, answers.leave_out)
    try:
        made = hand_out(given.kind, result, given.date, knowledge.countries[country], answers.leave_out)
    except NothingToHandOutError as error:
        raise BadInputError(str(error)) from error
    _write(given.out, made.content)
    print(f"Wrote {given.out}.")
    return OK


def _new_exercise(given: argparse.Namespace) -> int:
    root = _folder(given)
    try:
        path = new_exercise.write(given.name, root)
    except new_exercise.NameRefusedError as error:
        raise BadInputError(str(error)) from error
    print(new_exercise.next_steps(given.name, f"{root.name}/{path.relative_to(root).as_posix()}"), end="")
    return OK


def _read(given: argparse.Namespace) -> int:
    if not given.folder.is_dir():
        raise BadInputError(f"{given.folder}: no such folder: give the path of a folder of articles")
    root = _folder(given)
    words = articles.load_words(root)
    reading = articles.read_folder(given.folder, words, os.cpu_count() or 1)
    if given.adopt is not None:
        return _adopt(given.adopt, reading, root, words)
    if given.json == "-":
        print(articles.as_json(reading), end="")
    elif given.json:
        Path(given.json).write_text(articles.as_json(reading), encoding="utf-8")
    code = _told(articles.problems(reading), "")
    print(articles.counted(reading), file=sys.stderr if given.json == "-" else sys.stdout)
    return code


def _adopt(slug: str, reading: articles.Reading, root: Path, words: articles.ArticleWords) -> int:
    try:
        article = articles.choose(slug, reading)
        path = articles.adopt(article, root, words)
    except new_exercise.NameRefusedError as error:
        raise BadInputError(str(error)) from error
    print(articles.next_steps(article, f"{root.name}/{path.relative_to(root).as_posix()}"), end="")
    return OK


def _population(given: argparse.Namespace) -> int:
    knowledge = _knowledge(given)
    people = _made_up(given, knowledge) if given.table is None else _people_of(given, knowledge)
    counts = columns.population_counts(columns.evaluate(people, knowledge))
    print(_json(asdict(counts)) if given.json else counted.as_text(counts), end="\n" if given.json else "")
    return OK


def _made_up(given: argparse.Namespace, knowledge: Knowledge) -> Any:
    try:
        return columns.population(knowledge, given.size, given.seed)
    except ValueError as error:
        raise BadInputError(str(error)) from error


def _people_of(given: argparse.Namespace, knowledge: Knowledge) -> Any:
    if given.size is not None or given.seed is not None:
        raise BadInputError("--size and --seed make people up: leave them out where a file is given")
    try:
        content = given.table.read_bytes()
    except OSError as error:
        raise BadInputError(f"{given.table}: {error.strerror}: give the path of a CSV or Parquet file") from error
    found = columns.read_table(content, str(given.table), knowledge)
    for row in found.first_bad:
        print(f"{given.table}: row {row.row}: {'; '.join(row.messages)}", file=sys.stderr)
    left = f", {found.blank} rows were blank" if found.blank else ""
    print(f"{found.people.size} rows were read, {found.bad} left out as wrong{left}.", file=sys.stderr)
    return found.people


def _sql(given: argparse.Namespace) -> int:
    from .columns import sql

    knowledge = _knowledge(given)
    try:
        print(sql.sql(knowledge, given.table, given.key, given.dialect), end="")
    except ModuleNotFoundError as error:
        raise BadInputError(f"{error.name} is not installed: pip install -r requirements-dev.txt") from error
    except ValueError as error:
        raise BadInputError(str(error)) from error
    return OK


def _schemas(given: argparse.Namespace) -> int:
    knowledge = _knowledge(given)
    if given.check:
        return _told(schemas.stale(knowledge), "The schemas are fresh.")
    print(f"Wrote {len(schemas.write(knowledge))} schemas to {given.data / schemas.FOLDER}.")
    return OK


def _snapshot(given: argparse.Namespace) -> int:
    knowledge = _knowledge(given)
    if given.check:
        return _told(snapshots.stale(knowledge), f"The snapshots of {len(knowledge.people)} people are fresh.")
    print(f"Wrote {len(snapshots.write(knowledge))} snapshots to {snapshots.folder(knowledge)}; read the diff.")
    return OK


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def run() -> NoReturn:
    """Run the command line as a program; a reader that stops early, as `head` does, is no mistake."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = OK
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    run()
