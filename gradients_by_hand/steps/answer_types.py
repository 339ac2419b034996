"""What kinds of answers a step has, how each is read, and what it comes to.

    ScalarForm   one formula of numbers           -> its values at many points
    IndexForm    one formula in index notation    -> a table over the free indices
    MatrixForm   one formula of matrices          -> an array
    ChainForm    lines that follow from each other -> the values of each line
    NumberForm   a number          \\
    ShapeForm    a shape            } -> a token, of which only a digest is compared
    ChoiceForm   one word of a few /

A form holds no answer.  It can be written as JSON and read again, so that the same code
judges in the notebook and in the grader.
"""

import ast
import math
from dataclasses import asdict, dataclass

import numpy as np

from gradients_by_hand.steps.index import index_values
from gradients_by_hand.steps.latex import latex
from gradients_by_hand.steps.matrix import matrix_values
from gradients_by_hand.steps.reading import Unreadable, read


@dataclass(frozen=True)
class Reading:
    """An answer as it was understood: its mathematics and the names in it."""

    latex: str
    names: frozenset


@dataclass(frozen=True)
class ScalarForm:
    """A formula of numbers; a sample holds an array of points for every name."""

    names: tuple
    without: tuple = ()

    def reading(self, answer):
        """How the answer is understood."""
        return _reading(read(answer), self.names)

    def values(self, answer, sample):
        """The formula at all points at once."""
        return _at_points(read(answer), sample)


@dataclass(frozen=True)
class IndexForm:
    """A formula in index notation; left: letter -> the name of its size."""

    left: dict
    numbers: tuple = ()
    without: tuple = ()

    def reading(self, answer):
        """How the answer is understood."""
        return _reading(read(answer), self.numbers)

    def values(self, answer, sample):
        """The table over the free indices, in the order of `left`."""
        sizes = {letter: int(sample[name]) for letter, name in self.left.items()}
        return index_values(read(answer), sample, sizes)


@dataclass(frozen=True)
class MatrixForm:
    """A formula of matrices, vectors and numbers."""

    numbers: tuple = ()
    without: tuple = ()
    vectors: tuple = ()

    def reading(self, answer):
        """How the answer is understood."""
        return _reading(read(answer), self.numbers, self.vectors)

    def values(self, answer, sample):
        """The array that the formula gives."""
        return matrix_values(read(answer), sample)


@dataclass(frozen=True)
class ChainForm:
    """Lines of which each says the same as the one before; the last without names."""

    names: tuple
    without: tuple = ()

    def reading(self, answer):
        """How the lines are understood, one below the other; names are the last's."""
        lines = [_reading(read(each), self.names) for each in _lines(answer)]
        return Reading(
            r"\begin{aligned}"
            + r"\\".join(f"&= {each.latex}" for each in lines)
            + r"\end{aligned}",
            lines[-1].names,
        )

    def values(self, answer, sample):
        """(lines, points): the value of every line."""
        return np.array([_at_points(read(each), sample) for each in _lines(answer)])


@dataclass(frozen=True)
class NumberForm:
    """A number, or a text without names that gives one."""

    rtol: float = 1e-3

    def reading(self, answer):
        """How the answer is understood."""
        if isinstance(answer, str):
            return _reading(read(answer), ())
        return Reading(f"{_real(answer):.10g}", frozenset())

    def tokens(self, answer):
        """The token of the number, and those of its neighbours within `rtol`."""
        number = _real(answer)
        if isinstance(answer, str):
            number = float(index_values(read(answer), {}, {}))
        if not math.isfinite(number):
            raise Unreadable("This is no finite number.")
        if abs(number) < 1e-9:
            return ["0"]
        nearest = round(math.log(abs(number)) / self.rtol)
        sign = "-" if number < 0 else "+"
        return [f"{sign}{nearest + each}" for each in (0, -1, 1)]


@dataclass(frozen=True)
class ShapeForm:
    """A shape such as "(N, D+1)"; samples say what its letters are."""

    sizes: tuple

    # Sizes of which no two sums or products are equal, and that differ from numbers.
    _PRIMES = (101, 211, 401, 809, 1601, 3203)

    def reading(self, answer):
        """How the answer is understood."""
        return _reading(_shape(answer), self.sizes)

    def tokens(self, answer):
        """The token of the shape."""
        points = dict(zip(self.sizes, map(float, self._PRIMES)))
        tree = _shape(answer)
        entries = tree.elts if isinstance(tree, ast.Tuple) else [tree]
        values = [float(index_values(each, points, {})) for each in entries]
        return [" ".join(f"{each:.10g}" for each in values)]


@dataclass(frozen=True)
class ChoiceForm:
    """One of a few words."""

    among: tuple

    def reading(self, answer):
        """How the answer is understood."""
        self.tokens(answer)
        return Reading(rf"\text{{{_escaped(str(answer).strip())}}}", frozenset())

    def tokens(self, answer):
        """The token of the choice."""
        word = _plain(answer)
        if word not in map(_plain, self.among):
            offered = ", ".join(f'"{each}"' for each in self.among)
            raise Unreadable(f"Choose one of {offered}.")
        return [word]


FORMS = {
    each.__name__.removesuffix("Form").lower(): each
    for each in (
        ScalarForm,
        IndexForm,
        MatrixForm,
        ChainForm,
        NumberForm,
        ShapeForm,
        ChoiceForm,
    )
}


def form_to_json(form):
    """A form as plain JSON types."""
    kind = type(form).__name__.removesuffix("Form").lower()
    return {"kind": kind, **asdict(form)}


def form_from_json(content):
    """The form that `form_to_json` wrote."""
    fields = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in content.items()
        if name != "kind"
    }
    return FORMS[content["kind"]](**fields)


def is_token(form):
    """Whether answers of this form are compared by digests."""
    return hasattr(form, "tokens")


def _at_points(tree, sample):
    """A formula without indices, at each of the points of a sample."""
    points = zip(*sample.values())
    return np.array(
        [float(index_values(tree, dict(zip(sample, each)), {})) for each in points]
    )


def _reading(tree, numbers, vectors=()):
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return Reading(latex(tree, numbers, vectors), frozenset(names))


def _lines(answer):
    if isinstance(answer, str):
        answer = [answer]
    if not isinstance(answer, list | tuple) or not answer:
        raise Unreadable('A chain is a list of lines, as in ["first", "second"].')
    if len(answer) > 20:
        raise Unreadable("A chain has at most 20 lines here.")
    return list(answer)


def _shape(answer):
    if isinstance(answer, tuple | list):
        answer = "(" + ", ".join(map(str, answer)) + ",)"
    if isinstance(answer, str):
        answer = answer.replace(" x ", ",").replace("×", ",")
    return read(answer)


def _escaped(words):
    """Words as LaTeX shows them, whatever characters they have."""
    signs = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}"}
    plain = {sign: f"\\{sign}" for sign in "_%$#&{}"}
    return words.translate(str.maketrans(signs | plain))


def _real(answer):
    if isinstance(answer, str):
        return math.nan
    plain = isinstance(answer, int | float | np.integer | np.floating)
    if not plain or isinstance(answer, bool):
        raise Unreadable("The answer here is a number.")
    try:
        number = float(answer)
    except OverflowError:
        number = math.inf
    if abs(number) > 1e300:
        raise Unreadable("The answer here is a number of ordinary size.")
    return number


def _plain(answer):
    if not isinstance(answer, str | int) or isinstance(answer, bool):
        raise Unreadable("The answer here is one of the words, in quotation marks.")
    return " ".join(str(answer).lower().split()).rstrip(".")[:80]
