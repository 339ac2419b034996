"""The steps of 08_svm_loss: right answers, equivalents and misconceptions.

Ids begin with ST; where a wrong answer is the first half of a wrong rule of
misconceptions.py, that rule is named beside it.
"""

import numpy as np

from gradients_by_hand.steps import (
    Choice,
    Index,
    Matrix,
    Number,
    Scalar,
    Step,
    StepMisconception,
)


def three_classes(rng):
    """A true class y among C; sizes vary."""
    C = int(rng.integers(3, 6))
    return {"y": int(rng.integers(C)), "C": C}


def violations(rng):
    """v (C,) of zeros and ones with v[y] = 0, and both among the wrong classes."""
    C = int(rng.integers(4, 7))
    y = int(rng.integers(C))
    wrong = rng.permutation(np.r_[0.0, 1.0, 1.0, rng.integers(0, 2, size=C - 4)])
    return {"v": np.insert(wrong, y, 0.0), "y": y, "C": C}


def wrong_classes(rng):
    """v (C,) of C wrong classes; the true one comes after them, and is left out."""
    v = rng.permutation(violations(rng)["v"])
    return {"v": v, "y": len(v), "C": len(v)}


def batch(rng):
    """X, B and W of a batch: B is any table, and no two sizes are equal."""
    N, D, C = (int(each) for each in rng.permutation([3, 4, 5]))
    sizes = {"X": (N, D), "B": (N, C), "W": (D, C)}
    arrays = {name: rng.normal(size=each) for name, each in sizes.items()}
    return {**arrays, "N": N, "lam": float(rng.uniform(0.2, 2))}


STEPS = (
    Step(
        "step-1",
        "The margins of classes 1 and 2, and the loss, for s = (3, -1, 2.5), y = 0.",
        Number(
            "0",
            equivalents=("max(0,-1-3+1)", 0),
            misconceptions=(
                StepMisconception(
                    "08-ST01",  # MG06
                    "-3",
                    "A margin cannot be negative: nobody earns anything by losing.",
                    "What does max(0, u) make of your number?",
                ),
                StepMisconception(
                    "08-ST02",  # MG07
                    "5",
                    "You took the true score minus the other one.",
                    "Class 1 is far behind. Should it cost that much?",
                ),
            ),
        ),
        Number(
            "0.5",
            equivalents=("max(0,2.5-3+1)", "1/2", 0.5),
            misconceptions=(
                StepMisconception(
                    "08-ST03",  # MG02
                    "0",
                    "Class 2 trails by 0.5, and you find that safe.",
                    "How far behind does a class have to be?",
                ),
                StepMisconception(
                    "08-ST04",  # MG03
                    "-1.5",
                    "You subtracted the safe distance, and kept a negative number.",
                    "Does asking for a distance make a class come closer or go away?",
                ),
            ),
        ),
        Number(
            "0.5",
            equivalents=("0+0.5", "1/2"),
            misconceptions=(
                StepMisconception(
                    "08-ST05",  # MG01
                    "1.5",
                    "Your sum holds something for class 0 as well, the true one.",
                    "Over which classes does the sum in the definition run?",
                ),
                StepMisconception(
                    "08-ST06",
                    "0",
                    "The prediction is right, and you take that for a loss of 0.",
                    "What did your second number say?",
                ),
                StepMisconception(
                    "08-ST07",
                    "-2.5",
                    "In your sum the class that is far behind pays for the other one.",
                    "What may a class at least cost?",
                ),
            ),
        ),
    ),
    Step(
        "step-2",
        "The loss of an example whose scores are all equal, with C classes.",
        Scalar(
            "C-1",
            given={"C": (2, 30)},
            equivalents=("-1+C", "(C-1)*1", "1*(C-1)+0"),
            misconceptions=(
                StepMisconception(
                    "08-ST08",
                    "C",
                    "You counted all classes.",
                    "Does the true class have to keep a distance from itself?",
                ),
                StepMisconception(
                    "08-ST09",  # HV04
                    "0",
                    "You find equal scores good enough.",
                    "What does one wrong class cost if it is level with the true one?",
                ),
                StepMisconception(
                    "08-ST10",
                    "log(C)",
                    "There is no logarithm in this loss.",
                    "How many wrong classes are there, and what does each one cost?",
                ),
                StepMisconception(
                    "08-ST11",
                    "1",
                    "That is what one wrong class costs.",
                    "How many wrong classes are there?",
                ),
            ),
        ),
    ),
    Step(
        "step-3",
        "What the true class would add to the loss if it were not left out.",
        Number(
            "1",
            equivalents=(1, "max(0,1)", "0+1"),
            misconceptions=(
                StepMisconception(
                    "08-ST12",
                    "0",
                    "The two scores cancel, and something is left.",
                    "Write the formula with j = y. What stands beside the scores?",
                ),
            ),
        ),
    ),
    Step(
        "step-4",
        "The slope of s[j] - s[y] + delta along s[l].",
        Index(
            "ind(j,l)-ind(y,l)",
            given=three_classes,
            free_indices={"j": "C", "l": "C"},
            equivalents=("delta(j,l)-delta(y,l)", "-ind(l,y)+ind(l,j)"),
            misconceptions=(
                StepMisconception(
                    "08-ST13",
                    "ind(j,l)",
                    "Your formula forgets one of the two scores.",
                    "Let l be the true class. Which sign has its score here?",
                ),
                StepMisconception(
                    "08-ST14",
                    "ind(j,l)+ind(y,l)",
                    "Both scores have a plus in your formula.",
                    "Raise the true score. Does this expression grow?",
                ),
                StepMisconception(
                    "08-ST15",
                    "ind(y,l)-ind(j,l)",
                    "Both signs are the opposite ones.",
                    "Raise the score of class j. Does the expression fall?",
                ),
                StepMisconception(
                    "08-ST16",
                    "ind(j,l)-1",
                    "You subtract 1 for every l, also where s[l] is no true score.",
                    "Let l be neither j nor y. Does anything move?",
                ),
            ),
        ),
    ),
    Step(
        "step-5",
        "The slope of L_i along the score of a wrong class l.",
        Index(
            "v[l]",
            given=wrong_classes,
            free_indices={"l": "C"},
            equivalents=(
                "v[l]-ind(l,y)*sum(j,v[j])",
                "sum(j,v[j]*ind(j,l))",
                "v[l]**2",
            ),
            misconceptions=(
                StepMisconception(
                    "08-ST17",  # CO15
                    "1",
                    "Your slope is 1 also for a class that is far behind.",
                    "On which piece of max(0, u) is such a class?",
                ),
                StepMisconception(
                    "08-ST18",
                    "sum(j,v[j])",
                    "You let all violated classes answer for one.",
                    "In which of the margins does the score of class l appear?",
                ),
                StepMisconception(
                    "08-ST19",
                    "-v[l]",
                    "Your slope is negative.",
                    "Raise the score of a violated class. Does the loss fall?",
                ),
                StepMisconception(
                    "08-ST20",  # CO01 and its opposite
                    "0",
                    "Wrong classes get no slope from you.",
                    "Raise the score of a violated class. Does the loss stay?",
                ),
            ),
        ),
    ),
    Step(
        "step-6",
        "The slope of L_i along the score of the true class.",
        Index(
            "-sum(j,v[j])",
            given=violations,
            free_indices={},
            equivalents=(
                "sum(j,-v[j])",
                "v[y]-sum(l,v[l])",
                "-sum(j,v[j]*(1-ind(j,y)))",
            ),
            misconceptions=(
                StepMisconception(
                    "08-ST21",  # CO05
                    "-1",
                    "You count the true score once.",
                    "In how many of the violated margins does it appear?",
                ),
                StepMisconception(
                    "08-ST22",  # CO06
                    "sum(j,v[j])",
                    "The number is right, and the sign is not.",
                    "Raise the true score. Does the loss rise?",
                ),
                StepMisconception(
                    "08-ST23",  # also v[y]
                    "0",
                    "The true class gets no slope from you.",
                    "Lower the true score. Does the loss stay as it is?",
                ),
            ),
        ),
    ),
    Step(
        "step-7",
        "The slope of L_i along s[l], for every class l.",
        Index(
            "v[l]-ind(l,y)*sum(j,v[j])",
            given=violations,
            free_indices={"l": "C"},
            equivalents=(
                "v[l]-delta(y,l)*sum(j,v[j])",
                "sum(j,v[j]*(ind(j,l)-ind(y,l)))",
                "(1-ind(l,y))*v[l]-ind(l,y)*sum(j,v[j])",
            ),
            misconceptions=(
                StepMisconception(
                    "08-ST25",  # SL15 in the softmax loss
                    "v[l]-sum(j,v[j])",
                    "The sum is subtracted from every class.",
                    "Which class is the only one that it belongs to?",
                ),
                StepMisconception(
                    "08-ST26",  # HV07
                    "v[l]",
                    "This is right for the wrong classes only.",
                    "What does it say for l = y, and what did step 6 say?",
                ),
                StepMisconception(
                    "08-ST27",  # HV08
                    "-ind(l,y)*sum(j,v[j])",
                    "This is right for the true class only.",
                    "What does it say for a wrong class, and what did step 5 say?",
                ),
                StepMisconception(
                    "08-ST28",  # CO05
                    "v[l]-ind(l,y)",
                    "In the true column you subtract 1, however many are violated.",
                    "How many violated margins hold the true score?",
                ),
            ),
        ),
    ),
    Step(
        "step-8",
        "What each row of B adds up to.",
        Number(
            "0",
            equivalents=(0, "1-1"),
            misconceptions=(
                StepMisconception(
                    "08-ST29",  # HV02
                    "-1",
                    "Then the true class would count itself.",
                    "All scores rise alike. Which margins change?",
                ),
                StepMisconception(
                    "08-ST30",
                    "1",
                    "Then it would matter how high all scores lie together.",
                    "All scores rise alike. Which margins change?",
                ),
            ),
        ),
    ),
    Step(
        "step-9",
        "The gradient of mean loss plus penalty with respect to W.",
        Matrix(
            "X.T@B/N+lam*W",
            given=batch,
            equivalents=("(B.T@X).T/N+lam*W", "lam*W+(1/N)*X.T@B", "X.T@(B/N)+W*lam"),
            misconceptions=(
                StepMisconception(
                    "08-ST31",  # SL28
                    "X.T@B/N+2*lam*W",
                    "The penalty has the slope of the full convention.",
                    "What is the derivative of lam/2 * w * w?",
                ),
                StepMisconception(
                    "08-ST32",  # HV22
                    "X.T@B+lam*W",
                    "The examples are added up, and the loss is a mean.",
                    "Which factor stands before the sum over i?",
                ),
                StepMisconception(
                    "08-ST33",  # SL10
                    "(X.T@B+lam*W)/N",
                    "The penalty is divided by N as well.",
                    "Is the penalty part of the mean?",
                ),
                StepMisconception(
                    "08-ST34",  # SL01
                    "X.T@B/N",
                    "The part of the examples is right, and the penalty is missing.",
                    "What is the derivative of lam/2 * w * w?",
                ),
                StepMisconception(
                    "08-ST35",
                    "X.T@B/N+lam*W/2",
                    "The half of the penalty is still there after differentiating.",
                    "What is the derivative of w * w?",
                ),
                StepMisconception(
                    "08-ST36",  # SV01
                    "B.T@X/N+lam*W.T",
                    "Your table lies on its side.",
                    "Which index is summed, and where does it stand in X and in B?",
                ),
            ),
        ),
    ),
    Step(
        "step-10",
        "The test for the active set of the loss with a safe distance of 1.",
        Choice(
            "b",
            among=("a", "b", "c"),
            misconceptions=(
                StepMisconception(
                    "08-ST37",  # HV04
                    "a",
                    "That set holds the classes that beat the truth.",
                    "Step 1 had no such class. Was its loss 0?",
                ),
                StepMisconception(
                    "08-ST38",  # HV05
                    "c",
                    "That set holds the classes that beat the truth by more than 1.",
                    "Step 1 had no such class. Was its loss 0?",
                ),
            ),
        ),
    ),
    Step(
        "step-11",
        "The subgradients of max(0, u) at u = 0.",
        Choice(
            "all from 0 to 1",
            among=("only 0", "only 1", "only 1/2", "all from 0 to 1"),
            misconceptions=(
                StepMisconception(
                    "08-ST39",
                    "only 0",
                    "The flat line through the corner is one of them.",
                    "Tilt it a little. When does it rise above the function?",
                ),
                StepMisconception(
                    "08-ST40",
                    "only 1",
                    "The line of slope 1 is one of them.",
                    "Tilt it down a little. Does it rise above the function anywhere?",
                ),
                StepMisconception(
                    "08-ST41",
                    "only 1/2",
                    "That is what a central difference gives, and it is one of them.",
                    "Tilt that line a little. Does it rise above the function at once?",
                ),
            ),
        ),
    ),
    Step(
        "step-12",
        "Does a difference at an entry that crosses a kink prove that dW is wrong?",
        Choice(
            "no",
            among=("yes", "no"),
            misconceptions=(
                StepMisconception(
                    "08-ST42",  # HV25
                    "yes",
                    "You trust the measurement there.",
                    "Which slopes does it mix if the corner lies between its points?",
                ),
            ),
        ),
    ),
)
