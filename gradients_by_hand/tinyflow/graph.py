"""Nodes, and the functions that build them.

    Node                  an operation, its input nodes, and + - * / @ of nodes
    placeholder, constant, zeros, ones, normal, Variable       sources of numbers
    matmul, exp, log, reduce_sum, reduce_mean, nn.softmax ...  operations
    assign, group, initialize_all_variables                    updates of variables
    ones_like, zeros_like, transpose, expand_dims, sum_to, spread, count
                                                               tools for reverse rules
    rules, rules_in_use   the reverse rules, which students write; the rules of argmax
                          and other operations without a gradient are there

The API is that of TensorFlow 1 (https://www.tensorflow.org/versions/r1.15/api_docs).
"""

import contextlib
import itertools

import numpy as np

float32, float64 = np.float32, np.float64


class _Rules(dict):
    """op -> (node, upstream gradient) -> a list with a gradient for each input."""

    def __missing__(self, op):
        raise LookupError(f"There is no reverse rule for {op!r}.")


def _nothing(node, g):
    """The rule of an operation whose result ignores small changes of its inputs."""
    return [None] * len(node.inputs)


rules = _Rules.fromkeys(
    ("argmax", "equal", "ones_like", "zeros_like", "count"), _nothing
)
_numbers = itertools.count(1)
_variables = []


class Node:
    """One operation of a graph: its name `op` and its input nodes `inputs`.

    `options` holds all other arguments, such as the axis of a sum.  Nodes compare by
    identity, so they can be keys of a dict.
    """

    # With an array on the left, NumPy leaves the operation to the node on the right.
    __array_ufunc__ = None

    def __init__(self, op, inputs=(), *, name=None, **options):
        self.op, self.inputs, self.options = op, tuple(map(as_node, inputs)), options
        self.name = name or f"{op}_{next(_numbers)}"

    def __add__(self, other):
        return Node("add", [self, other])

    def __radd__(self, other):
        return Node("add", [other, self])

    def __sub__(self, other):
        return Node("sub", [self, other])

    def __rsub__(self, other):
        return Node("sub", [other, self])

    def __mul__(self, other):
        return Node("mul", [self, other])

    def __rmul__(self, other):
        return Node("mul", [other, self])

    def __truediv__(self, other):
        return Node("div", [self, other])

    def __rtruediv__(self, other):
        return Node("div", [other, self])

    def __matmul__(self, other):
        return Node("matmul", [self, other])

    def __rmatmul__(self, other):
        return Node("matmul", [other, self])

    def __neg__(self):
        return Node("neg", [self])

    def __bool__(self):
        raise TypeError(
            f"{self.name} is a node of a graph and has no value yet, so it is neither "
            "true nor false. To ask whether something is there, write `is None`."
        )

    def __repr__(self):
        taken = ", ".join(each.name for each in self.inputs)
        return f"<{self.name} of {taken}>" if taken else f"<{self.name}>"


def as_node(value):
    """A node itself; a number or an array as a constant."""
    return value if isinstance(value, Node) else constant(value)


# --- sources of numbers -----------------------------------------------------------


def constant(value, name=None):
    """Numbers that never change."""
    return Node("constant", value=np.asarray(value, dtype=float), name=name)


def zeros(shape):
    return constant(np.zeros(shape))


def ones(shape):
    return constant(np.ones(shape))


def normal(shape, stdev=1.0, seed=None):
    """Random numbers, drawn when the node is built; equal seeds give equal numbers."""
    return constant(np.random.default_rng(seed).normal(scale=stdev, size=shape))


def placeholder(dtype=float32, shape=None, name=None):
    """Numbers that you feed into every run.  dtype and shape are for the reader."""
    return Node("placeholder", name=name, dtype=dtype, shape=shape)


def Variable(initial, name=None):
    """Numbers that a session keeps from run to run; assign them before their use."""
    variable = Node("variable", name=name, initial=as_node(initial))
    _variables.append(variable)
    return variable


# --- operations -------------------------------------------------------------------


def matmul(a, b):
    return Node("matmul", [a, b])


def exp(x):
    return Node("exp", [x])


def log(x):
    return Node("log", [x])


def reduce_sum(x, reduction_indices=None, keep_dims=False):
    """The sum over some axes, or over all."""
    axis = _axes(reduction_indices)
    return Node("reduce_sum", [x], axis=axis, keep_dims=keep_dims)


def reduce_mean(x, reduction_indices=None, keep_dims=False):
    """The mean over some axes, or over all."""
    axis = _axes(reduction_indices)
    return Node("reduce_mean", [x], axis=axis, keep_dims=keep_dims)


def argmax(x, axis):
    return Node("argmax", [x], axis=axis)


def equal(a, b):
    """1 where the entries are equal, else 0."""
    return Node("equal", [a, b])


class nn:
    """The functions of TensorFlow's tf.nn."""

    @staticmethod
    def softmax(x):
        """Softmax of each row."""
        return Node("softmax", [x])

    @staticmethod
    def softmax_cross_entropy_with_logits(logits, labels, name=None):
        """(N,) the loss of each row; students write its computation."""
        return Node("softmax_cross_entropy", [logits, labels], name=name)


def _axes(indices):
    if indices is None or isinstance(indices, int):
        return indices if indices is None else (indices,)
    return tuple(indices)


# --- updates of variables ---------------------------------------------------------


def assign(variable, value):
    """The value; a run that computes this node assigns it to the variable."""
    return Node("assign", [value], variable=variable)


def group(*nodes):
    """A node without a value; computing it computes all of the nodes."""
    return Node("group", nodes)


def initialize_all_variables():
    """A node that assigns its initial value to every existing variable."""
    return group(*(assign(each, each.options["initial"]) for each in _variables))


# --- tools for reverse rules ------------------------------------------------------


def ones_like(x):
    return Node("ones_like", [x])


def zeros_like(x):
    return Node("zeros_like", [x])


def transpose(x):
    """x with rows and columns exchanged."""
    return Node("transpose", [x])


def expand_dims(x, axis):
    """x with a new axis of size 1 at position `axis`."""
    return Node("expand_dims", [x], axis=axis)


def sum_to(g, x):
    """g, summed over the axes along which x was broadcast, in the shape of x."""
    return Node("sum_to", [g, x])


def spread(g, reduced):
    """g, which has the shape of a sum or mean, broadcast to the shape of its input."""
    return Node("spread", [g, *reduced.inputs], **reduced.options)


def count(reduced):
    """How many inputs a sum or mean reduces to each number of its result."""
    return Node("count", reduced.inputs, **reduced.options)


# --- reverse rules ----------------------------------------------------------------


@contextlib.contextmanager
def rules_in_use(others):
    """Replace the rules of some operations within a block; all others stay."""
    before = dict(rules)
    rules.update(others)
    try:
        yield
    finally:
        rules.clear()
        rules.update(before)
