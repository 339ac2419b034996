"""Steps of a derivation: formulas that students write as text, read and judged.

    reading         from text to a tree; what is no formula is refused
    index           the table of a formula in index notation
    matrix          the array of a formula of matrices
    latex           a formula as it was understood
    comparison      when two answers are equal
    explanation     why an array is not the right one
    answer_type     what every kind of answer can do
    answer_types    one module for each kind of answer
    judge           right, wrong with a reason, or not to be read
    shipping        what students receive, as JSON
    part            one answer of a step, and how its samples are drawn
    draws           random numbers with few decimals
    authoring       a step as its author writes it

Any form that is equal is right: formulas are compared by their values at random points,
an idea of J. T. Schwartz, "Fast Probabilistic Algorithms for Verification of
Polynomial Identities", Journal of the ACM 27 (1980).
"""

from gradients_by_hand.steps.answer_types import AUTHORING
from gradients_by_hand.steps.authoring import Step
from gradients_by_hand.steps.part import StepMisconception

__all__ = ["Step", "StepMisconception", *AUTHORING]
globals().update(AUTHORING)
