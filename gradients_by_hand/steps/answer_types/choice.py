"""One word of a few; only digests are compared."""

from dataclasses import dataclass

from gradients_by_hand.steps.answer_type import Reading, TokenAnswer
from gradients_by_hand.steps.part import Part, no_samples
from gradients_by_hand.steps.reading import ParseError


@dataclass(frozen=True)
class ChoiceAnswer(TokenAnswer, kind="choice"):
    """One word of `among`."""

    among: tuple

    def reading(self, answer):
        """How the answer is understood."""
        self.tokens(answer)
        return Reading(rf"\text{{{_escaped(str(answer).strip())}}}")

    def tokens(self, answer):
        """The token of the choice."""
        word = _plain(answer)
        if word not in map(_plain, self.among):
            offered = ", ".join(f'"{each}"' for each in self.among)
            raise ParseError(f"Choose one of {offered}.")
        return [word]


def Choice(right, *, among, equivalents=(), misconceptions=()):
    """One word of `among`."""
    answer_type = ChoiceAnswer(tuple(among))
    return Part(right, answer_type, no_samples, equivalents, misconceptions)


def _escaped(words):
    """Words as LaTeX shows them, whatever characters they have."""
    signs = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}"}
    plain = {sign: f"\\{sign}" for sign in "_%$#&{}"}
    return words.translate(str.maketrans(signs | plain))


def _plain(answer):
    if not isinstance(answer, str | int) or isinstance(answer, bool):
        raise ParseError("The answer here is one of the words, in quotation marks.")
    return " ".join(str(answer).lower().split()).rstrip(".")[:80]
