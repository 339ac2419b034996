"""The steps of 01_numerical_gradient: right answers, equivalents and misconceptions."""

from gradients_by_hand.steps import (
    Chain,
    Choice,
    Number,
    Scalar,
    Step,
    StepMisconception,
)

SIZES = {"h": (0.05, 0.5), "f": (1, 3), "f1": (-3, -1), "f2": (1, 4), "f3": (2, 5)}
POWERS = "1e-2", "1e-5", "1e-8", "1e-11"

STEPS = (
    Step(
        "step-1",
        "The central difference, simplified line by line.",
        Chain(
            ("(2*h*f1 + h**3*f3/3)/(2*h)", "f1 + h**2*f3/6"),
            start=(
                "((f + h*f1 + h**2*f2/2 + h**3*f3/6)"
                " - (f - h*f1 + h**2*f2/2 - h**3*f3/6))/(2*h)"
            ),
            given=SIZES,
            forbidden_names=("f", "f2"),
            equivalents=(
                ["f1 + h*h*f3/6"],
                ["f1 + (h**3*f3/3)/(2*h)", "f3*h**2/6 + f1"],
            ),
            misconceptions=(
                StepMisconception(
                    "01-ST45",
                    ["f1"],
                    "Something is left besides the slope.",
                    "Which signs have the two terms with the third derivative?",
                ),
                StepMisconception(
                    "01-ST46",
                    ["f1 + h*f2/2"],
                    "This is what the one-sided difference comes to.",
                    "Which signs have the two terms with the second derivative?",
                ),
                StepMisconception(
                    "01-ST47",
                    ["2*f1 + h**2*f3/3"],
                    "Everything is twice as large as it should be.",
                    "By what is the difference of the two brackets divided?",
                ),
                StepMisconception(
                    "01-ST48",
                    ["f1 + h**2*f3/3"],
                    "The slope is right, and the term behind it is too large.",
                    "What is a sixth and a sixth, divided by two?",
                ),
            ),
        ),
    ),
    Step(
        "step-2",
        "The largest part of the error, one-sided and central.",
        Scalar(
            "h*f2/2",
            given=SIZES,
            equivalents=("f2*h/2", "0.5*f2*h", "(h**2*f2/2)/h"),
            misconceptions=(
                StepMisconception(
                    "01-ST01",
                    "h**2*f2/2",
                    "This is the largest part of what was left out of f(x + h).",
                    "Is a slope already made of it? What does one-sided divide by?",
                ),
                StepMisconception(
                    "01-ST02",
                    "h*f2",
                    "The power of h is right, and a factor got lost.",
                    "Which number stands below the second derivative in the formula?",
                ),
                StepMisconception(
                    "01-ST49",
                    "h*f2/2 + h**2*f3/6",
                    "This is all of the error, and its largest part is asked for.",
                    "Which of your two terms has the lower power of h?",
                ),
                StepMisconception(
                    "01-ST50",
                    "h",
                    "The power of h is right, and what stands beside it is missing.",
                    "Does every function have the same error? On what does it depend?",
                ),
                StepMisconception(
                    "01-ST51",
                    "-h*f2/2",
                    "The size is right, and the sign is not.",
                    "Which one is taken off which: the slope, or what comes out?",
                ),
                StepMisconception(
                    "01-ST03",
                    "f1",
                    "This is the slope itself, not what is wrong about it.",
                    "What is left of the one-sided difference after f' is taken away?",
                ),
                StepMisconception(
                    "01-ST04",
                    "f1 + h*f2/2",
                    "The slope is still inside: an error is what comes on top of it.",
                    "What is left after f' is taken away?",
                ),
            ),
        ),
        Scalar(
            "h**2*f3/6",
            given=SIZES,
            equivalents=("f3*h*h/6", "(h**3*f3/3)/(2*h)", "h**2/6*f3"),
            misconceptions=(
                StepMisconception(
                    "01-ST05",
                    "h**3*f3/6",
                    "The slope was not divided by the distance of the two points yet.",
                    "By what is the difference of the two values divided?",
                ),
                StepMisconception(
                    "01-ST06",
                    "h**2*f3/3",
                    "The two third-order terms add up, and one factor is missing.",
                    "How far apart are the two points: h, or more?",
                ),
                StepMisconception(
                    "01-ST52",
                    "h**2",
                    "The power of h is right, and what stands beside it is missing.",
                    "Does every function have the same error? On what does it depend?",
                ),
                StepMisconception(
                    "01-ST53",
                    "-h**2*f3/6",
                    "The size is right, and the sign is not.",
                    "Which one is taken off which: the slope, or what comes out?",
                ),
                StepMisconception(
                    "01-ST54",
                    "h*f2/2 + h**2*f3/6",
                    "This is the error of the one-sided difference.",
                    "Which signs have the two terms with the second derivative?",
                ),
                StepMisconception(
                    "01-ST07",
                    "h*f2/2",
                    "The central formula has lost this term: it is that of one side.",
                    "Which sign has the term with f'' in each of Taylor's two lines?",
                ),
                StepMisconception(
                    "01-ST08",
                    "f1 + h**2*f3/6",
                    "The slope is still inside: an error is what comes on top of it.",
                    "What is left after f' is taken away?",
                ),
                StepMisconception(
                    "01-ST09",
                    "0",
                    "Not everything cancels.",
                    "Do the terms with the third derivative have equal signs?",
                ),
            ),
        ),
    ),
    Step(
        "step-3",
        "By which factor the errors fall when h is halved.",
        Number(
            2,
            equivalents=("2.0", "4/2"),
            misconceptions=(
                StepMisconception(
                    "01-ST10",
                    0.5,
                    "That is what is left of the error, and not how far it falls.",
                    "If something falls to a third, which number did we want to see?",
                ),
                StepMisconception(
                    "01-ST11",
                    4,
                    "So fast falls the error of a formula that looks to both sides.",
                    "Which power of h stands in the first part of step 2?",
                ),
            ),
        ),
        Number(
            4,
            equivalents=("2**2", "4.0"),
            misconceptions=(
                StepMisconception(
                    "01-ST12",
                    0.25,
                    "That is what is left of the error, and not how far it falls.",
                    "If something falls to a third, which number did we want to see?",
                ),
                StepMisconception(
                    "01-ST13",
                    2,
                    "So slowly falls the error of a formula that looks to one side.",
                    "What happens to h * h when h is halved?",
                ),
                StepMisconception(
                    "01-ST14",
                    8,
                    "That is the factor of the third power of h.",
                    "Which power of h is left in step 2, after the division?",
                ),
            ),
        ),
    ),
    Step(
        "step-4",
        "The number of calls of f for a table of shape (D, C).",
        Scalar(
            "2*D*C",
            given={"D": (2, 9), "C": (11, 20)},
            equivalents=("D*C*2", "D*C + D*C", "(2*D)*C"),
            misconceptions=(
                StepMisconception(
                    "01-ST15",
                    "D*C",
                    "This counts one call for each entry.",
                    "How many values of f does one central difference need?",
                ),
                StepMisconception(
                    "01-ST16",
                    "2",
                    "Two calls give one slope.",
                    "How many slopes has a table of shape (D, C)?",
                ),
                StepMisconception(
                    "01-ST17",
                    "D*C + 1",
                    "So much costs the one-sided difference, where f(x) is shared.",
                    "Does the central difference use f(x) at all?",
                ),
                StepMisconception(
                    "01-ST18",
                    "2*(D+C)",
                    "This counts rows and columns, and slopes belong to entries.",
                    "How many entries has a table with 3 rows and 4 columns?",
                ),
                StepMisconception(
                    "01-ST19",
                    "2*D",
                    "Every row is counted, and each has several entries.",
                    "May all entries of a row be moved at the same time?",
                ),
            ),
        ),
    ),
    Step(
        "step-5",
        "The best step: a formula, in float64, in float32.",
        Scalar(
            "eps**(1/3)",
            given={"eps": (0.01, 0.5)},
            equivalents=("exp(log(eps)/3)", "(eps)**(2/6)", "1/eps**(-1/3)"),
            misconceptions=(
                StepMisconception(
                    "01-ST20",
                    "sqrt(eps)",
                    "This balances eps/h with h, and the error here is h squared.",
                    "Multiply both sides of the equation by h: which power is there?",
                ),
                StepMisconception(
                    "01-ST21",
                    "eps",
                    "With this h the rounding alone costs eps/h = 1.",
                    "Put your h into both sides. Are they equal?",
                ),
                StepMisconception(
                    "01-ST22",
                    "eps**3",
                    "You turned the equation around the wrong way.",
                    "If the third power of h is eps, is h larger or smaller than eps?",
                ),
                StepMisconception(
                    "01-ST55",
                    "1/3",
                    "This may be the exponent, and what it belongs to is gone.",
                    "If numbers were less exact, would the best step be the same?",
                ),
                StepMisconception(
                    "01-ST23",
                    "eps/3",
                    "A third of it is not its third root.",
                    "Which number, taken three times as a factor, gives eps?",
                ),
            ),
        ),
        Choice(
            "1e-5",
            among=POWERS,
            misconceptions=(
                StepMisconception(
                    "01-ST24",
                    "1e-8",
                    "This is near the best step of the one-sided difference.",
                    "What is 1e-8 taken three times as a factor? Is it near eps?",
                ),
                StepMisconception(
                    "01-ST25",
                    "1e-11",
                    "With a step that small, rounding takes over.",
                    "How large is eps / h with this h?",
                ),
                StepMisconception(
                    "01-ST26",
                    "1e-2",
                    "With a step that wide, the formula itself is off.",
                    "How large is h * h with this h, and how large is eps / h?",
                ),
            ),
        ),
        Choice(
            "1e-2",
            among=POWERS,
            misconceptions=(
                StepMisconception(
                    "01-ST27",
                    "1e-5",
                    "This step belongs to float64.",
                    "A float32 has eps = 1e-7. How large is eps / h with your h?",
                ),
                StepMisconception(
                    "01-ST28",
                    "1e-8",
                    "A float32 near 1 cannot move by that little.",
                    "What is 1 + 1e-8 with seven digits?",
                ),
                StepMisconception(
                    "01-ST29",
                    "1e-11",
                    "A float32 near 1 cannot move by that little.",
                    "What is 1 + 1e-11 with seven digits?",
                ),
            ),
        ),
    ),
    Step(
        "step-6",
        "The central difference of max(0, x) at x = h/2.",
        Number(
            0.75,
            equivalents=("3/4", "(3/2)/2"),
            misconceptions=(
                StepMisconception(
                    "01-ST30",
                    1,
                    "This is the slope, and not what two points measure.",
                    "Where does x - h lie, and what is the function there?",
                ),
                StepMisconception(
                    "01-ST31",
                    0.5,
                    "This would come out at x = 0.",
                    "How far right of 0 does x + h lie, in units of h?",
                ),
                StepMisconception(
                    "01-ST32",
                    1.5,
                    "The difference of the two values is right.",
                    "How far apart are the two points?",
                ),
                StepMisconception(
                    "01-ST33",
                    0.25,
                    "This would be the share of the points on the left of the kink.",
                    "What are the two values, at x + h and at x - h?",
                ),
            ),
        ),
    ),
    Step(
        "step-7",
        "The relative errors of (1e-9, -1e-9), of (0, 0), and of (0, 1).",
        Number(
            1,
            equivalents=("2e-9/2e-9", "1.0"),
            misconceptions=(
                StepMisconception(
                    "01-ST34",
                    0,
                    "These two have opposite signs: they could not be further apart.",
                    "How large is their difference, compared with their sizes?",
                ),
                StepMisconception(
                    "01-ST35",
                    2e-9,
                    "This is the plain difference, not compared with anything.",
                    "By what is the difference to be divided?",
                ),
                StepMisconception(
                    "01-ST36",
                    2,
                    "You divide by the size of one of them only.",
                    "Which two sizes does the denominator add up?",
                ),
            ),
        ),
        Number(
            0,
            equivalents=("0/1", "0.0"),
            misconceptions=(
                StepMisconception(
                    "01-ST37",
                    1,
                    "These two numbers are equal.",
                    "How large is their difference?",
                ),
            ),
        ),
        Number(
            1,
            equivalents=("1/1",),
            misconceptions=(
                StepMisconception(
                    "01-ST39",
                    0,
                    "The two numbers differ.",
                    "How large is their difference, and how large is the sum of sizes?",
                ),
                StepMisconception(
                    "01-ST40",
                    1e12,
                    "You divide by the floor, and there is something larger.",
                    "Which of |a| + |n| and the floor is the larger one here?",
                ),
            ),
        ),
    ),
    Step(
        "step-8",
        "A data slope that is all wrong, alone and beside a large penalty.",
        Number(
            1,
            equivalents=("2/2",),
            misconceptions=(
                StepMisconception(
                    "01-ST41",
                    2,
                    "This is the difference itself.",
                    "Compared with the sizes of 0 and 2, how large is it?",
                ),
            ),
        ),
        Number(
            "2/4002",
            rtol=0.02,
            equivalents=("1/2001", "0.0005"),
            misconceptions=(
                StepMisconception(
                    "01-RE11",
                    1,
                    "The data term is all wrong, and that is not what the sum shows.",
                    "Which two numbers are compared when both terms are in the loss?",
                ),
                StepMisconception(
                    "01-ST42",
                    "2/2002",
                    "You divide by the size of one of the two numbers only.",
                    "Which two sizes does the denominator add up?",
                ),
            ),
        ),
    ),
    Step(
        "step-9",
        "With whose slope the formula is compared.",
        Choice(
            "my own loss",
            among=("right loss", "my own loss", "smallest loss"),
            misconceptions=(
                StepMisconception(
                    "01-ST43",
                    "right loss",
                    "Nobody has given the right loss to the check.",
                    "Which function is called when a slope is measured?",
                ),
                StepMisconception(
                    "01-ST44",
                    "smallest loss",
                    "A check looks at slopes at one point, and no minimum is searched.",
                    "Which function is called when a slope is measured?",
                ),
            ),
        ),
    ),
)
