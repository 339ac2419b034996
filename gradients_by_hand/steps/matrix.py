"""The value of a formula of matrices: `A@B.T+2*h`, as numpy reads it.

Whole arrays only; the spelling of numpy (np.outer, A.sum(axis=0), A.dot(B)) is read as
well.  Sizes are looked at before anything is computed, so that no formula takes long.
"""

import ast

import numpy as np

from gradients_by_hand.steps.index import OPERATORS
from gradients_by_hand.steps.reading import ParseError, ShapeError, name_of, unknown

_MOST_NUMBERS = 20_000  # of every table on the way
_LONGEST_SIDE = 64


def matrix_values(tree, sample):
    """The array that a formula of the arrays and numbers in `sample` gives.

    Raises:
        ParseError: a name or a function that is not known here.
        ShapeError: shapes that do not fit together.
    """
    if any(map(_is_indexed, ast.walk(tree))):
        raise ParseError(
            "Whole arrays are asked here: no indices in brackets, no sum(i, ...)."
        )
    try:
        return np.asarray(_value(tree, sample), dtype=float)
    except ValueError as error:
        raise ShapeError(f"The shapes do not fit: {_reason(error)}.") from None


def _is_indexed(node):
    return isinstance(node, ast.Subscript)


def _value(node, sample):
    if isinstance(node, ast.Constant) and not isinstance(node.value, bool):
        return float(node.value)
    if isinstance(node, ast.Name):
        return _named(node.id, sample)
    if isinstance(node, ast.UnaryOp):
        inner = _value(node.operand, sample)
        return -inner if isinstance(node.op, ast.USub) else inner
    if isinstance(node, ast.BinOp):
        return _operation(node, sample)
    if isinstance(node, ast.Attribute):
        return _attribute(node, sample)
    if isinstance(node, ast.Call):
        return _call(node, sample)
    raise ParseError(f"`{ast.unparse(node)}` has no meaning in a formula of matrices.")


def _named(name, sample):
    if name not in sample:
        raise ParseError(unknown(name, sample))
    return np.asarray(sample[name], dtype=float)


def _operation(node, sample):
    left, right = _value(node.left, sample), _value(node.right, sample)
    if isinstance(node.op, ast.MatMult):
        return _product(left, right, node)
    try:
        return _entrywise(OPERATORS[type(node.op)], left, right)
    except ValueError:
        raise _unfit(node, left, right) from None


def _entrywise(operator, left, right):
    _must_fit(np.broadcast_shapes(np.shape(left), np.shape(right)))
    return operator(left, right)


def _product(left, right, node):
    if not np.ndim(left) or not np.ndim(right):
        raise ShapeError(
            f"In `{_short(node)}` one side of @ is a single number: write *."
        )
    if np.shape(left)[-1] != np.shape(right)[max(np.ndim(right) - 2, 0)]:
        raise _unfit(node, left, right)
    _must_fit(np.shape(left)[:-1] + np.shape(right)[1:])
    return np.matmul(left, right)


def _unfit(node, left, right):
    return ShapeError(
        f"In `{_short(node)}` the shapes {np.shape(left)} and {np.shape(right)} "
        "do not fit: which sizes touch?"
    )


def _attribute(node, sample):
    if node.attr != "T":
        raise ParseError(f".{node.attr} is not known here; .T turns a matrix.")
    return np.transpose(_value(node.value, sample))


def _call(node, sample):
    name, arguments = name_of(node.func), list(node.args)
    if isinstance(node.func, ast.Attribute) and not name:  # A.dot(B), A.sum(axis=0)
        name, arguments = node.func.attr, [node.func.value, *arguments]
    function, most = FUNCTIONS.get(name, (None, 0))
    if function is None and name in sample:
        raise ParseError(f"{name} is no function here: is a * missing behind it?")
    if function is None:
        known = ", ".join(FUNCTIONS)
        raise ParseError(f"There is no function {name or '?'} here: use {known}.")
    keywords = {each.arg: _keyword(each) for each in node.keywords}
    values = [_value(each, sample) for each in arguments]
    try:
        # numpy would write into an argument too many: exp(A, B) into B.
        if len(values) <= most:
            return function(*values, **keywords)
    except TypeError:
        pass
    raise ParseError(f"{name} is not used like that: look at the card.")


def _keyword(keyword):
    value = keyword.value
    if isinstance(value, ast.UnaryOp) and isinstance(value.operand, ast.Constant):
        return -value.operand.value
    if keyword.arg not in ("axis", "keepdims") or not isinstance(value, ast.Constant):
        raise ParseError("In a formula only axis= and keepdims= are named.")
    return value.value


def _multiply(A, B):
    return _entrywise(np.multiply, A, B)


def _outer(u, v):
    _must_fit((np.size(u), np.size(v)))
    return np.outer(u, v)


def _kron(A, B):
    _must_fit((np.size(A), np.size(B)))
    return np.kron(A, B)


def _diag(v):
    if np.ndim(v) == 1:
        _must_fit((np.size(v), np.size(v)))
    return np.diag(v)


def _sides(sizes):
    for size in sizes:
        whole = np.ndim(size) == 0 and 0 < size <= _LONGEST_SIDE and size == int(size)
        if not whole:
            raise ParseError(f"A side is a whole number from 1 to {_LONGEST_SIDE}.")
    _must_fit(sizes)
    return [int(size) for size in sizes]


def _eye(n):
    return np.eye(*_sides([n]))


def _ones(*sides):
    return np.ones(_sides(sides))


def _zeros(*sides):
    return np.zeros(_sides(sides))


def _axis(axis):
    if axis is not None and (np.ndim(axis) or axis not in (0, 1, -1)):
        raise ParseError("An axis is 0 or 1.")
    return None if axis is None else int(axis)


def _sum(A, axis=None, keepdims=False):
    return np.sum(A, axis=_axis(axis), keepdims=bool(keepdims))


def _mean(A, axis=None, keepdims=False):
    return np.mean(A, axis=_axis(axis), keepdims=bool(keepdims))


def _sumrows(A):
    return np.sum(A, axis=1, keepdims=True)


def _sumcols(A):
    return np.sum(A, axis=0, keepdims=True)


def _dot(A, B):
    if not np.ndim(A) or not np.ndim(B):
        return _multiply(A, B)
    _must_fit(np.shape(A)[:-1] + np.shape(B)[1:])
    return np.dot(A, B)


# name -> (function, how many arguments it takes at most)
FUNCTIONS = {
    "exp": (np.exp, 1),
    "log": (np.log, 1),
    "sqrt": (np.sqrt, 1),
    "outer": (_outer, 2),
    "kron": (_kron, 2),
    "diag": (_diag, 1),
    "eye": (_eye, 1),
    "ones": (_ones, 2),
    "zeros": (_zeros, 2),
    "sum": (_sum, 2),
    "mean": (_mean, 2),
    "sumrows": (_sumrows, 1),
    "sumcols": (_sumcols, 1),
    "dot": (_dot, 2),
    "matmul": (_dot, 2),
    "multiply": (_multiply, 2),
    "transpose": (np.transpose, 1),
    "trace": (np.trace, 1),
}


def _must_fit(shape):
    if np.prod(shape, dtype=float) > _MOST_NUMBERS:
        raise ParseError("This formula makes a table that is far too large.")


def _short(node):
    text = ast.unparse(node)
    return text if len(text) < 40 else text[:36] + " ..."


def _reason(error):
    """numpy's sentence without its technical ending."""
    return " ".join(str(error).split("(")[0].split()).rstrip(". ").rstrip(":,")
