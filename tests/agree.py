"""Two interpreters side by side on many people: random ones, and every pair of danger signs. Run by `make agree`."""

import itertools
import sys
from concurrent.futures import ProcessPoolExecutor

from engine.person import Person
from tests.draws import Answers, random_people, the_knowledge, whole
from tests.naive import Reader, book_of_data
from tests.test_naive import differing_facts, raw_conditions

CHUNK = 500


def disagreements(people: list[Answers]) -> list[str]:
    """Return where the engine and the naive interpreter read one of these people differently."""
    knowledge, book, conditions = the_knowledge(), book_of_data(), raw_conditions()
    found = []
    for answers in people:
        naive, person = Reader(book, answers), Person(answers, knowledge)
        rules = knowledge.rules.items()
        wrong = [name for name, rule in rules if person.truth(rule.when) is not naive.true(conditions[name])]
        wrong += differing_facts(naive, person, book, knowledge)
        found += [f"{', '.join(wrong)}: {answers}"] if wrong else []
    return found


def pairs_of_signs() -> list[Answers]:
    """Return the well woman with every pair of options of the danger lists."""
    knowledge = the_knowledge()
    lists = [q for q in knowledge.questions.values() if q.section == "danger_signs" and q.type == "many_of"]
    options = [(q.id, option) for q in lists for option in q.choices if option != "none"]
    people = []
    for one, other in itertools.combinations(options, 2):
        ticks: dict[str, list[str]] = {}
        for question, option in (one, other):
            ticks.setdefault(question, []).append(option)
        people.append(whole(knowledge, ticks))
    return people


def parts(count: int) -> list[tuple[str, int, int]]:
    """Return the people in parts that run beside each other: of which kind, from where, how many."""
    of_people = [("random", seed, min(CHUNK, count - seed)) for seed in range(0, count, CHUNK)]
    pairs = len(pairs_of_signs())
    return of_people + [("pairs", first, min(CHUNK, pairs - first)) for first in range(0, pairs, CHUNK)]


def judged(part: tuple[str, int, int]) -> tuple[int, list[str]]:
    """Return how many people a part has, and where the two disagree on them."""
    kind, first, size = part
    drawn = random_people(first, size, the_knowledge()) if kind == "random" else pairs_of_signs()[first : first + size]
    return len(drawn), disagreements(drawn)


def main(count: int) -> int:
    """Print every disagreement, and how many people were read; 1 if there is one."""
    read, found = 0, []
    with ProcessPoolExecutor(max_workers=2) as pool:
        for size, wrong in pool.map(judged, parts(count)):
            read += size
            found += wrong
            if wrong or read % 10_000 == 0:
                print(f"{read} people, {len(found)} disagreements", *wrong, sep="\n  ", flush=True)
    print(f"Read alike: {read - len(found)} of {read} people.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
