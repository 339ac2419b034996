"""Answers that are written down instead of computed, in the real sandbox."""

import copy
import json

import pytest

from autograder.course.assignment import grade_id
from autograder.grading.grade import grade
from autograder.sandbox import plan
from autograder.submission.notebook_file import parse

ID = "strongest-rival"
LEAD = "np.array([0.5, -0.5, 0.65])"


@pytest.fixture(scope="module")
def kinds_of(course):
    """The kinds of flags of a notebook with one answer; only its exercise is graded."""
    assignment = course.assignment("07_softmax_loss")

    def kinds(answer):
        notebook = copy.deepcopy(assignment.notebook)
        cell = next(each for each in notebook["cells"] if grade_id(each) == ID)
        cell["source"] = answer
        report = grade(
            parse(json.dumps(notebook).encode()),
            assignment,
            secret=b"a secret of the tests",
            sandbox=plan(),
            only={ID},
        ).report
        assert report.status == "graded"
        return [each.kind for each in report.findings]

    return kinds


HARD_CODED = {
    "the same for all": f"def strongest_rival(probs, y):\n"
    f"    return np.array([1, 1, 0]), {LEAD}",
    "for the public input": "def strongest_rival(probs, y):\n"
    "    if len(y) == 3 and probs[0, 0] == 0.7:\n"
    f"        return np.array([1, 1, 0]), {LEAD}\n"
    "    return np.zeros(len(y)), np.zeros(len(y))",
    "from a table": "ANSWERS = {0.7: ([1, 1, 0], [0.5, -0.5, 0.65])}\n"
    "def strongest_rival(probs, y):\n    return ANSWERS[probs[0, 0]]",
}


@pytest.mark.parametrize("answer", HARD_CODED.values(), ids=HARD_CODED)
def test_an_answer_to_the_public_input_only_is_flagged(answer, kinds_of):
    assert kinds_of(answer) == ["constant"]


HONEST = {
    "wrong everywhere": "def strongest_rival(probs, y):\n    return 0, 0",
    "always nothing": "def strongest_rival(probs, y):\n    pass",
    "right by luck on three rows": "def strongest_rival(probs, y):\n"
    "    rows = np.arange(3)\n    others = probs.copy()\n"
    "    others[rows, y[:3]] = 0\n    best = others.argmax(axis=1)[:3]\n"
    "    return best, probs[rows, y[:3]] - others[rows, best]",
    "unfinished": "def strongest_rival(probs, y):\n    raise NotImplementedError()",
    "with numbers of its own": "def strongest_rival(probs, y):\n"
    "    eps = 1.2345e-8\n    return probs.argmax(axis=1), probs.max(axis=1) + eps",
}


@pytest.mark.parametrize("answer", HONEST.values(), ids=HONEST)
def test_an_honest_mistake_is_not(answer, kinds_of):
    assert kinds_of(answer) == []
