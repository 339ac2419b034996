"""Steps of every kind to judge answers by, and the verdict on an answer."""

import json

import numpy as np

from gradients_by_hand.steps import (
    Chain,
    Choice,
    Index,
    Matrix,
    Number,
    Scalar,
    Shape,
    Step,
    StepMisconception,
)
from gradients_by_hand.steps.judge import judged
from gradients_by_hand.steps.shipping import answer_key_from_json


def vectors(rng):
    """u (M,) and v (K,): all that the steps of these tests are made of."""
    M, K = ((5, 3), (4, 6), (3, 4))[rng.integers(3)]
    return {
        "u": rng.normal(size=M),
        "v": rng.normal(size=K),
        "w": rng.normal(size=K),
        "t": int(rng.integers(K)),
        "M": M,
        "K": K,
    }


def tables(rng):
    M, K, L = ((5, 3, 4), (4, 6, 2), (3, 4, 6))[rng.integers(3)]
    return {
        "A": rng.normal(size=(M, K)),
        "B": rng.normal(size=(K, L)),
        "Z": rng.normal(size=(M, K)),
        "h": float(rng.uniform(0.5, 2)),
        "M": M,
        "K": K,
        "L": L,
    }


PRODUCT = Step(
    "step-1",
    "A table of products.",
    Index(
        "u[i]*(v[j]-w[j])",
        given=vectors,
        free_indices={"i": "M", "j": "K"},
        misconceptions=(
            StepMisconception(
                "P1", "u[i]*v[j]", "One vector is missing.", "Which one?"
            ),
            StepMisconception(
                "P2", "u[j]*v[i]", "The indices are swapped.", "Which is first?"
            ),
        ),
    ),
)
SQUARE = Step(
    "step-2",
    "A square table.",
    Index("v[i]*(delta(i,j)-v[j])", given=vectors, free_indices={"i": "K", "j": "K"}),
)
MASKED = Step(
    "step-3",
    "One entry is special.",
    Index("v[i]-ind(i,t)", given=vectors, free_indices={"i": "K"}),
)
TABLE = Step("step-4", "A product.", Matrix("A.T@(A-Z)/M+2*h", given=tables))
TURNED = Step("step-5", "Another product.", Matrix("(A@B).T", given=tables))
NUMBERS = Step("step-6", "A curve.", Scalar("p*(1-p)", given={"p": (0.01, 0.99)}))
THREE = Step(
    "step-7",
    "Three answers.",
    Number(
        62.7,
        rtol=0.01,
        misconceptions=(StepMisconception("N1", 0.0627, "Units.", "Which unit?"),),
    ),
    Shape("(N, D+1)", sizes=("N", "D", "C")),
    Choice("all", among=("one", "all")),
)
LINES = Step(
    "step-8",
    "Line by line.",
    Chain(
        ["exp(a)/(exp(a)+exp(b))"],
        start="exp(a+c)/(exp(a+c)+exp(b+c))",
        given={"a": (-2, 2), "b": (-2, 2), "c": (-2, 2)},
        forbidden_names=("c",),
    ),
)
STEPS = (PRODUCT, SQUARE, MASKED, TABLE, TURNED, NUMBERS, THREE, LINES)


def shipped(step, answer):
    """The verdicts in the notebook, from what is shipped as JSON."""
    content = json.loads(json.dumps(step.shipped("A section"), allow_nan=False))
    return judged([answer_key_from_json(each) for each in content["parts"]], answer)


def verdict(step, answer):
    """The verdict on the first part, the same in the notebook and in the grader."""
    in_notebook = shipped(step, answer)
    in_grader = step.verdicts(answer, np.random.default_rng(5))
    assert [each.status for each in in_notebook] == [each.status for each in in_grader]
    return in_notebook[0]
