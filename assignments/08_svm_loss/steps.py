"""The steps of 08_svm_loss: what is right, what is right as well, and wrong answers.

A comment beside an id names the misconception of misconceptions/ that begins with this
wrong answer.
"""

import numpy as np

from gradients_by_hand.steps import Choice, Index, Matrix, Number, Scalar, Step, Wrong


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
            also=("max(0,-1-3+1)", 0),
            wrong=(
                Wrong(
                    "08-ST01",  # 08-MG06
                    "-3",
                    "A margin cannot be negative: nobody earns anything by losing.",
                    "What does max(0, u) make of your number?",
                ),
                Wrong(
                    "08-ST02",  # 08-MG07
                    "5",
                    "You took the true score minus the other one.",
                    "Class 1 is far behind. Should it cost that much?",
                ),
            ),
        ),
        Number(
            "0.5",
            also=("max(0,2.5-3+1)", "1/2", 0.5),
            wrong=(
                Wrong(
                    "08-ST03",  # 08-MG02
                    "0",
                    "Class 2 trails by 0.5, and you find that safe.",
                    "How far behind does a class have to be?",
                ),
                Wrong(
                    "08-ST04",  # 08-MG03
                    "-1.5",
                    "You subtracted the safe distance, and kept a negative number.",
                    "Does asking for a distance make a class come closer or go away?",
                ),
            ),
        ),
        Number(
            "0.5",
            also=("0+0.5", "1/2"),
            wrong=(
                Wrong(
                    "08-ST05",  # 08-MG01
                    "1.5",
                    "Your sum holds something for class 0 as well, the true one.",
                    "Over which classes does the sum in the definition run?",
                ),
                Wrong(
                    "08-ST06",
                    "0",
                    "The prediction is right, and you take that for a loss of 0.",
                    "What did your second number say?",
                ),
                Wrong(
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
            also=("-1+C", "(C-1)*1", "1*(C-1)+0"),
            wrong=(
                Wrong(
                    "08-ST08",
                    "C",
                    "You counted all classes.",
                    "Does the true class have to keep a distance from itself?",
                ),
                Wrong(
                    "08-ST09",  # 08-HV04
                    "0",
                    "You find equal scores good enough.",
                    "What does one wrong class cost if it is level with the true one?",
                ),
                Wrong(
                    "08-ST10",
                    "log(C)",
                    "There is no logarithm in this loss.",
                    "How many wrong classes are there, and what does each one cost?",
                ),
                Wrong(
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
            also=(1, "max(0,1)", "0+1"),
            wrong=(
                Wrong(
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
            left={"j": "C", "l": "C"},
            also=("delta(j,l)-delta(y,l)", "-ind(l,y)+ind(l,j)"),
            wrong=(
                Wrong(
                    "08-ST13",
                    "ind(j,l)",
                    "Your formula forgets one of the two scores.",
                    "Let l be the true class. Which sign has its score here?",
                ),
                Wrong(
                    "08-ST14",
                    "ind(j,l)+ind(y,l)",
                    "Both scores have a plus in your formula.",
                    "Raise the true score. Does this expression grow?",
                ),
                Wrong(
                    "08-ST15",
                    "ind(y,l)-ind(j,l)",
                    "Both signs are the opposite ones.",
                    "Raise the score of class j. Does the expression fall?",
                ),
                Wrong(
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
            left={"l": "C"},
            also=("v[l]-ind(l,y)*sum(j,v[j])", "sum(j,v[j]*ind(j,l))", "v[l]**2"),
            wrong=(
                Wrong(
                    "08-ST17",  # 08-CO15
                    "1",
                    "Your slope is 1 also for a class that is far behind.",
                    "On which piece of max(0, u) is such a class?",
                ),
                Wrong(
                    "08-ST18",
                    "sum(j,v[j])",
                    "You let all violated classes answer for one.",
                    "In which of the margins does the score of class l appear?",
                ),
                Wrong(
                    "08-ST19",
                    "-v[l]",
                    "Your slope is negative.",
                    "Raise the score of a violated class. Does the loss fall?",
                ),
                Wrong(
                    "08-ST20",  # 08-CO01 and its opposite
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
            left={},
            also=("sum(j,-v[j])", "v[y]-sum(l,v[l])", "-sum(j,v[j]*(1-ind(j,y)))"),
            wrong=(
                Wrong(
                    "08-ST21",  # 08-CO05
                    "-1",
                    "You count the true score once.",
                    "In how many of the violated margins does it appear?",
                ),
                Wrong(
                    "08-ST22",  # 08-CO06
                    "sum(j,v[j])",
                    "The number is right, and the sign is not.",
                    "Raise the true score. Does the loss rise?",
                ),
                Wrong(
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
            left={"l": "C"},
            also=(
                "v[l]-delta(y,l)*sum(j,v[j])",
                "sum(j,v[j]*(ind(j,l)-ind(y,l)))",
                "(1-ind(l,y))*v[l]-ind(l,y)*sum(j,v[j])",
            ),
            wrong=(
                Wrong(
                    "08-ST25",  # 07-SL15 in the softmax loss
                    "v[l]-sum(j,v[j])",
                    "The sum is subtracted from every class.",
                    "Which class is the only one that it belongs to?",
                ),
                Wrong(
                    "08-ST26",  # 08-HV07
                    "v[l]",
                    "This is right for the wrong classes only.",
                    "What does it say for l = y, and what did step 6 say?",
                ),
                Wrong(
                    "08-ST27",  # 08-HV08
                    "-ind(l,y)*sum(j,v[j])",
                    "This is right for the true class only.",
                    "What does it say for a wrong class, and what did step 5 say?",
                ),
                Wrong(
                    "08-ST28",  # 08-CO05
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
            also=(0, "1-1"),
            wrong=(
                Wrong(
                    "08-ST29",  # 08-HV02
                    "-1",
                    "Then the true class would count itself.",
                    "All scores rise alike. Which margins change?",
                ),
                Wrong(
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
            also=("(B.T@X).T/N+lam*W", "lam*W+(1/N)*X.T@B", "X.T@(B/N)+W*lam"),
            wrong=(
                Wrong(
                    "08-ST31",  # 08-SL28
                    "X.T@B/N+2*lam*W",
                    "The penalty has the slope of the full convention.",
                    "What is the derivative of lam/2 * w * w?",
                ),
                Wrong(
                    "08-ST32",  # 08-HV22
                    "X.T@B+lam*W",
                    "The examples are added up, and the loss is a mean.",
                    "Which factor stands before the sum over i?",
                ),
                Wrong(
                    "08-ST33",  # 08-SL10
                    "(X.T@B+lam*W)/N",
                    "The penalty is divided by N as well.",
                    "Is the penalty part of the mean?",
                ),
                Wrong(
                    "08-ST34",  # 08-SL01
                    "X.T@B/N",
                    "The part of the examples is right, and the penalty is missing.",
                    "What is the derivative of lam/2 * w * w?",
                ),
                Wrong(
                    "08-ST35",
                    "X.T@B/N+lam*W/2",
                    "The half of the penalty is still there after differentiating.",
                    "What is the derivative of w * w?",
                ),
                Wrong(
                    "08-ST36",  # 08-SV01
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
            wrong=(
                Wrong(
                    "08-ST37",  # 08-HV04
                    "a",
                    "That set holds the classes that beat the truth.",
                    "Step 1 had no such class. Was its loss 0?",
                ),
                Wrong(
                    "08-ST38",  # 08-HV05
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
            wrong=(
                Wrong(
                    "08-ST39",
                    "only 0",
                    "The flat line through the corner is one of them.",
                    "Tilt it a little. When does it rise above the function?",
                ),
                Wrong(
                    "08-ST40",
                    "only 1",
                    "The line of slope 1 is one of them.",
                    "Tilt it down a little. Does it rise above the function anywhere?",
                ),
                Wrong(
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
            wrong=(
                Wrong(
                    "08-ST42",  # 08-HV25
                    "yes",
                    "You trust the measurement there.",
                    "Which slopes does it mix if the corner lies between its points?",
                ),
            ),
        ),
    ),
)
