"""A new kind of answer is one class; and no array, however odd, breaks the judge."""

import json
import time
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from gradients_by_hand.steps import (
    Chain,
    Index,
    Matrix,
    Scalar,
    Shape,
    Step,
    StepMisconception,
)
from gradients_by_hand.steps.answer_type import (
    KINDS,
    Evaluation,
    Reading,
    TokenAnswer,
    ValueAnswer,
)
from gradients_by_hand.steps.comparison import agree, close
from gradients_by_hand.steps.index import index_values
from gradients_by_hand.steps.judge import judged
from gradients_by_hand.steps.part import Part, no_samples, trials
from gradients_by_hand.steps.reading import ParseError, read
from gradients_by_hand.steps.shipping import answer_key_from_json


@dataclass(frozen=True)
class IntervalAnswer(ValueAnswer, kind="test-interval"):
    """Two ends, each a formula of numbers."""

    numbers: tuple
    forbidden_names: tuple = ()

    def reading(self, answer):
        """How both ends are understood."""
        low, high = (Reading.of(read(each), self.numbers) for each in self.ends(answer))
        return Reading(f"[{low.latex}, {high.latex}]", low.names | high.names)

    def values(self, answer, sample):
        """Both ends as numbers."""
        return np.array(
            [float(index_values(read(each), sample, {})) for each in self.ends(answer)]
        )

    def where(self, given, right, samples):
        """The end that is wrong."""
        return f"The {'lower' if given[0][0] != right[0][0] else 'upper'} end is off."

    def ends(self, answer):
        """The two ends of an answer."""
        if not isinstance(answer, tuple) or len(answer) != 2:
            raise ParseError("An interval has two ends, as in (a, b).")
        return answer


@dataclass(frozen=True)
class DateAnswer(TokenAnswer, kind="test-date"):
    """A year."""

    def reading(self, answer):
        """The year itself."""
        return Reading(str(answer))

    def tokens(self, answer):
        """The year as a word."""
        return [str(answer)]


def ends(rng):
    return {"a": float(rng.integers(1, 9)), "h": float(rng.integers(1, 9)) / 16}


INTERVAL = Step(
    "step-1",
    "The interval and the year.",
    Part(
        ("a-h", "a+h"),
        IntervalAnswer(("a", "h")),
        trials(ends),
        equivalents=(("-h+a", "h+a"),),
        misconceptions=(
            StepMisconception("I1", ("a+h", "a-h"), "The ends are swapped.", "Why?"),
        ),
    ),
    Part(1986, DateAnswer(), no_samples),
)
INTERVALS = [
    ((("a-h", "h+a"), 1986), ["right", "right"], ""),
    ((("a+h", "a-h"), 1986), ["wrong", "right"], "The ends are swapped.\nWhy?"),
    ((("a-2*h", "a+h"), 1986), ["wrong", "right"], "The lower end is off."),
    ((("-a+h", "-a-h"), 1986), ["wrong", "right"], "opposite sign"),
    (("a", 1987), ["unreadable", "wrong"], "two ends"),
]


@pytest.mark.parametrize(("answer", "statuses", "says"), INTERVALS, ids=str)
def test_a_new_kind_of_answer_is_one_class(answer, statuses, says):
    content = json.loads(json.dumps(INTERVAL.shipped("A section"), allow_nan=False))
    keys = [answer_key_from_json(each) for each in content["parts"]]

    in_notebook = judged(keys, answer)
    in_grader = INTERVAL.verdicts(answer, np.random.default_rng(5))

    assert content["parts"][0]["answer_type"]["kind"] == "test-interval"
    assert [each.status for each in in_notebook] == statuses
    assert [each.status for each in in_grader] == statuses
    assert says in in_notebook[0].says


def test_a_misconception_of_a_new_kind_is_recognised():
    assert INTERVAL.misconception_of((("h+a", "a-h"), 1986)) == "I1"
    assert INTERVAL.misconception_of((("a-h", "h+a"), 1986)) is None


def test_every_kind_lies_in_a_module_of_its_own_name():
    folder = "gradients_by_hand.steps.answer_types"
    kinds = {kind: each.__module__ for kind, each in KINDS.items() if "-" not in kind}

    assert kinds == {kind: f"{folder}.{kind}" for kind in kinds}
    assert len(kinds) == 7


def batch(rng):
    return {
        "P": rng.normal(size=(4, 3)),
        "v": rng.normal(size=3),
        "t": int(rng.integers(3)),
        "N": 4,
        "C": 3,
    }


OF_POINTS = {"a": (-2, 2), "b": (0.5, 2)}
PARTS = {
    "scalar": Scalar("a*b", given=OF_POINTS),
    "chain": Chain(["a*b"], start="b*a", given=OF_POINTS),
    "index of 0": Index("sum(j,v[j])", given=batch, free_indices={}),
    "index of 1": Index("v[j]", given=batch, free_indices={"j": "C"}),
    "index of 2": Index("P[i,j]", given=batch, free_indices={"i": "N", "j": "C"}),
    "matrix of 0": Matrix("sum(P)", given=batch),
    "matrix of 1": Matrix("v/N", given=batch),
    "matrix of 2": Matrix("P.T/N", given=batch),
}
ODD = st.one_of(
    arrays.arrays(
        dtype=st.sampled_from([np.float64, np.float32, np.int64, np.uint8, np.bool_]),
        shape=arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
    ),
    st.sampled_from([np.nan, np.inf, -np.inf, 0.0, -0.0, 1e308, 5e-324, True, 7]),
)


@given(given=ODD, right=ODD)
@settings(max_examples=200, deadline=None)
def test_any_two_arrays_are_compared(given, right):
    same_shape = np.shape(given) == np.shape(right)

    assert close(given, right).shape == np.shape(right)
    assert agree(given, right) == (same_shape and bool(close(given, right).all()))
    assert agree(right, right) == (not np.isnan(np.asarray(right, dtype=float)).any())


@pytest.mark.parametrize("kind", PARTS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_array_is_judged_and_explained(kind, data):
    part = PARTS[kind]
    key = part.answer_key("salt", np.random.default_rng(3))
    odd = data.draw(ODD)
    given = [each.copy() for each in map(np.asarray, key.right.values)]
    given[0] = np.atleast_1d(odd) if kind == "chain" else odd

    with np.errstate(all="ignore"):
        is_right = part.answer_type.compare(given, key.right)
        says = part.answer_type.explain(given, key.right, key.samples)

    assert is_right == agree(given[0], key.right.values[0])
    assert says.endswith((".", "?"))


@given(odd=ODD)
@settings(max_examples=100, deadline=None)
def test_a_misconception_of_any_shape_is_compared(odd):
    known = Evaluation(values=[np.asarray(odd, dtype=float)])

    for part in PARTS.values():
        if part.answer_type.kind != "chain":
            given = [np.ones((3, 4))]
            assert part.answer_type.compare(given, known) == agree(given[0], odd)


TRANSPOSED = Step(
    "step-6",
    "One row of means.",
    Matrix(
        "sum(P,0,keepdims=True)/N",
        given=batch,
        misconceptions=(StepMisconception("T1", "sum(P,0)/N", "An axis.", "Which?"),),
    ),
)


@pytest.mark.parametrize(
    "answer",
    ["P.T/N", "P", "kron(P,P)", "ones(3,1)@ones(1,3)", "v*P", "diag(v)", "N", "eye(3)"],
)
def test_an_answer_with_another_shape_is_told_its_shape(answer):
    for verdict in (
        TRANSPOSED.verdicts(answer, np.random.default_rng(2))[0],
        judged(
            [answer_key_from_json(TRANSPOSED.shipped("A section")["parts"][0])], answer
        )[0],
    ):
        assert verdict.status == "wrong"
        assert "is asked" in verdict.says


@pytest.mark.parametrize("text", ["exp(P,P)", "log(P,P)", "multiply(P,P,P)"])
def test_a_formula_cannot_write_into_a_sample(text):
    part = PARTS["matrix of 2"]
    key = part.answer_key("salt", np.random.default_rng(3))
    before = [each["P"].copy() for each in key.samples]

    assert key.judge(text).status == "unreadable"
    assert all(map(np.array_equal, before, (each["P"] for each in key.samples)))


@pytest.mark.parametrize("text", ["ones(64,64,64,64,64,64)", "zeros(1,1,1)"])
def test_a_table_of_more_than_two_axes_is_refused_before_it_is_made(text):
    key = PARTS["matrix of 2"].answer_key("salt", np.random.default_rng(3))

    assert key.judge(text).status == "unreadable"


LONG = "kron(ones(64,1), ones(64,1))"


@pytest.mark.parametrize("text", [f"multiply({LONG}, {LONG}.T)", f"{LONG}*{LONG}.T"])
def test_a_product_of_two_long_vectors_is_refused_before_it_is_made(text):
    key = PARTS["matrix of 2"].answer_key("salt", np.random.default_rng(3))

    verdict = key.judge(text)

    assert verdict.status == "unreadable"
    assert "far too large" in verdict.says


def test_arrays_in_place_of_a_shape_are_not_turned_into_text():
    key = Shape("(N, D)", sizes=("N", "D")).answer_key("salt", None)
    arrays_of_numbers = [np.zeros(1000)] * 3900

    began = time.process_time()
    for answer in (arrays_of_numbers, arrays_of_numbers[:2], [[1]], ["N"] * 3900):
        assert key.judge(answer).status == "unreadable"
    assert time.process_time() - began < 1
    assert key.judge(("N", "D")).status == "right"


class GreedyAnswer(DateAnswer):
    """Takes more memory than there is."""

    def reading(self, answer):
        """Nothing."""
        raise MemoryError


def test_an_answer_that_takes_all_memory_is_no_error_of_ours():
    key = Part(1, GreedyAnswer(), no_samples).answer_key("salt", None)

    assert key.judge(1).status == "unreadable"
