"""Lines that follow from each other, each compared with what the chain starts from."""

from dataclasses import dataclass

import numpy as np

from gradients_by_hand.steps.answer_type import Reading, ValueAnswer
from gradients_by_hand.steps.answer_types.scalar import at_points
from gradients_by_hand.steps.comparison import agree
from gradients_by_hand.steps.explanation import not_finite
from gradients_by_hand.steps.part import Part, names_of, points
from gradients_by_hand.steps.reading import ParseError, read

_MOST_LINES = 20


@dataclass(frozen=True)
class ChainAnswer(ValueAnswer, kind="chain"):
    """Lines of which each equals the one before; the last without some names."""

    names: tuple
    forbidden_names: tuple = ()

    def reading(self, answer):
        """How the lines are understood, one below the other; names are the last's."""
        lines = [Reading.of(read(each), self.names) for each in _lines(answer)]
        below = r"\\".join(f"&= {each.latex}" for each in lines)
        return Reading(
            rf"\begin{{aligned}}{below}\end{{aligned}}",
            lines[-1].names,
        )

    def values(self, answer, sample):
        """(lines, points): the value of every line."""
        return np.array([at_points(read(each), sample) for each in _lines(answer)])

    def compare(self, given, expected):
        """Whether the lines are the expected ones, or all equal to the only one."""
        return bool(expected.values) and all(map(_follow, given, expected.values))

    def explain(self, given, expected, samples):
        """The first line that does not follow from the one before."""
        if says := not_finite(given):
            return says
        for lines, start in zip(given, expected.values):
            for number, line in enumerate(lines):
                if not agree(line, start[0]):
                    before = f"line {number}" if number else "the start"
                    return (
                        f"Line {number + 1} does not say the same as {before}. "
                        "What did you do to get there, and may that be done?"
                    )
        return "The lines do not follow from each other."

    def text_token(self, answer, salt):
        """None: a chain has many texts."""
        return ""


def Chain(
    right, *, start, given, equivalents=(), misconceptions=(), forbidden_names=()
):
    """Lines that each equal `start`; the last one without some names."""
    draw = points(given)
    answer_type = ChainAnswer(names_of(draw), tuple(forbidden_names))
    return Part(
        list(right), answer_type, draw, equivalents, misconceptions, start=start
    )


def _follow(lines, expected):
    if len(expected) == 1:
        expected = np.repeat(expected, len(lines), axis=0)
    return agree(lines, expected)


def _lines(answer):
    if isinstance(answer, str):
        answer = [answer]
    if not isinstance(answer, list | tuple) or not answer:
        raise ParseError('A chain is a list of lines, as in ["first", "second"].')
    if len(answer) > _MOST_LINES:
        raise ParseError(f"A chain has at most {_MOST_LINES} lines here.")
    return list(answer)
