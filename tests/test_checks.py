"""What `agree`, `unpack` and their sisters say of every kind of answer."""

import numpy as np
import pytest

from autograder import checks
from autograder.checks import (
    WrongAnswer,
    agree,
    array,
    in_time,
    number,
    unpack,
    untouched,
    written_here,
)
from autograder.execution.check_result import HiddenCheck
from autograder.grading.runner import _result
from autograder.static_analysis.student_code import StudentCode
from autograder.wire import Opaque, Subclassed

ODD = {
    "None": None,
    "text": "zero",
    "a bool": True,
    "a list": [1.0, 2.0],
    "nan": float("nan"),
    "an infinity": float("inf"),
    "an integer beyond floats": 10**400,
    "a complex number": 1 + 2j,
    "an object of their own": Opaque("Answer", "<Answer>"),
    "a matrix": Subclassed(np.ones((2, 2)), "matrix"),
    "text in an array": np.array(["a", "b"]),
    "an array with nan": np.array([1.0, np.nan]),
    "an empty array": np.zeros((0, 3)),
    "a dict": {"loss": 1.0},
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
@pytest.mark.parametrize("right", [1.0, np.ones(2)], ids=["a number", "an array"])
def test_an_odd_answer_is_wrong_and_never_an_error_of_ours(value, right):
    with pytest.raises(WrongAnswer):
        agree(value, right, what="the loss")


@pytest.mark.parametrize(
    "value",
    [2.0, 2, np.float32(2), np.int64(2), np.array(2.0)],
    ids=["float", "int", "float32", "int64", "0-d array"],
)
def test_a_number_may_come_in_any_numeric_type(value):
    agree(value, 2.0, what="the loss")

    assert number(value, "the loss") == 2.0


def test_the_right_value_is_not_shown():
    right = np.array([[0.123456789, 2.0], [3.0, 4.0]])

    with pytest.raises(WrongAnswer) as wrong:
        agree(right + np.array([[1, 0], [0, 0]]), right, what="the gradient")

    assert "0.1234" not in str(wrong.value)
    assert "1 of its 4 entries; the first is [0, 0]" in str(wrong.value)


def test_the_shape_is_reported_before_the_value():
    with pytest.raises(WrongAnswer, match=r"shape \(2,\), and should have \(1, 2\)"):
        agree(np.zeros(2), np.ones((1, 2)), what="db")


def test_the_tolerance_is_relative_to_the_largest_entry():
    right = np.array([1e6, 1.0])

    agree(right + 0.5, right, what="x")


def test_zero_must_be_zero():
    with pytest.raises(WrongAnswer):
        agree(np.array([0.0, 1e-9]), np.zeros(2), what="the gradient")


def test_unpack_gives_the_parts():
    assert unpack((1, 2), "the loss", "the gradient") == [1, 2]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "returned nothing"),
        (1.0, "a value of type float"),
        ((1.0,), "returned 1 value,"),
        (np.ones(2), "an array of shape"),
    ],
    ids=["None", "a number", "too few", "an array"],
)
def test_unpack_says_what_came_back(value, says):
    with pytest.raises(WrongAnswer, match=says):
        unpack(value, "the loss", "the gradient")


def test_array_gives_float64():
    assert array(np.arange(3), (3,), "y").dtype == np.float64


class Changed:
    changed = {0: None, 2: None}  # noqa: RUF012 - stands for a student


def test_untouched_names_the_arguments():
    with pytest.raises(WrongAnswer, match="argument 1 and argument 3"):
        untouched(Changed())


def test_a_function_that_a_library_writes_is_refused():
    code = StudentCode([("from scipy.special import softmax as f", True)])

    with pytest.raises(WrongAnswer, match=r"scipy\.special\.softmax.*yours to write"):
        written_here(code, "f", "scipy.special.softmax")
    with pytest.raises(WrongAnswer, match="yours to write"):
        written_here(code, "f", "scipy")
    written_here(code, "f", "scipy.special.log_softmax")


def test_a_function_that_hides_what_it_calls_is_refused():
    code = StudentCode([("def f(x): return eval('x')", True)])

    with pytest.raises(WrongAnswer, match="uses eval"):
        written_here(code, "f", "scipy.special.softmax")


class Answering:
    """Stands for a student's side whose calls take so many seconds, one by one."""

    def __init__(self, *seconds):
        self.left = list(seconds)
        self.asked = []

    def renew(self):
        self.asked.append("anew")

    def __call__(self):
        self.asked.append("called")
        self.seconds = self.left.pop(0)


def test_one_quick_call_on_a_busy_machine_is_enough():
    student = Answering(9.0, 9.0, 0.1)

    in_time(student, student, lambda: 1.0)

    assert student.asked == ["anew", "called"] * 3


def test_a_function_that_is_always_slow_is_told_so(monkeypatch):
    monkeypatch.setattr(checks, "_REST_S", 0)
    student = Answering(*[9.0] * 100)

    with pytest.raises(WrongAnswer, match="much slower"):
        in_time(student, student, lambda: 1.0)


class NoSession:
    """A session in which no call was made."""

    def calls_of(self, check):
        """None."""
        return []


def test_what_is_quoted_of_an_answer_moves_no_cursor_and_has_an_end():
    check = HiddenCheck("test_a", "a", 1.0, "It holds.")
    quoted = "f stopped with \x1b[2J\x9b2J\u202egnp.exe\u200b" + "x" * 10_000

    says = _result(check, WrongAnswer(quoted), NoSession()).says

    assert says.startswith("f stopped with \ufffd2J\ufffdgnp.exe\ufffdxxx")
    assert len(says) <= 4000
