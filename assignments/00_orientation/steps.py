"""The steps of 00_orientation: right answers, equivalents and misconceptions."""

from gradients_by_hand.steps import Choice, Shape, Step, StepMisconception

SIZES = "N", "D", "C"
OUTCOMES = "right", "wrong", "error"
FATES = "changed", "unchanged"

STEPS = (
    Step(
        "step-1",
        "The shapes of X @ W, of W.T, and of P[np.arange(N), y].",
        Shape(
            "(N, C)",
            sizes=SIZES,
            equivalents=("(N,C)", "N, C"),
            misconceptions=(
                StepMisconception(
                    "00-OS01",
                    "(N, D)",
                    "This is the shape of X.",
                    "In a product, the two inner sizes meet. Which ones are left over?",
                ),
                StepMisconception(
                    "00-OS02",
                    "(D, C)",
                    "This is the shape of W.",
                    "One row of X gives one row of the product. How many rows has X?",
                ),
                StepMisconception(
                    "00-OS03",
                    "(C, N)",
                    "The two sizes are right, and their order is not.",
                    "Does the product have a row for each example or for each class?",
                ),
                StepMisconception(
                    "00-OS04",
                    "(N, D, C)",
                    "A product of two tables is a table again.",
                    "The inner sizes meet and are summed over. Which ones are left?",
                ),
            ),
        ),
        Shape(
            "(C, D)",
            sizes=SIZES,
            equivalents=("(C,D)",),
            misconceptions=(
                StepMisconception(
                    "00-OS05",
                    "(D, C)",
                    "This is the shape of W itself.",
                    "If rows become columns, what happens to the two sizes?",
                ),
            ),
        ),
        Shape(
            "(N,)",
            sizes=SIZES,
            equivalents=("(N, )",),
            misconceptions=(
                StepMisconception(
                    "00-OS06",
                    "(N, N)",
                    "This would be the shape of P[:, y].",
                    "How many pairs do two lists of N numbers make, one by one?",
                ),
                StepMisconception(
                    "00-OS07",
                    "(N, C)",
                    "This is the shape of P.",
                    "How many numbers are taken out of each row?",
                ),
                StepMisconception(
                    "00-OS08",
                    "(N, 1)",
                    "The count is right, and there is an axis too many.",
                    "Two lists stand in the brackets. How many axes has a list?",
                ),
                StepMisconception(
                    "00-OS09",
                    "(C,)",
                    "You have one number for each class.",
                    "Each example has one true class. How many numbers is that?",
                ),
            ),
        ),
    ),
    Step(
        "step-2",
        "What (N, C) / (N,) does: for N = 7 and C = 3, and for N = C = 3.",
        Choice(
            "error",
            among=OUTCOMES,
            misconceptions=(
                StepMisconception(
                    "00-OS10",
                    "right",
                    "The sizes that numpy compares are not those that you mean.",
                    "Write (7, 3) above (7,), right-aligned. Which sizes meet?",
                ),
                StepMisconception(
                    "00-OS11",
                    "wrong",
                    "Before any number comes out, the sizes must fit.",
                    "Write (7, 3) above (7,), right-aligned. Do the sizes fit?",
                ),
            ),
        ),
        Choice(
            "wrong",
            among=OUTCOMES,
            misconceptions=(
                StepMisconception(
                    "00-OS12",
                    "right",
                    "The sizes fit, and not the way you want.",
                    "Right-aligned, does the single axis meet the rows or the columns?",
                ),
                StepMisconception(
                    "00-OS13",
                    "error",
                    "For a square table the sizes fit.",
                    "Write (3, 3) above (3,), right-aligned. What is there to stop at?",
                ),
            ),
        ),
    ),
    Step(
        "step-3",
        "What becomes of b after a = b and a -= 1; after a = b and a = a - 1.",
        Choice(
            "changed",
            among=FATES,
            misconceptions=(
                StepMisconception(
                    "00-OS14",
                    "unchanged",
                    "You think of two arrays, and there is one with two names.",
                    "Into which array does -= write? Who else has a name for it?",
                ),
            ),
        ),
        Choice(
            "unchanged",
            among=FATES,
            misconceptions=(
                StepMisconception(
                    "00-OS15",
                    "changed",
                    "Here nothing is written into the old array.",
                    "What does a - 1 make, and which name moves to it?",
                ),
            ),
        ),
    ),
)
