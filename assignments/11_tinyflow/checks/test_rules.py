"""Hidden checks of the reverse rules: single operations on arrays, through an adapter.

Sizes that are equal come first: a product in the wrong order gives a value there, and a
wrong rule can be told by it; with sizes that all differ it stops with an error.
"""

import numpy as np

from autograder.checks import WrongAnswer, agree, check, unpack

FIRST, SECOND = "the gradient of the first input", "the gradient of the second input"
ONLY = ("the gradient of the input",)
BOTH = FIRST, SECOND


def judge(student, reference, op, inputs, parts, *, adapter="apply_rule"):
    """Compare what the rule grad_<op> gives with the definition, on some inputs."""
    rule = f"grad_{op}"
    answers = [
        getattr(student, adapter)(getattr(student, rule), op, *each) for each in inputs
    ]

    for each, answer in zip(inputs, answers):
        right = getattr(reference, adapter)(getattr(reference, rule), op, *each)
        for given, expected, what in zip(unpack(answer, *parts), right, parts):
            agree(given, expected, what=what)


def entries(rng, *shapes):
    """Upstream and inputs of an operation on entries; nothing is near zero."""
    out = np.broadcast_shapes(*shapes)
    sign = rng.choice([-1.0, 1.0], size=out)
    inputs = [rng.uniform(0.5, 3, size=shape) for shape in shapes]
    return sign * rng.uniform(0.3, 2, size=out), *inputs


def of_equal_shapes(rng):
    return [entries(rng, (3, 3), (3, 3)), entries(rng, (4, 2), (4, 2))]


def of_repeated_shapes(rng):
    shapes = ((5, 3), (3,)), ((4, 1), (4, 2)), ((), (2, 3)), ((3, 1), (1, 4))
    return [entries(rng, *each) for each in shapes]


@check(exercise="grad-add", weight=1)
def test_add(student, reference, rng):
    """Both inputs of a sum receive what arrives."""
    judge(student, reference, "add", of_equal_shapes(rng), BOTH)


@check(exercise="grad-add", weight=1)
def test_add_repeated(student, reference, rng):
    """An input that was repeated to fit receives a gradient of its own shape."""
    judge(student, reference, "add", of_repeated_shapes(rng), BOTH)


@check(exercise="grad-sub", weight=1)
def test_sub(student, reference, rng):
    """The two inputs of a difference are treated differently."""
    judge(student, reference, "sub", of_equal_shapes(rng), BOTH)


@check(exercise="grad-sub", weight=1)
def test_sub_repeated(student, reference, rng):
    """An input that was repeated to fit receives a gradient of its own shape."""
    judge(student, reference, "sub", of_repeated_shapes(rng), BOTH)


@check(exercise="grad-neg")
def test_neg(student, reference, rng):
    """The rule of the minus sign."""
    judge(student, reference, "neg", [entries(rng, (4, 3))], ONLY)


@check(exercise="grad-mul", weight=2)
def test_mul(student, reference, rng):
    """Each factor receives its gradient, with what arrives."""
    judge(student, reference, "mul", of_equal_shapes(rng), BOTH)


@check(exercise="grad-mul", weight=2)
def test_mul_repeated(student, reference, rng):
    """A factor that was repeated to fit receives a gradient of its own shape."""
    judge(student, reference, "mul", of_repeated_shapes(rng), BOTH)


@check(exercise="grad-div", weight=2)
def test_div(student, reference, rng):
    """Numerator and denominator receive their gradients."""
    judge(student, reference, "div", of_equal_shapes(rng), BOTH)


@check(exercise="grad-div", weight=2)
def test_div_repeated(student, reference, rng):
    """An input that was repeated to fit receives a gradient of its own shape."""
    judge(student, reference, "div", of_repeated_shapes(rng), BOTH)


@check(exercise="grad-log")
def test_log(student, reference, rng):
    """The rule of the logarithm."""
    judge(student, reference, "log", [entries(rng, (4, 3)), entries(rng, ())], ONLY)


@check(exercise="grad-exp")
def test_exp(student, reference, rng):
    """The rule of the exponential function, also where its input is negative."""
    upstream, x = entries(rng, (4, 3))
    judge(student, reference, "exp", [(upstream, x - 2), entries(rng, ())], ONLY)


@check(exercise="grad-matmul", weight=1)
def test_matmul_left(student, reference, rng):
    """The gradient of the left factor of a matrix product."""
    judge_factor(0, student, reference, rng)


@check(exercise="grad-matmul", weight=1)
def test_matmul_right(student, reference, rng):
    """The gradient of the right factor of a matrix product."""
    judge_factor(1, student, reference, rng)


def judge_factor(which, student, reference, rng):
    inputs = [product(rng, *sizes) for sizes in ((3, 3, 3), (5, 4, 2), (1, 3, 6))]
    rule = student.grad_matmul
    answers = [student.apply_rule(rule, "matmul", *each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.apply_rule(reference.grad_matmul, "matmul", *each)
        agree(unpack(answer, *BOTH)[which], right[which], what=BOTH[which])


def product(rng, N, K, C):
    return tuple(rng.normal(size=each) for each in ((N, C), (N, K), (K, C)))


def reduced(rng, shape, *ways):
    """Upstream, array, axis and keep_dims for each way of adding up."""
    x = rng.uniform(0.5, 3, size=shape)
    for indices, keep in ways:
        axis = tuple(indices) if isinstance(indices, list) else indices
        out = np.sum(x, axis=axis, keepdims=keep).shape
        yield rng.uniform(0.3, 2, size=out), x, indices, keep


def over_one_axis(rng):
    square = reduced(rng, (3, 3), (1, False), (0, False))
    return [*square, *reduced(rng, (5, 2), (1, False), (0, False))]


def over_other_axes(rng):
    table = reduced(rng, (4, 3), (None, False), (1, True), ([0, 1], False), (-1, False))
    return [*table, *reduced(rng, (2, 3, 4), ([0, 2], False), ([1], True))]


@check(exercise="grad-reduce-sum", weight=2)
def test_reduce_sum(student, reference, rng):
    """Each entry receives what arrives at the sum that it went into."""
    judge_reduction(student, reference, "reduce_sum", over_one_axis(rng))


@check(exercise="grad-reduce-sum", weight=1)
def test_reduce_sum_other_axes(student, reference, rng):
    """The same for sums over everything, over several axes, and with keep_dims."""
    judge_reduction(student, reference, "reduce_sum", over_other_axes(rng))


@check(exercise="grad-reduce-mean", weight=2)
def test_reduce_mean(student, reference, rng):
    """Each entry receives its share of what arrives at its mean."""
    judge_reduction(student, reference, "reduce_mean", over_one_axis(rng))


@check(exercise="grad-reduce-mean", weight=1)
def test_reduce_mean_other_axes(student, reference, rng):
    """The same for means over everything, over several axes, and with keep_dims."""
    judge_reduction(student, reference, "reduce_mean", over_other_axes(rng))


def judge_reduction(student, reference, op, inputs):
    judge(student, reference, op, inputs, ONLY, adapter="apply_reduction_rule")


@check(exercise="grad-softmax")
def test_softmax(student, reference, rng):
    """Every score hears of all the probabilities in its row, and of no other row."""
    sizes = (3, 3), (5, 4), (1, 3)
    pairs = [(rng.normal(size=each), rng.normal(size=each)) for each in sizes]
    judge(student, reference, "softmax", pairs, ONLY)


@check(exercise="grad-softmax-cross-entropy")
def test_fused_rule(student, reference, rng):
    """The scores receive the gradient of the losses of their rows; the labels, None."""
    inputs = [fused(rng, N, C) for N, C in ((3, 3), (5, 4), (1, 2))]
    op, rule = "softmax_cross_entropy", student.grad_softmax_cross_entropy
    answers = [student.apply_rule(rule, op, *each) for each in inputs]

    for each, answer in zip(inputs, answers):
        right = reference.apply_rule(reference.grad_softmax_cross_entropy, op, *each)
        logits, labels = unpack(answer, "the gradient of the logits", "None")
        agree(logits, right[0], what="the gradient of the logits")
        if labels is not None:
            raise WrongAnswer("Labels are data: their entry in the list is None.")


def fused(rng, N, C):
    """Upstream, logits and one-hot labels; no two entries of the upstream are equal."""
    upstream = rng.permutation(np.linspace(0.5, 2, N)) * (-1.0) ** np.arange(N)
    return upstream, 2 * rng.normal(size=(N, C)), np.eye(C)[rng.integers(C, size=N)]
