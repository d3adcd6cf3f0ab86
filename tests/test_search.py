"""The search of the guides: what a visitor types leads to the guide that she needs, and says where it speaks of it."""

import string
import time

import pytest

import engine
from engine import wordforms
from engine.passages import plain
from tests.draws import the_knowledge

KNOWLEDGE = the_knowledge()
INDEX = engine.SearchIndex(KNOWLEDGE)

FIRST = {
    # names, however written
    "hip thrusts": "hip-thrusts",
    "Hip Thrust": "hip-thrusts",
    "plank": "plank",
    "side plank": "side-plank",
    "push-ups": "push-ups",
    "pushups": "push-ups",
    "press ups": "push-ups",
    "catcow": "cat-cow",
    "child's pose": "childs-pose",
    "childs pose": "childs-pose",
    "upper trapezius": "upper-trapezius-stretch",
    "pelvic floor dysfunction": "pelvic-floor-dysfunction",
    # other names
    "sofa bridge": "hip-thrusts",
    "sit to stand": "squats",
    "RDL": "hip-hinge",
    "kegels": "pelvic-floor-training",
    "superman": "prone-back-extension",
    "one-leg stand": "single-leg-balance",
    # slips of the finger, and words not yet written to their end
    "hip thrst": "hip-thrusts",
    "siatica": "sciatica",
    "scolosis": "scoliosis",
    "scol": "scoliosis",
    "hip flexer stretch": "hip-flexor-stretch",
    "menapause": "menopause-and-bone",
    "caesarian": "postpartum-recovery",
    "cesarean": "postpartum-recovery",
    "diastasys recti": "diastasis-recti",
    # conditions, by their own and by lay names
    "anterior pelvic tilt": "anterior-pelvic-tilt",
    "coccydynia": "tailbone-pain",
    "spondylolisthesis": "slipped-vertebra",
    "osteoporosis": "menopause-and-bone",
    "brittle bones": "menopause-and-bone",
    "fallen arches": "flat-feet",
    "hunchback": "kyphosis",
    "hunch back": "kyphosis",
    "dowager's hump": "kyphosis",
    "text neck": "forward-head-posture",
    "mum tum": "diastasis-recti",
    "trapped nerve": "sciatica",
    "crooked spine": "scoliosis",
    "double jointed": "hypermobility",
    # whole sentences
    "tailbone hurts when sitting": "tailbone-pain",
    "my bum bone hurts when I sit": "tailbone-pain",
    "my lower back aches": "lower-back-pain",
    "my boobs are too heavy": "breast-size-back-pain",
    "I can't lie on my side at night": "outer-hip-pain",
    "how do I get from floor bridges to weighted hip thrusts?": "hip-thrusts",
    "knee pain going down stairs": "front-knee-pain",
    "back ache while pregnant": "pregnancy-posture",
    "running after birth": "postpartum-recovery",
    "one leg is longer": "leg-length-difference",
    # muscles
    "rotator cuff": "external-rotation",
    "piriformis": "figure-four-stretch",
    "hamstrings": "hamstring-stretch",
    # danger comes before any exercise
    "chest pain": "danger-signs",
    "numb between the legs": "danger-signs",
    "I cannot feel anything between my legs": "danger-signs",
    "swollen calf": "danger-signs",
    "suicidal": "danger-signs",
    "when should I stop": "stop-signs",
}
AMONG_THE_FIRST_THREE = {
    "slipped disc": "sciatica",
    "pee when I sneeze": "pelvic-floor-dysfunction",
    "I leak when I cough": "pelvic-floor-training",
    "serratus anterior": "wall-slides",
    "gluteus medius": "clamshells",
    "deep tummy muscles": "diaphragmatic-breathing",
    "resistance band": "band-rows",
    "dumbbells": "overhead-press",
    "couch": "hip-thrusts",
    "headache after computer work": "neck-headache",
    "neck": "neck-pain",
    "stiff neck": "neck-mobility",
    "wobbly on my feet": "single-leg-balance",
    "shoulder blade sticks out": "scapular-winging",
    "bridge in bed": "glute-bridges",
    "office exercises": "desk-breaks",
    "tight psoas": "tight-hip-flexors",
    "wrists hurt typing": "wrist-mobility",
    "lifting heavy boxes": "hip-hinge",
}


def found(text: str) -> list[str]:
    return [hit.guide for hit in engine.search(text, INDEX)]


def best(text: str) -> engine.SearchHit:
    return engine.search(text, INDEX)[0]


@pytest.mark.parametrize(("text", "guide"), FIRST.items())
def test_the_guide_that_she_means_comes_first(text: str, guide: str) -> None:
    assert found(text)[:1] == [guide]


@pytest.mark.parametrize(("text", "guide"), AMONG_THE_FIRST_THREE.items())
def test_the_guide_that_she_means_is_among_the_first_three(text: str, guide: str) -> None:
    assert guide in found(text)[:3]


@pytest.mark.parametrize("slug", sorted(KNOWLEDGE.guides))
def test_every_guide_comes_first_when_its_title_is_typed(slug: str) -> None:
    assert found(KNOWLEDGE.guides[slug].title)[:1] == [slug]


@pytest.mark.parametrize("slug", sorted(KNOWLEDGE.exercises))
def test_every_exercise_is_found_by_each_of_its_other_names(slug: str) -> None:
    names = KNOWLEDGE.exercises[slug].also_called
    assert [name for name in names if slug not in found(name)[:3]] == []


@pytest.mark.parametrize("slug", sorted(KNOWLEDGE.guides))
def test_every_guide_is_found_by_each_of_its_keywords(slug: str) -> None:
    assert [word for word in KNOWLEDGE.guides[slug].front.keywords if slug not in found(word)[:10]] == []


@pytest.mark.parametrize("slug", sorted(KNOWLEDGE.guides))
def test_a_slip_in_the_longest_word_of_a_title_is_forgiven(slug: str) -> None:
    """Two letters change places in the middle of it."""
    title = KNOWLEDGE.guides[slug].title
    word = max(title.replace("-", " ").split(), key=len)
    middle = len(word) // 2
    slipped = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    assert slug in found(title.replace(word, slipped))[:3]


@pytest.mark.parametrize("text", ["", "   ", "?!", "zzzzzz", "qwertyuiop", "the", "what is it", "🙂", "\x00", "$$$"])
def test_what_says_nothing_finds_nothing(text: str) -> None:
    assert found(text) == []


def test_a_word_that_nobody_knows_does_not_hide_what_the_others_find() -> None:
    assert found("qwertyuiop plank")[0] == "plank"


def test_what_misses_half_of_her_words_is_not_worth_showing() -> None:
    assert len(found("knee pain going down stairs")) < len(KNOWLEDGE.guides) / 4


def test_a_search_of_any_length_is_answered() -> None:
    assert found("tailbone " * 1000) == found("tailbone " * 20)


def test_the_section_that_matched_is_shown_with_her_words_in_it() -> None:
    hit = best("numb between the legs")
    assert hit.section == hit.where == "Nerves and Bladder"
    hit = next(x for x in engine.search("tailbone hurts when sitting", INDEX) if x.guide == "seated-cat-cow")
    assert hit.where == "Frequently Asked Questions: Does it help the tailbone?"
    assert "Sitting" in hit.matched


def test_a_guide_found_by_its_title_is_shown_at_a_glance() -> None:
    hit = best("plank")
    assert (hit.where, hit.section) == ("At a glance", "")
    assert KNOWLEDGE.guides["plank"].glance.startswith(hit.snippet.removesuffix(" …"))


def test_a_guide_found_by_what_it_trains_says_which_muscle() -> None:
    hit = best("gluteus maximus")
    assert (hit.where, hit.snippet) == ("Muscles", "gluteus maximus")


@pytest.mark.parametrize("text", [*FIRST, *AMONG_THE_FIRST_THREE])
def test_what_is_shown_is_plain_short_and_can_be_read_in_the_guide(text: str) -> None:
    for hit in engine.search(text, INDEX):
        assert len(hit.snippet) <= 175
        assert not set("*|`>#").intersection(hit.snippet)
        assert "](" not in hit.snippet
        assert not hit.section or KNOWLEDGE.guides[hit.guide].section(hit.section)
        assert all(word in hit.snippet for word in hit.matched)


def test_a_query_is_answered_within_50_milliseconds() -> None:
    """Time of the processor, since others use the machine too; the best of three."""

    def seconds(text: str) -> float:
        begin = time.process_time()
        engine.search(text, INDEX)
        return time.process_time() - begin

    queries = [
        *FIRST,
        *AMONG_THE_FIRST_THREE,
        "my lower back and my neck and my knees ache after sitting at work all day",
    ]
    assert [text for text in queries if min(seconds(text) for _ in range(3)) > 0.05] == []


# ------------------------------------------------------------------ the words
@pytest.mark.parametrize(
    "forms",
    [
        "stretch stretches stretching stretched",
        "ache aches aching",
        "squat squats squatting",
        "sit sits sitting",
        "pull pulls pulling pulled",
        "raise raises raising",
        "exercise exercises exercising",
        "dizzy dizziness",
        "pain pains painful",
        "toe toes",
        "ups up",
        "centre center",
        "colour color",
        "programme programmes program",
        "caesarean cesarean",
        "oestrogen estrogen",
        "anaemia anemia",
        "stabilise stabilize stabilisation",
        "orthopaedic orthopedic",
        "labour labor",
    ],
)
def test_endings_and_spellings_of_a_word_are_the_same(forms: str) -> None:
    assert len({wordforms.stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(("one", "two"), [("hip", "hop"), ("back", "bag"), ("bus", "bu"), ("need", "knee")])
def test_words_that_differ_stay_apart(one: str, two: str) -> None:
    assert wordforms.stem(one) != wordforms.stem(two)


@pytest.mark.parametrize(
    ("one", "two", "count"), [("plank", "plank", 0), ("plank", "plnak", 1), ("plank", "plan", 1), ("plank", "blink", 2)]
)
def test_slips_are_counted(one: str, two: str, count: int) -> None:
    assert wordforms.slips(one, two, 2) == wordforms.slips(two, one, 2) == count


def test_short_words_are_taken_as_they_are() -> None:
    assert wordforms.near("hop", [("hip", wordforms.letters("hip"))]) == []


def test_letters_tell_words_apart() -> None:
    assert len({wordforms.letters(letter) for letter in string.ascii_lowercase}) == 26


def test_plain_text_has_neither_marks_nor_links_nor_sources() -> None:
    markdown = (
        "1. **Lift** the [hip](/exercises/hip-thrusts/) slowly (CONTRERAS2015, NETO2020).\n\n"
        "| What | Source |\n|---|---|\n| Walking | HAYDEN2021 |\n---\n- `Rest`"
    )
    assert plain(markdown) == "Lift the hip slowly.\nWhat · Source\nWalking\nRest"


# ------------------------------------------------------------- the lay words
def test_no_phrase_is_explained_in_two_places() -> None:
    entries = [{INDEX.stems(phrase) for phrase in lay.said} for lay in KNOWLEDGE.lay_words if lay.means]
    said = [phrase for entry in entries for phrase in entry]
    assert sorted({phrase for phrase in said if said.count(phrase) > 1}) == []


def test_every_meaning_of_a_lay_word_is_found_in_some_guide() -> None:
    meanings = {meaning for lay in KNOWLEDGE.lay_words for meaning in lay.means}
    assert sorted(x for x in meanings if not found(x) or set(INDEX.stems(x)) - INDEX.holding.keys()) == []


def test_every_lay_phrase_finds_something() -> None:
    said = [phrase for lay in KNOWLEDGE.lay_words if lay.means for phrase in lay.said]
    assert [phrase for phrase in said if not found(phrase)] == []


def test_no_lay_phrase_is_too_long_to_be_noticed() -> None:
    said = [INDEX.stems(phrase) for lay in KNOWLEDGE.lay_words if lay.means for phrase in lay.said]
    assert [phrase for phrase in said if not 1 <= len(phrase) <= 5] == []
