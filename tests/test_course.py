"""The course as a whole: its size, its steps, its words."""

import io
import time
import tokenize
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from autograder.course.assignment import grade_id, nbgrader
from autograder.course.course import Course
from gradients_by_hand.steps.answer_type import TokenAnswer
from gradients_by_hand.steps.answer_types.chain import ChainAnswer
from gradients_by_hand.steps.judge import judged

COURSE = Course(Path(__file__).parent.parent)
NAMES = COURSE.names()
POINTS = {
    "00_orientation": 10,
    "01_numerical_gradient": 45,
    "02_matrix_rules": 26,
    "03_kronecker": 34,
    "04_softmax": 45,
    "05_softmax_jacobian": 65,
    "06_cross_entropy": 55,
    "07_softmax_loss": 75,
    "08_svm_loss": 65,
    "09_spiral": 55,
    "10_digits": 65,
    "11_tinyflow": 100,
}
MALFORMED = [
    "9**9**9**9",
    "().__class__.__bases__",
    "__import__('os').system('id')",
    "lambda: 1",
    "[i for i in (1,)]",
    "eye(10**9)",
    "x.__dict__",
    "((((",
    "2x",
    "",
    "...",
    None,
    42.5,
    b"x",
    ("x",) * 9,
    "x" * 500,
    "exp(exp(exp(exp(99))))",
    "a if b else c",
    "f'{x}'",
    "x := 3",
]
# One token changed, and the formula is equal all the same: looked at one by one.
EQUIVALENT = {
    ("05_softmax_jacobian", "step-1.1", "exp(s[j])*delta(i,j)"),
    ("05_softmax_jacobian", "step-9.1", "delta(n,m)*P[m,i]*(delta(i,j)-P[n,j])"),
    ("05_softmax_jacobian", "step-9.1", "delta(n,m)*P[n,i]*(delta(i,j)-P[m,j])"),
}


@cache
def steps():
    return [(name, step) for name in NAMES for step in steps_of(name)]


def steps_of(name):
    return COURSE.assignment(name).steps.values()


def parts():
    return [
        (name, step, number, part)
        for name, step in steps()
        for number, part in enumerate(step.parts)
    ]


def statuses(step, answer, seed=3):
    return [each.status for each in step.verdicts(answer, np.random.default_rng(seed))]


def test_there_are_twelve_assignments_and_640_points():
    points = {
        name: sum(
            nbgrader(cell).get("points", 0)
            for cell in COURSE.assignment(name).notebook["cells"]
        )
        for name in NAMES
    }

    assert {name: points[name] for name in POINTS} == POINTS
    assert sum(points[name] for name in POINTS) == 640


def test_the_course_knows_hundreds_of_mistakes_and_of_right_answers():
    misconceptions = [each for name in COURSE for each in name.misconceptions]
    variants = [variant for each in COURSE for variant in each.variants]

    assert len(misconceptions) >= 240
    assert len(variants) >= 150


def test_every_function_has_right_answers_in_several_styles():
    scarce = {}
    for assignment in COURSE:
        count = Counter(each.exercise for each in assignment.variants)
        for exercise in assignment.exercises:
            # Three for a rule of one line, such as the slope of a sum.
            fewest = 3 if exercise.id.startswith("grad-") else 5
            if assignment.name not in POINTS:
                fewest = 2  # somebody's own: begun, and not tried on a class yet
            is_step = exercise.id in assignment.steps
            if not is_step and count[exercise.id] < fewest:
                scarce[assignment.name, exercise.id] = count[exercise.id]

    assert scarce == {}


def test_every_equivalent_form_of_a_step_is_right():
    forms = [
        (name, step, answer)
        for name, step in steps()
        for answer in [step.right, *step.variants()]
    ]

    wrong = [
        (name, step.id, answer)
        for name, step, answer in forms
        if set(statuses(step, answer)) != {"right"}
    ]

    assert wrong == []
    assert len(forms) >= 150


def test_no_wrong_or_malformed_answer_of_a_step_is_right():
    wrong = [
        (name, step, answer)
        for name, step in steps()
        for _, answer in step.misconceptions()
    ]
    wrong += [
        (name, step, step.answer({number: text}))
        for name, step, number, _ in parts()
        for text in MALFORMED
    ]

    accepted = [
        (name, step.id, answer)
        for name, step, answer in wrong
        if set(statuses(step, answer)) == {"right"}
    ]

    assert accepted == []
    assert len(wrong) >= 300


def test_an_answer_with_one_token_changed_is_not_right():
    accepted, tried = set(), 0
    for name, step, number, part in parts():
        if isinstance(part.answer_type, TokenAnswer | ChainAnswer):
            continue
        key = part.answer_key("mutation", np.random.default_rng(11))
        for text in mutations(part.right, names_of(part)):
            tried += 1
            if judged([key], text)[0].status == "right":
                accepted.add((name, f"{step.id}.{number + 1}", text))

    assert accepted - EQUIVALENT == set()
    assert tried >= 1000


def names_of(part):
    """The names that may stand in an answer of a part, and its index letters."""
    sample = part.draw(np.random.default_rng(0))[0]
    return sorted({*sample, *getattr(part.answer_type, "free_indices", {})})


def mutations(text, names):
    """The formula with one token replaced by another that might stand there."""
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    for each in tokens:
        for other in alternatives(each, names):
            start, end = each.start[1], each.end[1]
            yield text[:start] + other + text[end:]
    for dot, after in pairwise(tokens):
        if dot.string == "." and after.string == "T":
            yield text[: dot.start[1]] + text[after.end[1] :]


def alternatives(token, names):
    if token.type == tokenize.NUMBER:
        return [str(int(float(token.string)) + 1)]
    if token.string in names:
        return [each for each in names if each != token.string]
    others = {"+": ["-"], "-": ["+"], "*": ["/", "+"], "/": ["*"], "@": ["*"]}
    return others.get(token.string, [])


def test_steps_are_judged_quickly():
    slowest = 0.0
    for _, step in steps():
        for answer in [step.right, *step.variants(), *MALFORMED]:
            keys = step.answer_keys(np.random.default_rng(2))
            started = time.perf_counter()
            judged(keys, answer)
            slowest = max(slowest, time.perf_counter() - started)

    assert slowest < 1  # a tenth of a second on a quiet machine


@pytest.mark.parametrize("name", NAMES)
def test_each_step_has_its_cell_its_check_and_misconceptions(name):
    assignment = COURSE.assignment(name)
    cells = {grade_id(cell) for cell in assignment.notebook["cells"]}

    for step in assignment.steps.values():
        assert {step.id, f"{step.id}-check"} <= cells
        is_chain = any(isinstance(part.answer_type, ChainAnswer) for part in step.parts)
        assert step.misconceptions() or is_chain, step.id
        assert step.asks.endswith((".", "?")), step.id
