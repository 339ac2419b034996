"""The value of a formula in index notation, for all values of its free indices.

Every index letter is an axis, so one walk over the tree gives the whole table:
`u[a]*v[b]` is an array over a and b, and `sum(k, ...)` adds up an axis.  A formula
without indices has no axes.
"""

import ast

import numpy as np

from gradients_by_hand.steps.reading import ParseError, ShapeError, name_of, unknown

FUNCTIONS = {
    "exp": np.exp,
    "log": np.log,
    "ln": np.log,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "max": np.maximum,
    "min": np.minimum,
}
OPERATORS = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
    ast.Pow: np.power,
}
_TWO = {"max", "min"}
_EQUAL = {"delta", "ind"}
_LARGEST_TABLE = 200_000


def index_values(tree, sample, free_indices):
    """The table of a formula: an array with one axis for each free index.

    sample: name -> array or number.  free_indices: letter -> how many values it takes.
    Raises:
        ParseError: a name, an index or a function that is not known here.
        ShapeError: an index runs over more or fewer values than its axis has.
    """
    walk = _Walk(sample, free_indices, _sizes(tree, sample, free_indices))
    table = walk.value(tree, frozenset(free_indices))
    free = [walk.axes.index(letter) for letter in free_indices]
    rest = [axis for axis in range(len(walk.axes)) if axis not in free]
    shape = tuple(free_indices.values())
    return np.broadcast_to(
        np.transpose(table, [*free, *rest]).reshape(
            [table.shape[axis] for axis in free]
        ),
        shape,
    )


class _Walk:
    """One evaluation: which axis belongs to which letter."""

    def __init__(self, sample, free_indices, sizes):
        self.sample, self.free_indices, self.sizes = sample, free_indices, sizes
        self.axes = list(sizes)
        if np.prod(list(sizes.values()), dtype=float) > _LARGEST_TABLE:
            raise ParseError("That is more indices than a formula of this step needs.")

    def value(self, node, known):
        """The array of a node; `known` are the letters that may be used in it."""
        if isinstance(node, ast.Constant) and not isinstance(node.value, bool):
            return self._constant(float(node.value))
        if isinstance(node, ast.UnaryOp):
            inner = self.value(node.operand, known)
            return -inner if isinstance(node.op, ast.USub) else inner
        if isinstance(node, ast.BinOp):
            return self._operation(node, known)
        if isinstance(node, ast.Subscript):
            return self._entry(node, known).astype(float)
        if isinstance(node, ast.Call):
            return self._call(node, known)
        if isinstance(node, ast.Name):
            return self._name(node.id, known)
        raise ParseError(f"`{ast.unparse(node)}` has no meaning in index notation.")

    def _operation(self, node, known):
        operator = OPERATORS.get(type(node.op))
        if operator is None:
            raise ParseError(
                "@ multiplies whole matrices: here write indices and sum(k, ...)."
            )
        return operator(self.value(node.left, known), self.value(node.right, known))

    def _name(self, name, known):
        if name in self.sample:
            given = np.asarray(self.sample[name])
            if given.ndim:
                brackets = ",".join("?" * given.ndim)
                raise ParseError(
                    f"{name} has {given.ndim} ind{'ex' if given.ndim == 1 else 'ices'}:"
                    f" write {name}[{brackets}]."
                )
            return self._constant(float(given))
        if name in known or name in self.sizes:
            raise ParseError(
                f"{name} is an index: it stands in brackets, in delta or under a sum."
            )
        raise ParseError(unknown(name, self.sample))

    def _call(self, node, known):
        name = name_of(node.func)
        if name == "sum":
            return self._sum(node, known)
        if name in _EQUAL:
            if len(node.args) != 2:
                raise ParseError(f"Write {name} with two indices, as in {name}(i,j).")
            one, other = (self._index(each, known) for each in node.args)
            return (one == other).astype(float)
        if name not in FUNCTIONS and name in self.sample:
            raise ParseError(f"{name} is no function here: is a * missing behind it?")
        if name not in FUNCTIONS:
            known_ones = ", ".join(["sum", "delta", *FUNCTIONS])
            raise ParseError(
                f"There is no function {ast.unparse(node.func)} here: use {known_ones}."
            )
        wanted = 2 if name in _TWO else 1
        if len(node.args) != wanted or node.keywords:
            raise ParseError(f"{name} takes {'two values' if wanted > 1 else 'one'}.")
        return FUNCTIONS[name](*(self.value(each, known) for each in node.args))

    def _sum(self, node, known):
        if len(node.args) != 2 or not isinstance(node.args[0], ast.Name):
            raise ParseError("Write a sum as sum(k, ...) with the index first.")
        letter = node.args[0].id
        if letter in self.sample:
            raise ParseError(f"{letter} is no index: choose a free letter for the sum.")
        if letter in self.free_indices:
            raise ParseError(
                f"{letter} is an index of the left-hand side already: "
                "choose another letter for the sum."
            )
        if letter in known:
            raise ParseError(
                f"Two sums inside each other cannot both run over {letter}."
            )
        inner = self.value(node.args[1], known | {letter})
        axis = self.axes.index(letter)
        # What does not depend on the index is added as often as it takes values.
        times = self.sizes[letter] if inner.shape[axis] == 1 else 1
        return times * inner.sum(axis=axis, keepdims=True)

    def _entry(self, node, known):
        """`A[i,j]`: the entries of a given array, over the axes of its indices."""
        name, indices = name_of(node.value), _indices(node)
        if name in _EQUAL and name not in self.sample:
            inside = ",".join(map(ast.unparse, indices))
            raise ParseError(f"Write {name}({inside}), with round brackets.")
        if name not in self.sample:
            raise ParseError(unknown(ast.unparse(node.value), self.sample))
        given = np.asarray(self.sample[name])
        if given.ndim == 0:
            raise ParseError(f"Here {name} is one number: write it without brackets.")
        if given.ndim != len(indices):
            count = f"{given.ndim} ind{'ex' if given.ndim == 1 else 'ices'}"
            wrote = f"{ast.unparse(node)} has {len(indices)}"
            raise ParseError(f"{name} has {count}, and {wrote}.")
        places = [self._index(each, known) for each in indices]
        for axis, (each, place) in enumerate(zip(indices, places)):
            self._must_fit(node, each, place, given.shape[axis], axis)
        return given[tuple(places)]

    def _index(self, node, known):
        """An index as whole numbers over its axis."""
        if isinstance(node, ast.Name):
            if node.id in known:
                shape = [1] * len(self.axes)
                shape[self.axes.index(node.id)] = -1
                return np.arange(self.sizes[node.id]).reshape(shape)
            if node.id in self.sample and np.ndim(self.sample[node.id]) == 0:
                return self._whole(np.asarray(self.sample[node.id]), node)
            if node.id in self.sample:
                raise ParseError(f"{node.id} is a table and cannot be an index alone.")
            raise ParseError(
                f"The index {node.id} is free: it stands neither on the left-hand side "
                "nor under a sum."
            )
        if isinstance(node, ast.Subscript):
            return self._whole(self._entry(node, known), node)
        if isinstance(node, ast.Constant):
            return self._whole(np.asarray(node.value), node)
        raise ParseError(f"An index is a letter, and `{ast.unparse(node)}` is none.")

    def _whole(self, value, node):
        if value.dtype.kind not in "iu":
            raise ParseError(f"`{ast.unparse(node)}` is no whole number: no index.")
        return value.reshape(value.shape or (1,) * len(self.axes))

    def _must_fit(self, node, index, place, size, axis):
        text = ast.unparse(node).replace(" ", "")
        if isinstance(index, ast.Name) and index.id in self.sizes:
            runs = self.sizes[index.id]
            if runs != size:
                raise ShapeError(_unfit(text, index.id, runs, node, axis, size))
        elif place.size and not (place.min() >= 0 and place.max() < size):
            raise ShapeError(f"In {text} an index is outside of the table.")

    def _constant(self, number):
        return np.full((1,) * len(self.axes), number)


def _unfit(text, letter, runs, node, axis, size):
    name = name_of(node.value)
    if len(_indices(node)) == 1:
        return (
            f"In {text} the index {letter} takes {runs} values, and {name} has {size} "
            "entries. Which letter counts what is in it?"
        )
    return (
        f"In {text} the index {letter} takes {runs} values, and axis {axis} of {name} "
        f"has {size}. Which index comes first there?"
    )


def _sizes(tree, sample, free_indices):
    """How many values each letter takes: as declared, else as the axis it meets."""
    sizes, nodes = dict(free_indices), list(ast.walk(tree))
    summed = [
        node.args[0].id
        for node in nodes
        if _is_sum(node) and isinstance(node.args[0], ast.Name)
    ]
    for letter, size in _met(nodes, sample):
        if letter in summed:
            sizes.setdefault(letter, size)
    for letters in _compared(nodes):  # sum(k, delta(k,j)): as many as the other one
        known = [sizes[each] for each in letters if each in sizes]
        for letter in letters:
            if letter in summed and known:
                sizes.setdefault(letter, known[0])
    _refuse_unknown_tables(nodes, sample)
    for letter in summed:
        if letter not in sizes and letter not in sample:
            raise ParseError(
                f"Nothing inside the sum over {letter} depends on {letter}."
            )
    return {each: size for each, size in sizes.items() if each not in sample}


def _met(nodes, sample):
    """(letter, size of the axis that it counts) of the indices in brackets."""
    for node in nodes:
        if isinstance(node, ast.Subscript) and name_of(node.value) in sample:
            shape = np.shape(sample[name_of(node.value)])
            for index, size in zip(_indices(node), shape):
                if isinstance(index, ast.Name):
                    yield index.id, size


def _compared(nodes):
    """The letters of each delta and ind."""
    for node in nodes:
        if isinstance(node, ast.Call) and name_of(node.func) in _EQUAL:
            yield [each.id for each in node.args if isinstance(each, ast.Name)]


def _refuse_unknown_tables(nodes, sample):
    """An unknown table is the reason why a letter has no size: say that first."""
    for node in nodes:
        if isinstance(node, ast.Subscript):
            name = name_of(node.value)
            if name not in sample and name not in _EQUAL:
                raise ParseError(unknown(name or ast.unparse(node.value), sample))


def _is_sum(node):
    return isinstance(node, ast.Call) and name_of(node.func) == "sum" and node.args


def _indices(node):
    return node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
