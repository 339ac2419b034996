"""Answers that are the same after renaming, in one notebook and in a class."""

import pytest

from autograder.course.assignment import Exercise
from autograder.integrity.alike import alike, most_that_is_rare
from autograder.integrity.fingerprint import Fingerprints, given_names, known
from autograder.report import ExerciseReport, Report
from autograder.static_analysis.student_code import StudentCode

LOSS = Exercise("softmax-loss-naive", 18.0)
HELPER = """
def stable(scores):
    return scores - scores.max()
"""
ANSWER = """
def softmax_loss_naive(W, X, y, reg):
    loss = 0.0
    dW = np.zeros_like(W)
    num_train = X.shape[0]
    for i in range(num_train):
        scores = stable(X[i].dot(W))
        p = np.exp(scores) / np.sum(np.exp(scores))
        loss += -np.log(p[y[i]])
        for j in range(W.shape[1]):
            dW[:, j] += (p[j] - (j == y[i])) * X[i, :]
    loss = loss / num_train + reg * np.sum(W * W)
    dW = dW / num_train + 2 * reg * W
    return loss, dW
"""
COPY = '''
def shifted(s) -> np.ndarray:
    """Mine."""
    return s - s.max()

def softmax_loss_naive(weights, data, labels, strength: float):
    """My own words."""
    import numpy as np
    total: float = 0  # start with nothing
    grad = np.zeros_like(weights)
    n = data.shape[0]
    print("examples", n)
    for row in range(n):
        f = shifted(
            data[row].dot(weights)
        )
        probs = np.exp(f) / np.sum(np.exp(f))
        total = total + -np.log(probs[labels[row]])
        for c in range(weights.shape[1]):
            grad[:, c] += (probs[c] - (c == labels[row])) * data[row, :]
    total = total / n + strength * np.sum(weights * weights)
    grad = grad / n + 2 * strength * weights
    return total, grad
'''


def fingerprint(*cells, exercise=LOSS, others=()):
    return Fingerprints(StudentCode((each, True) for each in cells), others).of(
        exercise
    )


def test_names_comments_types_prints_and_layout_are_no_difference():
    assert fingerprint(HELPER, ANSWER) == fingerprint(COPY) != ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2 * reg", "reg"),
        ("scores.max()", "scores.min()"),
        ("p[j] - ", "p[j] + "),
        (".dot(W)", " @ W"),
        ("for j in range(W.shape[1]):", "for j in range(C):"),
        ("    loss = loss / num", "        loss = loss / num"),
        ("np.sum(W * W)", "np.sum(W ** 2)"),
    ],
    ids=["factor", "helper", "sign", "operator", "bound", "indent", "square"],
)
def test_another_thought_is_another_fingerprint(old, new):
    changed = (HELPER + ANSWER).replace(old, new)

    assert changed != HELPER + ANSWER
    assert fingerprint(changed) != fingerprint(HELPER, ANSWER)


def test_a_short_and_a_missing_answer_have_no_fingerprint():
    short = "def softmax_loss_naive(W, X, y, reg):\n    return l2_penalty(W, reg)"

    assert fingerprint(short) == fingerprint("x = 1") == ""


def test_a_function_of_another_exercise_is_no_part_of_an_answer():
    one = fingerprint(HELPER, ANSWER, others={"stable"})
    other = fingerprint(HELPER.replace("max", "min"), ANSWER, others={"stable"})

    assert one == other


def test_the_authors_own_answers_are_known(course):
    assignment = course.assignment("07_softmax_loss")
    solution = Fingerprints(assignment.code, given_names(assignment))

    assert solution.of(LOSS) in known(assignment)
    assert len(known(assignment)) > 50
    assert fingerprint(HELPER, ANSWER) not in known(assignment)


def test_deep_and_strange_code_is_read_in_no_time():
    deep = "def softmax_loss_naive():\n    return " + "-" * 900 + "x" + ".y" * 900

    assert fingerprint(deep)
    assert fingerprint("def softmax_loss_naive():\n" + "    x = 1\n" * 9000) == ""


# ------------------------------------------------------------------------ in a class


def report(**fingerprints):
    exercises = {
        id: ExerciseReport(score=0.0, max=1.0, fingerprint=each)
        for id, each in fingerprints.items()
    }
    return Report(
        assignment="a", status="graded", score=0.0, max=1.0, exercises=exercises
    )


def a_class(size, **students):
    """A class in which the students that are not named all differ."""
    rest = {f"s{i}": report(loss=f"250-{i}") for i in range(size - len(students))}
    return rest | {name: report(**each) for name, each in students.items()}


def groups(reports, known=()):
    return [(each.students, each.exercises) for each in alike(reports, known)]


def test_two_students_with_the_same_long_answer_are_found():
    reports = a_class(30, ada={"loss": "200-x"}, bob={"loss": "200-x"})

    assert groups(reports) == [(("ada", "bob"), ("loss",))]


def test_one_middling_answer_is_not_enough_and_several_are():
    one = a_class(30, ada={"a": "80-x"}, bob={"a": "80-x"})
    three = {"a": "80-x", "b": "75-y", "c": "90-z"}

    assert groups(one) == []
    assert groups(a_class(30, ada=three, bob=three)) == [
        (("ada", "bob"), ("a", "b", "c"))
    ]


def test_what_many_have_and_what_the_author_wrote_is_left_alone():
    many = {name: {"loss": "200-x"} for name in "abcd"}
    two = {name: {"loss": "200-x"} for name in "ab"}

    assert groups(a_class(30, **many)) == []
    assert groups(a_class(30, **two), known={"200-x"}) == []


def test_three_who_share_are_one_group():
    three = {name: {"loss": "200-x", "b": "200-y"} for name in ("c", "a", "b")}

    assert groups(a_class(30, **three)) == [(("a", "b", "c"), ("loss", "b"))]


def test_what_is_rare_grows_with_the_class():
    assert [most_that_is_rare(n) for n in (2, 30, 300, 1000)] == [3, 3, 6, 20]


def test_a_class_of_a_thousand_is_compared_in_a_second():
    reports = {
        f"s{i}": report(**{f"e{k}": f"{200 + k}-{i % 200}" for k in range(20)})
        for i in range(1000)
    }

    assert len(alike(reports)) == 200
