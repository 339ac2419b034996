"""The verdict on an answer: right, wrong with a reason, or not to be read.

The judge asks, in this order: can the answer be read, is it right, is it a known
misconception?  If not, its answer type explains.  No sentence shows a right value.

    AnswerKey               what one part of a step is judged by
    AnswerVerdict           what is said of one answer
    ShippedMisconception    a wrong answer that is known
    judged                  the verdicts on all parts of a step
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from gradients_by_hand.steps.answer_type import AnswerType, Evaluation
from gradients_by_hand.steps.reading import ParseError, ShapeError


@dataclass(frozen=True)
class ShippedMisconception:
    """A wrong answer that is known: what it says and asks, and what it comes to."""

    says: str
    try_this: str
    section: str
    answer: Evaluation

    @property
    def message(self):
        """What the student is told: the remark and the question."""
        return f"{self.says}\n{self.try_this}"


@dataclass(frozen=True)
class AnswerVerdict:
    """status: "right", "wrong" or "unreadable"; says: why, in words for the student.

    latex: the answer as it was understood; misconception: the one in it, or None.
    """

    status: str
    says: str = ""
    latex: str = ""
    misconception: ShippedMisconception | None = None


@dataclass(frozen=True)
class AnswerKey:
    """What one part of a step is judged by: samples, and what is right on them.

    `make_misconceptions` is called only when an answer is not right: evaluating the
    known wrong answers takes longer than judging a right one.
    """

    answer_type: AnswerType
    salt: str
    samples: list = field(default_factory=list)
    right: Evaluation = field(default_factory=Evaluation)
    make_misconceptions: Callable = tuple

    @cached_property
    def misconceptions(self):
        """The wrong answers that are known."""
        return self.make_misconceptions()

    def judge(self, answer):
        """The verdict on an answer; never raises for anything that is given."""
        try:
            reading = self.answer_type.reading(answer)
            with np.errstate(all="ignore"):
                status, says, found = self._compared(answer, reading)
        except ParseError as why:
            return AnswerVerdict("unreadable", str(why))
        except MemoryError:
            return AnswerVerdict("unreadable", "This takes more memory than there is.")
        return AnswerVerdict(status, says, reading.latex, found)

    def _compared(self, answer, reading):
        try:
            given = self.answer_type.evaluate(answer, self.samples, self.salt)
        except ShapeError as why:
            found = self._known_by_text(answer)
            return "wrong", found.message if found else str(why), found
        if self.answer_type.compare(given, self.right):
            return self._in_the_form_asked(reading)
        found = self._known_by_value(given) or self._known_by_text(answer)
        if found:
            return "wrong", found.message, found
        return "wrong", self.answer_type.explain(given, self.right, self.samples), None

    def _in_the_form_asked(self, reading):
        forbidden = sorted(reading.names & set(self.answer_type.forbidden_names))
        if not forbidden:
            return "right", "", None
        says = f"This is equal to what is asked. Now write it without {forbidden[0]}."
        return "wrong", says, None

    def _known_by_value(self, given):
        equals = self.answer_type.compare
        return next((m for m in self.misconceptions if equals(given, m.answer)), None)

    def _known_by_text(self, answer):
        """The misconception of this text, among those without values to compare."""
        if not any(each.answer.token for each in self.misconceptions):
            return None  # digests are slow
        token = self.answer_type.text_token(answer, self.salt)
        known = (m for m in self.misconceptions if token and m.answer.token == token)
        return next(known, None)


def judged(keys, answer):
    """The verdict of each answer key on its part of an answer."""
    parts = [answer] if len(keys) == 1 else answer
    if not isinstance(parts, tuple | list) or len(parts) != len(keys):
        says = f"This step has {len(keys)} answers: return them with commas between."
        return [AnswerVerdict("unreadable", says)] * len(keys)
    return [key.judge(part) for key, part in zip(keys, parts)]
