"""The public inputs on which hints are recognised.

Numbers have two decimals, so that they are the same in a file as in memory.  Rules get
a square case, a rectangular one and one where an input was repeated.
"""

import numpy as np

from gradients_by_hand.tinyflow.adapters import (
    apply_reduction_rule,
    apply_rule,
    gradients_of_net,
    keys_of_class,
    loss_of_cost,
    order_of_net,
    ten_steps,
)
from gradients_by_hand.tinyflow.stories import story_of_run


def _entries(seed, *shapes):
    rng = np.random.default_rng(seed)
    out = np.broadcast_shapes(*shapes)
    inputs = [rng.uniform(0.5, 3, size=each).round(2) for each in shapes]
    return (rng.uniform(0.3, 2, size=out).round(2), *inputs)


def _of(op, *cases):
    return [(op, *each) for each in cases]


def _two(op):
    equal, repeated = _entries(1, (3, 3), (3, 3)), _entries(2, (4, 2), (2,))
    return _of(op, equal, _entries(3, (2, 4), (2, 4)), repeated)


def _product(seed, N, K, C):
    rng = np.random.default_rng(seed)
    return tuple(rng.normal(size=each).round(2) for each in ((N, C), (N, K), (K, C)))


def _reductions(op):
    up, x = _entries(4, (3, 3))
    wide, table = _entries(5, (4, 2))
    return [
        (op, up[0], x, 1, False),
        (op, wide[:, 0], table, 1, False),
        (op, wide[0], table, 0, False),
        (op, 0.75, table, None, False),
        (op, wide[:, :1], table, 1, True),
    ]


def _labelled(seed, N, C):
    rng = np.random.default_rng(seed)
    truth = rng.permutation(np.arange(N) % C)
    return np.eye(C)[truth], (0.1 + rng.uniform(0.05, 0.8, size=(N, C))).round(2)


def _scored(seed, N, C):
    labels, _ = _labelled(seed, N, C)
    return np.random.default_rng(seed).normal(size=(N, C)).round(2), labels


_SHARED = np.array([[0.5, 0.5, 0.0], [0.25, 0.25, 0.5], [0.0, 0.0, 1.0]])
_SQUARE = np.array([[0, 1], [0, 1]])
_STEP_9 = np.array([[0, 2], [1, 2], [2, 3], [2, 4], [3, 4], [3, 5], [4, 5]])
_BYWAYS = np.array([[0, 2], [1, 2], [1, 3], [2, 3], [2, 5], [4, 5]])
_SLOPES = np.array([0.5, -2.0, 3.0, 0.25, -1.5, 2.5, 0.75])
_PART = _SLOPES[:6]
_CHAIN = np.array([[k, k + 1] for k in range(1200)])

FIXTURES = {
    "grad-add": _two("add"),
    "grad-sub": _two("sub"),
    "grad-neg": _of("neg", _entries(6, (4, 3))),
    "grad-mul": _two("mul"),
    "grad-div": _two("div"),
    "grad-log": _of("log", _entries(7, (4, 3))),
    "grad-exp": _of("exp", _entries(8, (4, 3))),
    "grad-matmul": _of("matmul", _product(9, 3, 3, 3), _product(10, 5, 4, 2)),
    "grad-reduce-sum": _reductions("reduce_sum"),
    "grad-reduce-mean": _reductions("reduce_mean"),
    "grad-softmax": _of("softmax", _entries(11, (3, 3)), _entries(12, (4, 2))),
    "topological-order": [
        (_SQUARE, 1),
        (_STEP_9, 5),
        (_BYWAYS, 3),
        (_STEP_9, 0),
        (_CHAIN, 1200),
    ],
    "gradients": [
        (_SQUARE, _SLOPES[:2], 1, [0]),
        (_STEP_9, _SLOPES, 5, [0, 1, 3]),
        (_BYWAYS, _PART, 3, [4, 0]),
        (_STEP_9, _SLOPES, 5, [2], 1.5),
    ],
    "run": [
        ("one fetch", 2.0, 3.5),
        ("many fetches", 2.0, 3.5),
        ("list of one", 2.0, 3.5),
        ("two batches", 1.5, 2.5),
        ("counter", 1.5, 0.75, 3),
        ("twice in one run", 1.5, 0.75),
        ("two sessions", 1.5, 0.75),
        ("not fed", "image"),
        ("not initialised", "weights"),
        ("buffer", [1.5, 2.5], [4.5, 5.5]),
        ("tower", 5),
        ("chain", 1201),
    ],
    "mean-cross-entropy": [_labelled(13, 5, 3), _labelled(14, 4, 2)],
    "counting-step": [(5.25, 2.5)],
    "friendly-node-class": [()],
    "softmax-cross-entropy-with-logits": [
        _scored(15, 4, 4),
        _scored(16, 5, 3),
        (np.array([[0.5, -1.0, 0.25], [1.5, 1.0, 0.0], [0.0, 0.5, 0.75]]), _SHARED),
        (np.array([[4000.5, 4000.0], [0.25, 1.0]]), np.eye(2)),
        (np.array([[0.0, -800.0], [900.0, 0.0]]), np.array([[0.0, 1.0], [1.0, 0.0]])),
    ],
    "grad-softmax-cross-entropy": [
        ("softmax_cross_entropy", np.array([1.5, -0.5, 2.25]), *_scored(17, 3, 3)),
        (
            "softmax_cross_entropy",
            np.array([1.5, -0.5, 2.25, 0.75]),
            *_scored(18, 4, 2),
        ),
    ],
}

THROUGH = {
    **{
        f"grad-{op}": apply_rule
        for op in "add sub neg mul div log exp matmul softmax".split()
    },
    "grad-reduce-sum": apply_reduction_rule,
    "grad-reduce-mean": apply_reduction_rule,
    "grad-softmax-cross-entropy": apply_rule,
    "topological-order": order_of_net,
    "gradients": gradients_of_net,
    "run": story_of_run,
    "mean-cross-entropy": loss_of_cost,
    "counting-step": ten_steps,
    "friendly-node-class": keys_of_class,
}
