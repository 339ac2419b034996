"""For authors of steps: what is asked, what is right, and wrong answers that are known.

    STEPS = (
        Step(
            "step-1",
            "The slope of the sum of squares along x[k].",
            Index(
                "2*x[k]",
                given=a_vector,
                left={"k": "D"},
                also=("x[k]+x[k]",),
                wrong=(Wrong("SQ01", "x[k]", "It says ...", "It asks ...?"),),
            ),
        ),
    )

A step has one part or several; the student's function returns one answer or a tuple.
Students receive what a part *comes to* on samples (`shipped`), never an expression.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np

from gradients_by_hand.steps.answer_types import (
    ChainForm,
    ChoiceForm,
    IndexForm,
    MatrixForm,
    NumberForm,
    ScalarForm,
    ShapeForm,
    is_token,
)
from gradients_by_hand.steps.judge import Known, Sheet, digest, judged, text_of
from gradients_by_hand.steps.reading import Clash
from gradients_by_hand.steps.shipping import sheet_to_json

_POINTS, _TRIALS = 16, 3
_SHIPPED_SEED = 20_240


@dataclass(frozen=True)
class Wrong:
    """A wrong answer that is known, what it says and the question that it asks."""

    id: str
    answer: Any
    says: str
    try_this: str


@dataclass(frozen=True)
class Part:
    """One answer of a step."""

    right: Any
    form: Any
    draw: Callable[[np.random.Generator], list[dict]]
    also: tuple = ()
    wrong: tuple = ()
    start: str = ""

    def sheet(self, salt, rng, section=""):
        """What this part is judged by, on samples that `rng` draws."""
        samples = self.draw(rng)
        sheet = Sheet(self.form, salt, samples)
        right = self._comes_to(self.start or self.right, sheet)
        if self.start:  # a chain is judged by what it starts from
            right = replace(right, values=[each[0] for each in right.values])
        made = partial(self._known, sheet, section)
        return replace(sheet, right=right.values, token=right.token, made=made)

    def _known(self, sheet, section):
        """The wrong answers that are known, and what they come to on the samples."""
        return tuple(
            replace(
                self._comes_to(each.answer, sheet),
                says=each.says,
                try_this=each.try_this,
                section=section,
            )
            for each in self.wrong
        )

    def _comes_to(self, answer, sheet):
        """What an answer of ours comes to on the samples: values, or a digest."""
        if is_token(self.form):
            token = digest(sheet.salt, self.form.tokens(answer)[0])
            return Known("", "", token=token)
        try:
            with np.errstate(all="ignore"):
                values = [self.form.values(answer, each) for each in sheet.samples]
        except Clash:
            values = []
        if values and all(np.isfinite(each).all() for each in values):
            return Known("", "", values=values)
        # It comes to nothing that can be compared: then it is known by its text.
        return Known("", "", token=digest(sheet.salt, text_of(answer)))


@dataclass(frozen=True, init=False)
class Step:
    """A question with one answer or several; its id is a grade_id of the notebook."""

    id: str
    asks: str
    parts: tuple[Part, ...] = field(default_factory=tuple)

    def __init__(self, id, asks, *parts):
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "asks", asks)
        object.__setattr__(self, "parts", parts)

    @property
    def function(self):
        """The name of the function that returns the answer."""
        return self.id.replace("-", "_")

    @property
    def right(self):
        """The right answer as the student's function returns it."""
        return self.answer({})

    def answer(self, instead):
        """The answer with other texts in some parts: part number -> text."""
        texts = [
            instead.get(number, part.right) for number, part in enumerate(self.parts)
        ]
        return texts[0] if len(texts) == 1 else tuple(texts)

    def variants(self):
        """Right answers in other forms, each for the whole step."""
        return [
            self.answer({number: text})
            for number, part in enumerate(self.parts)
            for text in part.also
        ]

    def mistakes(self):
        """(Wrong, the answer of the whole step) of each wrong answer that is known."""
        return [
            (each, self.answer({number: each.answer}))
            for number, part in enumerate(self.parts)
            for each in part.wrong
        ]

    def verdicts(self, answer, rng):
        """The verdict on each part of an answer, on samples that `rng` draws."""
        return judged(self.sheets(rng), answer)

    def follows(self, answer):
        """The id of the known mistake that an answer makes, or None."""
        sheets = self.sheets(np.random.default_rng(_SHIPPED_SEED))
        for part, sheet, verdict in zip(self.parts, sheets, judged(sheets, answer)):
            for wrong, known in zip(part.wrong, sheet.known):
                if known is verdict.known:
                    return wrong.id
        return None

    def sheets(self, rng, section=""):
        """The sheet of each part, on samples that `rng` draws."""
        return [
            part.sheet(f"{self.id}/{number}", rng, section)
            for number, part in enumerate(self.parts)
        ]

    def shipped(self, section):
        """What students receive of this step, as plain JSON types."""
        sheets = self.sheets(np.random.default_rng(_SHIPPED_SEED), section)
        return {
            "function": self.function,
            "asks": self.asks,
            "parts": [sheet_to_json(each) for each in sheets],
        }


def Scalar(right, *, given, also=(), wrong=(), without=()):
    """A formula of numbers: given is name -> (from, to), or rng -> {name: number}."""
    draw = _points(given)
    names = tuple(draw(np.random.default_rng(0))[0])
    return Part(right, ScalarForm(names, tuple(without)), draw, also, wrong)


def Index(right, *, given, left, also=(), wrong=(), without=()):
    """A formula in index notation; left: free letter -> name of its size in given.

    given: rng -> {name: array or number}, drawn anew for each trial.
    """
    draw = _trials(given)
    form = IndexForm(dict(left), _numbers(draw), tuple(without))
    return Part(right, form, draw, also, wrong)


def Matrix(right, *, given, also=(), wrong=(), without=()):
    """A formula of matrices; given: rng -> {name: array or number}."""
    draw = _trials(given)
    form = MatrixForm(_numbers(draw), tuple(without), _numbers(draw, ndim=1))
    return Part(right, form, draw, also, wrong)


def Chain(right, *, start, given, also=(), wrong=(), without=()):
    """Lines that each say the same as `start`; the last one without some names."""
    draw = _points(given)
    names = tuple(draw(np.random.default_rng(0))[0])
    form = ChainForm(names, tuple(without))
    return Part(list(right), form, draw, also, wrong, start=start)


def Number(right, *, rtol=1e-3, also=(), wrong=()):
    """A number, compared to `rtol`; students may write it as a sum or a quotient."""
    return Part(right, NumberForm(rtol), _nothing, also, wrong)


def Shape(right, *, sizes, also=(), wrong=()):
    """A shape in the letters `sizes`, such as "(N, D+1)"."""
    return Part(right, ShapeForm(tuple(sizes)), _nothing, also, wrong)


def Choice(right, *, among, also=(), wrong=()):
    """One word of `among`."""
    return Part(right, ChoiceForm(tuple(among)), _nothing, also, wrong)


def _nothing(rng):
    return []


def _trials(given):
    return lambda rng: [given(rng) for _ in range(_TRIALS)]


def _points(given):
    """One sample: an array of points for every name."""

    def draw(rng):
        if callable(given):
            points = [given(rng) for _ in range(_POINTS)]
            return [{name: np.array([p[name] for p in points]) for name in points[0]}]
        return [{name: rng.uniform(*ends, _POINTS) for name, ends in given.items()}]

    return draw


def _numbers(draw, ndim=0):
    """The names that are single numbers, or arrays with so many axes."""
    sample = draw(np.random.default_rng(0))[0]
    return tuple(name for name, value in sample.items() if np.ndim(value) == ndim)
