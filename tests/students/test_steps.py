"""Formulas that students write as text: compared by value, and told why."""

import json
import time

import numpy as np
import pytest

from example_steps import (
    LINES,
    MASKED,
    NUMBERS,
    PRODUCT,
    SQUARE,
    STEPS,
    TABLE,
    THREE,
    TURNED,
    shipped,
    verdict,
)
from gradients_by_hand.steps import Number, Step, StepMisconception

RIGHT = [
    (PRODUCT, "u[i]*(v[j]-w[j])"),
    (PRODUCT, "u[i]*v[j] - w[j]*u[i]"),
    (PRODUCT, "-(w[j]-v[j])*u[i]"),
    (PRODUCT, "sum(k, u[k]*delta(k,i))*(v[j]-w[j])"),
    (PRODUCT, "u[i]*sum(m, delta(m,j)*(v[m]-w[m]))"),
    (PRODUCT, "log(exp(u[i]))*(v[j]-w[j])"),
    (SQUARE, "v[i]*delta(i,j)-v[i]*v[j]"),
    (SQUARE, "(delta(j,i)-v[i])*v[j]"),
    (SQUARE, "delta(i,j)*v[i]*(1-v[i])-(1-delta(i,j))*v[i]*v[j]"),
    (SQUARE, "sum(k,v[k]*delta(k,i)*delta(k,j))-v[i]*v[j]"),
    (MASKED, "v[i]-delta(t,i)"),
    (TABLE, "np.dot(A.T, A-Z)/M+2*h"),
    (TABLE, "h+((A-Z).T@A).T/M+h"),
    (TABLE, "A.T.dot(A-Z)*(1/M)+2*h*ones(K,K)"),
    (TURNED, "B.T@A.T"),
    (TURNED, "transpose(A@B)"),
    (NUMBERS, "p-p^2"),
    (NUMBERS, "p·(1−p)"),
    (NUMBERS, "(1-(1-2*p)**2)/4"),
    (THREE, (62.72, "(N,D+1)", "all")),
    (THREE, ("6.27*10", "N x (D+1)", "ALL ")),
    (THREE, (np.float64(62.7), ("N", "1+D"), "all")),
    (LINES, "exp(a)/(exp(a)+exp(b))"),
    (LINES, ["exp(a)*exp(c)/(exp(c)*(exp(a)+exp(b)))", "1/(1+exp(b-a))"]),
]


def named(value):
    """A step by its id, and an answer as it was written."""
    return getattr(value, "id", None) or str(value)


@pytest.mark.parametrize(("step", "answer"), RIGHT, ids=named)
def test_every_form_that_is_equal_is_right(step, answer):
    assert {each.status for each in shipped(step, answer)} == {"right"}
    assert verdict(step, answer).says == ""


WRONG = [
    (PRODUCT, "u[i]*(w[j]-v[j])", "opposite sign"),
    (PRODUCT, "3*u[i]*(v[j]-w[j])", "3 times"),
    (PRODUCT, "M*u[i]*(v[j]-w[j])", "M times"),
    (PRODUCT, "u[i]*(v[j]-w[j])/K", "1/K times"),
    (PRODUCT, "u[j]*v[j]", "the index j takes"),
    (PRODUCT, "u[i]*v[j]", "One vector is missing.\nWhich one?"),
    (PRODUCT, "u[j]*v[i]", "The indices are swapped."),
    (PRODUCT, "u[i]/0", "no finite number"),
    (SQUARE, "v[i]*(1-v[i])*delta(i,j)", "Right wherever i equals j, and wrong where"),
    (SQUARE, "-v[i]*v[j]", "Right wherever i and j differ, and wrong where i equals j"),
    (MASKED, "v[i]", "Right wherever i differs from t, and wrong where i equals t"),
    (MASKED, "v[i]-1", "Right wherever i equals t"),
    (TABLE, "(A-Z).T@B", "do not fit: which sizes touch?"),
    (TABLE, "A@A.T", "is asked"),
    (TABLE, "2*h", "a single number, and a table of shape"),
    (TABLE, "A.T@(A-Z)/M+h", "entries are wrong"),
    (TABLE, "A.T*(A-Z)", "which sizes touch"),
    (TURNED, "A@B", "Which index comes first"),
    (NUMBERS, "p*(1-p)+1e-7*p", "your formula gives"),
    (NUMBERS, "log(p-1)", "no finite number"),
    (NUMBERS, "9**9**9**9", "no finite number"),
    (THREE, (0.0627, "(N,D+1)", "all"), "Units.\nWhich unit?"),
    (THREE, (61.0, "(N,D+1)", "all"), "not right"),
    (LINES, ["exp(a)/exp(b)", "exp(a)/(exp(a)+exp(b))"], "Line 1 does not say"),
    (LINES, ["exp(a+c)/(exp(a+c)+exp(b+c))"], "write it without c"),
]


@pytest.mark.parametrize(("step", "answer", "says"), WRONG, ids=named)
def test_a_wrong_answer_is_told_why(step, answer, says):
    found = verdict(step, answer)

    assert found.status == "wrong"
    assert says in found.says


UNREADABLE = [
    (PRODUCT, None, "is a `return` missing"),
    (PRODUCT, 5, "of type int"),
    (PRODUCT, "", "no formula yet"),
    (PRODUCT, "...", "no formula yet"),
    (PRODUCT, "u[i]*(v[j]-w[j]", "brackets"),
    (PRODUCT, "2u[i]", "every product with *"),
    (PRODUCT, "T = u[i]", "right of the equals sign"),
    (PRODUCT, "u[i]*q[j]", "q is not known in this step"),
    (PRODUCT, "u*v[j]", "u has 1 index"),
    (PRODUCT, "u[i,j]", "u has 1 index, and u[i, j] has 2"),
    (PRODUCT, "u[i]*v[k]", "The index k is free"),
    (PRODUCT, "i*v[j]", "i is an index"),
    (PRODUCT, "sum(i, u[i])*v[j]", "already"),
    (PRODUCT, "sum(k, sum(k, u[k]))", "inside each other"),
    (PRODUCT, "sum(k, 1)", "Nothing inside the sum"),
    (PRODUCT, "sum(u[i])", "sum(k, ...)"),
    (PRODUCT, "u[i]@v[j]", "indices and sum(k, ...)"),
    (PRODUCT, "u[i].T", "no meaning in index notation"),
    (PRODUCT, "u[1.5]", "no whole number"),
    (PRODUCT, "u[i+1]", "is none"),
    (PRODUCT, "sinh(u[i])", "no function sinh"),
    (PRODUCT, "exp(u[i], 2)", "exp takes one"),
    (PRODUCT, "u[i] if 1 else 2", "no `if`"),
    (PRODUCT, "lambda: 1", "no function"),
    (PRODUCT, "[x for x in (1,)]", "no loop"),
    (PRODUCT, "().__class__", "nothing named __class__"),
    (PRODUCT, "__import__('os').system('true')", ""),
    (PRODUCT, "u.__class__", "nothing named __class__"),
    (PRODUCT, "open('x')", ""),
    (PRODUCT, "'x'*10", ""),
    (PRODUCT, "1e300*u[i]", "at most 1000000"),
    (PRODUCT, "9j", ""),
    (PRODUCT, "u[i]" * 200, "at most 400"),
    (PRODUCT, "-" * 390 + "1", "too long"),
    (PRODUCT, "u[i]\0", ""),
    (PRODUCT, "u[i] & v[j]", "only + - * /"),
    (PRODUCT, "u[i] < v[j]", "no comparison"),
    (PRODUCT, "sum(a,sum(b,sum(c,sum(d,sum(e,sum(f,sum(g,"
     "u[a]*u[b]*u[c]*u[d]*u[e]*u[f]*u[g])))))))", "more indices"),
    (TABLE, "eye(100000)", "whole number from 1 to 64"),
    (TABLE, "kron(kron(kron(A,A),kron(A,A)),kron(A,A))", "far too large"),
    (TABLE, "A.flags", ".flags is not known"),
    (TABLE, "A[0]", "no indices in brackets"),
    (TABLE, "A^T", "To turn a matrix write .T"),
    (TABLE, "h(1-h)", "is a * missing"),
    (PRODUCT, "u(v)", "is a * missing"),
    (PRODUCT, "delta[i,j]", "delta(i,j), with round brackets"),
    (PRODUCT, "t[i]", "t is one number"),
    (PRODUCT, "u_i", "an index in brackets: u[i]"),
    (PRODUCT, "sum(k,Q[k])", "Q is not known"),
    (NUMBERS, "e^p", "Write exp(a)"),
    (NUMBERS, "lambda*p", "lam is not known"),
    (THREE, ("N", "(N,D+1)", "all"), "no letters are needed"),
    (TABLE, "A.tofile(3)", "no function tofile"),
    (TABLE, "sum(A, axis=7)", "An axis is 0 or 1"),
    (TABLE, "sum(A, where=True)", "right of the equals sign"),
    (TABLE, "sum(A, axis=M)", "only axis= and keepdims="),
    (TABLE, "exp()", "not used like that"),
    (NUMBERS, "q", "q is not known"),
    (THREE, ("all",), "3 answers"),
    (THREE, "x", "3 answers"),
    (THREE, (float("nan"), "(N,D+1)", "all"), "no finite number"),
    (THREE, (True, "(N,D+1)", "all"), "a number"),
    (THREE, (10**400, "(N,D+1)", "all"), "too large"),
    (LINES, [], "list of lines"),
    (LINES, ["a"] * 30, "at most 20"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("step", "answer", "says"), UNREADABLE, ids=range(len(UNREADABLE))
)
def test_what_cannot_be_read_is_told_why(step, answer, says):
    found = verdict(step, answer)

    assert found.status == "unreadable"
    assert says in found.says


def test_no_answer_takes_long():
    slowest = 0.0
    for step, answer, *_ in RIGHT + WRONG + UNREADABLE:
        started = time.perf_counter()
        shipped(step, answer)
        slowest = max(slowest, time.perf_counter() - started)

    assert slowest < 1  # a tenth of it on a quiet machine; bombs would take for ever


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_what_is_shipped_holds_no_expression(step):
    text = json.dumps(step.shipped("A section"))

    for answer in step.right if isinstance(step.right, tuple) else [step.right]:
        for line in answer if isinstance(answer, list) else [answer]:
            assert str(line) not in text.replace('"among": ["one", "all"]', "")


def test_a_misconception_is_told_with_its_section():
    found = verdict(PRODUCT, "u[i]*v[j]")

    assert found.misconception is not None
    assert found.misconception.section == "A section"
    assert PRODUCT.misconception_of("v[j]*u[i]") == "P1"
    assert PRODUCT.misconception_of("u[j]*v[i]") == "P2"
    assert PRODUCT.misconception_of("u[i]*(v[j]-w[j])") is None


def test_equivalents_and_misconceptions_are_answers_of_the_whole_step():
    step = Step(
        "step-1",
        "Two answers.",
        Number(2, equivalents=("1+1",)),
        Number(3, misconceptions=(StepMisconception("W", 4, "Four.", "Why?"),)),
    )

    assert step.function == "step_1"
    assert step.right == (2, 3)
    assert step.variants() == [("1+1", 3)]
    assert [(each.id, answer) for each, answer in step.misconceptions()] == [
        ("W", (2, 4))
    ]
