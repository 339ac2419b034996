"""What every kind of answer can do; `answer_types/` has one module for each kind.

    AnswerType      the methods that the judge and the shipping call
    ValueAnswer     answers that are compared by their values on samples
    TokenAnswer     answers that are compared by a digest of a word
    Reading         an answer as it was understood
    Evaluation      what an answer of the author comes to: values, or a digest

A new kind is a subclass with a name, `class IntervalAnswer(ValueAnswer,
kind="interval")`, in a module of `answer_types/`.  It holds no answer.  Its fields are
written as JSON and read again, so that the same code judges in the notebook and in the
grader.
"""

import ast
from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass, field

import numpy as np

from gradients_by_hand.steps import explanation
from gradients_by_hand.steps.comparison import agree, digest, text_of
from gradients_by_hand.steps.latex import latex
from gradients_by_hand.steps.reading import ShapeError

KINDS = {}


@dataclass(frozen=True)
class Reading:
    """An answer as it was understood: its mathematics and the names in it."""

    latex: str
    names: frozenset = frozenset()

    @classmethod
    def of(cls, tree, numbers, vectors=()):
        """The reading of the tree of a formula."""
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        return cls(latex(tree, numbers, vectors), frozenset(names))


@dataclass(frozen=True)
class Evaluation:
    """What an answer comes to: an array for each sample, or a digest."""

    values: list = field(default_factory=list)
    token: str = ""


class AnswerType(ABC):
    """One kind of answer: how it is read, evaluated, compared and explained."""

    kind = ""
    forbidden_names = ()

    def __init_subclass__(cls, kind="", **rest):
        super().__init_subclass__(**rest)
        if kind:
            cls.kind = kind
            KINDS[kind] = cls

    @abstractmethod
    def reading(self, answer):
        """How the answer is understood.  Raises ParseError where it is not."""

    @abstractmethod
    def evaluate(self, answer, samples, salt):
        """What a student's answer comes to, as `compare` takes it.

        Raises:
            ParseError: it cannot be read.
            ShapeError: sizes in it do not fit together.
        """

    @abstractmethod
    def evaluation(self, answer, samples, salt):
        """The Evaluation of an answer of the author: right, or a misconception."""

    @abstractmethod
    def compare(self, given, expected):
        """Whether what `evaluate` gave equals an Evaluation."""

    @abstractmethod
    def explain(self, given, expected, samples):
        """Why `given` is not the Evaluation that is right, for the student."""

    def text_token(self, answer, salt):
        """The digest by which an answer without values is known; "" if by none."""
        return ""

    def to_json(self):
        """Its kind and its fields, as plain JSON types."""
        return {"kind": self.kind, **asdict(self)}


def answer_type_from_json(content):
    """The answer type that `to_json` wrote."""
    fields = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in content.items()
        if name != "kind"
    }
    return KINDS[content["kind"]](**fields)


class ValueAnswer(AnswerType):
    """An answer that is compared by its values, one array for each sample."""

    @abstractmethod
    def values(self, answer, sample):
        """The array that the answer gives on one sample."""

    def where(self, given, right, samples):
        """The sentence that says where an answer fails; "" if there is none."""
        return ""

    def evaluate(self, answer, samples, salt):
        """The values on all samples."""
        return [self.values(answer, each) for each in samples]

    def evaluation(self, answer, samples, salt):
        """The values; the digest of its text where there are none to compare."""
        try:
            with np.errstate(all="ignore"):
                values = self.evaluate(answer, samples, salt)
        except ShapeError:
            values = []
        if values and all(np.isfinite(each).all() for each in values):
            return Evaluation(values=values)
        return Evaluation(token=digest(salt, text_of(answer)))

    def compare(self, given, expected):
        """Whether all arrays are the same."""
        return bool(expected.values) and all(map(agree, given, expected.values))

    def explain(self, given, expected, samples):
        """The first reason that a person would see."""
        right = expected.values
        return (
            explanation.other_shape(given, right)
            or explanation.not_finite(given)
            or explanation.factor(given, right, samples)
            or self.where(given, right, samples)
            or "This is not equal to what is asked."
        )

    def text_token(self, answer, salt):
        """The digest of the formula's text."""
        return digest(salt, text_of(answer))


class TokenAnswer(AnswerType):
    """An answer that is compared by the digest of a word; nobody can read it back."""

    @abstractmethod
    def tokens(self, answer):
        """The word of the answer, and other words that count as the same."""

    def evaluate(self, answer, samples, salt):
        """The digests of its words."""
        return [digest(salt, each) for each in self.tokens(answer)]

    def evaluation(self, answer, samples, salt):
        """The digest of its first word."""
        return Evaluation(token=digest(salt, self.tokens(answer)[0]))

    def compare(self, given, expected):
        """Whether one of the digests is the expected one."""
        return expected.token in given

    def explain(self, given, expected, samples):
        """Nothing more: of a word only a digest is known."""
        return "This answer is not right."
