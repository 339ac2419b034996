"""The steps of 04_softmax: right answers, equivalents and misconceptions."""

import numpy as np

from gradients_by_hand.steps import (
    Chain,
    Choice,
    Index,
    Number,
    Scalar,
    Step,
    StepMisconception,
)

TWO = {"a": (-2, 2), "b": (-2, 2), "c": (0.3, 2)}


def huge(rng):
    """Two scores far beyond what exp can take, and the larger one of them.

    Whole numbers of three digits: so they are shown, and stored, as they are.
    """
    a = float(rng.integers(903, 997))
    b = a + float(rng.choice([-3, -2, -1, 1, 2, 3]))
    return {"a": a, "b": b, "m": max(a, b)}


def one_row(rng):
    """The scores of one example and their probabilities; C varies."""
    C = int(rng.integers(3, 6))
    s = rng.normal(size=C)
    return {"s": s, "p": np.exp(s) / np.exp(s).sum(), "C": C}


STEPS = (
    Step(
        "step-1",
        "From the shifted scores back to the plain ones, line by line.",
        Chain(
            ("exp(a)*exp(c)/(exp(a)*exp(c)+exp(b)*exp(c))", "exp(a)/(exp(a)+exp(b))"),
            start="exp(a+c)/(exp(a+c)+exp(b+c))",
            given=TWO,
            forbidden_names=("c",),
            equivalents=(
                ["exp(c)*exp(a)/(exp(c)*(exp(a)+exp(b)))", "exp(a)/(exp(a)+exp(b))"],
                ["exp(a)/(exp(a)+exp(b))"],
                ["1/(1+exp(b+c)/exp(a+c))", "1/(1+exp(b-a))"],
            ),
            misconceptions=(
                StepMisconception(
                    "04-ST01",
                    [
                        "(exp(a)+exp(c))/(exp(a)+exp(c)+exp(b)+exp(c))",
                        "exp(a)/(exp(a)+exp(b))",
                    ],
                    "You read a power of a sum as a sum of powers.",
                    "Is exp(1 + 1) the same as exp(1) + exp(1)? Try a calculator.",
                ),
                StepMisconception(
                    "04-ST02",
                    [
                        "exp(a)*exp(c)/(exp(a)*exp(c)+exp(b)*exp(c))",
                        "exp(a)/(exp(a)+exp(b)*exp(c))",
                    ],
                    "You cancel a factor that one of the terms below does not share.",
                    "From which terms of the denominator did you take it out?",
                ),
            ),
        ),
    ),
    Step(
        "step-2",
        "By how much g moves; whether the claim is right.",
        Scalar(
            "c",
            given=TWO,
            forbidden_names=("a", "b"),
            equivalents=("c+0", "log(exp(c))", "2*c-c"),
            misconceptions=(
                StepMisconception(
                    "04-MC13",
                    "0",
                    "You say that g does not notice the shift.",
                    "Take a = b = 0 and c = 1 and a calculator. What is g, twice?",
                ),
                StepMisconception(
                    "04-ST03",
                    "2*c",
                    "You count the shift once for each score.",
                    "Do both terms have the factor in common, or each its own?",
                ),
                StepMisconception(
                    "04-ST04",
                    "exp(c)",
                    "You give the factor by which the sum grows.",
                    "What does the logarithm make of a factor?",
                ),
            ),
        ),
        Choice(
            "no",
            among=("yes", "no"),
            misconceptions=(
                StepMisconception(
                    "04-ST05",
                    "yes",
                    "You trust the claim more than a number.",
                    "For a = b = 0 and c = 1: what are the two values of g?",
                ),
            ),
        ),
    ),
    Step(
        "step-3",
        "The largest score that exp can take: in float64, in float32.",
        Number(
            709.78,
            equivalents=(709.7827, 710, "1024*log(2)"),
            misconceptions=(
                StepMisconception(
                    "04-ST06",
                    308,
                    "You give the power of ten that is still a float64.",
                    "You need an s with exp(s) of that size. What is e compared to 10?",
                ),
                StepMisconception(
                    "04-ST07",
                    1024,
                    "You give the power of two at which float64 ends.",
                    "You need an s with exp(s) of that size. What is e compared to 2?",
                ),
            ),
        ),
        Number(
            88.72,
            equivalents=(88.7228, "128*log(2)", "log(3.4)+38*log(10)"),
            misconceptions=(
                StepMisconception(
                    "04-ST08",
                    38,
                    "You give the power of ten that is still a float32.",
                    "You need an s with exp(s) of that size. What is e compared to 10?",
                ),
                StepMisconception(
                    "04-ST09",
                    354.89,
                    "You halve the number of float64.",
                    "Half as many bits: is the largest number half as large?",
                ),
            ),
        ),
    ),
    Step(
        "step-4",
        "g of two scores of any size, with m in it.",
        Scalar(
            "m+log(exp(a-m)+exp(b-m))",
            given=huge,
            equivalents=(
                "log(exp(a-m)+exp(b-m))+m",
                "max(a,b)+log(1+exp(-abs(a-b)))",
                "a+log(1+exp(b-a))",
            ),
            misconceptions=(
                StepMisconception(
                    "04-ST10",
                    "log(exp(a-m)+exp(b-m))",
                    "You take m off and never give it back.",
                    "Step 2 says what a shift does to g. Where did it go here?",
                ),
                StepMisconception(
                    "04-ST11",
                    "log(exp(a)+exp(b))",
                    "This is right on paper, and overflows for scores of 1000.",
                    "Which exponents would you like to have, and how do you get them?",
                ),
                StepMisconception(
                    "04-ST12",
                    "m*log(exp(a-m)+exp(b-m))",
                    "You multiply by what was taken off.",
                    "exp(m) is a factor inside the logarithm. What is it outside?",
                ),
                StepMisconception(
                    "04-ST13",
                    "log(exp(a-m)+exp(b-m))-m",
                    "You take m off once more.",
                    "Should g of scores near 1000 be positive or negative?",
                ),
            ),
        ),
    ),
    Step(
        "step-5",
        'Which number to take off: "max", "mean" or "min".',
        Choice(
            "max",
            among=("max", "mean", "min"),
            misconceptions=(
                StepMisconception(
                    "04-ST14",
                    "mean",
                    "After that shift the best score may still lie far above 0.",
                    "The scores 3000, 0, 0: what is the largest one after your shift?",
                ),
                StepMisconception(
                    "04-ST15",
                    "min",
                    "After that shift no score lies below 0.",
                    "The scores 1000 and 0: what is the largest one after your shift?",
                ),
            ),
        ),
    ),
    Step(
        "step-6",
        "What doubling the scores does; what remains in the end.",
        Choice(
            "sharper",
            among=("sharper", "flatter", "the same"),
            misconceptions=(
                StepMisconception(
                    "04-ST22",
                    "flatter",
                    "You say that doubled scores bring the classes together.",
                    "The scores 1 and 0: what is their difference before, and after?",
                ),
                StepMisconception(
                    "04-ST23",
                    "the same",
                    "You treat a factor like a shift.",
                    "Which differences does a shift keep, and does a factor keep them?",
                ),
            ),
        ),
        Choice(
            "one-hot",
            among=("one-hot", "uniform", "the scores"),
            misconceptions=(
                StepMisconception(
                    "04-ST24",
                    "uniform",
                    "You say that in the end all classes are equal.",
                    "Try the scores 100 and 0: which probabilities do they have?",
                ),
                StepMisconception(
                    "04-ST25",
                    "the scores",
                    "You say that in the end the scores come out.",
                    "What must the entries add up to, for every factor t?",
                ),
            ),
        ),
    ),
    Step(
        "step-7",
        "g of C equal scores s.",
        Scalar(
            "s+log(C)",
            given={"s": (-3, 3), "C": (2, 9)},
            equivalents=("log(C)+s", "log(C*exp(s))", "s-log(1/C)"),
            misconceptions=(
                StepMisconception(
                    "04-ST16",
                    "s",
                    "You say that g of equal scores is the score itself.",
                    "How many equal terms has the sum inside the logarithm?",
                ),
                StepMisconception(
                    "04-ST17",
                    "C*s",
                    "You read the logarithm of a sum as a sum of logarithms.",
                    "Compare log(1 + 1) with log 1 + log 1. Which one do you need?",
                ),
                StepMisconception(
                    "04-ST18",
                    "s*log(C)",
                    "You multiply two logarithms where a product stood inside one.",
                    "What does log make of a product, as a rule?",
                ),
            ),
        ),
    ),
    Step(
        "step-8",
        "The slope of g along s[k].",
        Index(
            "p[k]",
            given=one_row,
            free_indices={"k": "C"},
            equivalents=("exp(s[k])/sum(j,exp(s[j]))", "sum(j,p[j]*delta(j,k))"),
            misconceptions=(
                StepMisconception(
                    "04-MC08",
                    "1/sum(j,exp(s[j]))",
                    "You have the outer derivative only: it is the same for each k.",
                    "Differentiate log(u(s)): what multiplies 1/u?",
                ),
                StepMisconception(
                    "04-ST19",
                    "exp(s[k])",
                    "You have the inner derivative only.",
                    "What is the derivative of log u, before u is looked into?",
                ),
                StepMisconception(
                    "04-ST20",
                    "1",
                    "You say that g moves as much as the score does.",
                    "Step 2 moves all scores at once. What if only one moves?",
                ),
                StepMisconception(
                    "04-ST21",
                    "sum(j,exp(s[j]))/exp(s[k])",
                    "Your quotient stands on its head.",
                    "Can g rise faster than the score that you raise?",
                ),
            ),
        ),
    ),
    Step(
        "step-9",
        "The log probability of a class 800 behind: true; as numpy computes it.",
        Number(
            -800,
            equivalents=("-800", -800.0),
            misconceptions=(
                StepMisconception(
                    "04-ST26",
                    800,
                    "The size is right, and the sign is not.",
                    "A probability is at most 1. Which sign has its logarithm?",
                ),
                StepMisconception(
                    "04-ST27",
                    0,
                    "You give the probability, as it is rounded.",
                    "Which number is g of the scores 0 and -800, on paper?",
                ),
            ),
        ),
        Choice(
            "-inf",
            among=("-800", "0", "-inf", "nan"),
            misconceptions=(
                StepMisconception(
                    "04-ST28",
                    "-800",
                    "You give what is true, not what is computed.",
                    "What is np.exp(-800) in float64, before the logarithm sees it?",
                ),
                StepMisconception(
                    "04-ST29",
                    "0",
                    "You stop at the probability.",
                    "It became 0. What does np.log make of 0?",
                ),
                StepMisconception(
                    "04-ST30",
                    "nan",
                    "You expect a result without meaning.",
                    "Where does log x go when x goes to 0? In one direction?",
                ),
            ),
        ),
    ),
)
