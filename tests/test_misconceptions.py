"""A wrong rule is recognised by what it gives."""

import numpy as np

from autograder.misconceptions import Call, Misconception, explain, misconception
from autograder.wire.call_result import Raised, call_result_of


def right(x):
    return x * 2


def square(x):
    return x * x


def in_place(x):
    x *= 2
    return x


def raises(x):
    raise ValueError("no")


def rule(function, **changes):
    fields = {
        "id": function.__name__,
        "exercises": ("double",),
        "says": "",
        "try_this": "",
        "section": "",
        "function": function,
    }
    return Misconception(**{**fields, **changes})


def calls_of(function):
    inputs = [(np.array([2.0, 2.0]),), (np.array([1.0, 3.0]),)]
    return [Call(args, call_result_of(function, args)) for args in inputs]


RULES = [rule(square), rule(in_place), rule(raises)]


def test_the_rule_that_a_student_follows_is_named():
    for wrong in (square, in_place, raises):
        named = explain(RULES, calls_of(wrong), right)

        assert named is not None
        assert named.id == wrong.__name__


def test_a_right_answer_follows_no_rule():
    assert explain(RULES, calls_of(right), right) is None


def test_an_answer_of_its_own_follows_no_rule():
    assert explain(RULES, calls_of(lambda x: x + 7), right) is None


def test_another_exception_is_another_outcome():
    calls = [Call((np.ones(2),), Raised("TypeError"))]

    assert explain(RULES, calls, right) is None


def test_marks_decide_between_rules_with_equal_answers():
    rules = [rule(square), rule(square, id="by power", marks=("power",))]

    assert explain(rules, calls_of(square), right).id == "square"
    assert explain(rules, calls_of(square), right, {"power"}).id == "by power"


def test_a_rule_may_ask_for_a_closer_match():
    def nearly_right(x):
        return x * (2 + 1e-9)

    def float32(x):
        return (x * (2 + 1e-7)).astype(float)

    rules = [rule(nearly_right, rtol=2e-8)]

    assert explain(rules, calls_of(nearly_right), right) is not None
    assert explain(rules, calls_of(float32), right) is None


def test_an_overflow_does_not_hide_another_mistake():
    calls = calls_of(square)
    calls.append(
        Call((np.array([1e200]),), call_result_of(lambda x: x * np.inf, (1.0,)))
    )

    assert explain(RULES, calls, right).id == "square"


def test_the_decorator_leaves_the_function_usable():
    marked = misconception(
        id="X1", exercise="double", says="s", try_this="t", section="c"
    )(square)

    assert marked(3) == 9
    assert marked.misconception.exercises == ("double",)
