"""The steps of 10_digits: right answers, equivalents and misconceptions."""

from gradients_by_hand.steps import (
    Choice,
    Number,
    Scalar,
    Shape,
    Step,
    StepMisconception,
)

TWO = ("yes", "no")

STEPS = (
    Step(
        "step-1",
        "Is the expected gradient of a batch the full one?",
        Choice(
            "yes",
            among=TWO,
            misconceptions=(
                StepMisconception(
                    "10-EX01",
                    "no",
                    "A batch with repetitions is rough, and you say it is also biased.",
                    "How likely is one particular example to be the first that is "
                    "drawn? Is any example more likely than another?",
                ),
            ),
        ),
        Choice(
            "yes",
            among=TWO,
            misconceptions=(
                StepMisconception(
                    "10-EX02",
                    "no",
                    "You say that drawing without replacement prefers some examples.",
                    "Lay out all batches of 2 that can be made of 4 examples. In how "
                    "many of them is each example?",
                ),
            ),
        ),
    ),
    Step(
        "step-2",
        "How many batches an epoch has, and the size of the last one.",
        Number(
            12,
            equivalents=("11+1",),
            misconceptions=(
                StepMisconception(
                    "10-EP01",
                    11,
                    "Your count leaves out the examples that do not fill a batch.",
                    "After 11 batches of 128, how many examples have come? What "
                    "about the others?",
                ),
                StepMisconception(
                    "10-EP02",
                    "1500/128",
                    "A number of batches is a whole number.",
                    "The last batch is a small one. Does it count as a batch?",
                ),
            ),
        ),
        Number(
            92,
            equivalents=("1500-11*128",),
            misconceptions=(
                StepMisconception(
                    "10-EP03",
                    128,
                    "You have taken the last batch for a full one.",
                    "How many examples would 12 full batches need? Are there that "
                    "many?",
                ),
                StepMisconception(
                    "10-EP04",
                    36,
                    "You have counted what the last batch lacks.",
                    "Of the last batch, which examples are there: those that fill "
                    "it, or those that are missing?",
                ),
            ),
        ),
    ),
    Step(
        "step-3",
        "How many epochs 1000 steps of 100 are, out of 60 000 examples.",
        Number(
            "1000*100/60000",
            rtol=6e-3,
            equivalents=("5/3", "1+2/3"),
            misconceptions=(
                StepMisconception(
                    "10-EP05",
                    600,
                    "That is how many steps one epoch takes.",
                    "If an epoch takes that many steps, how often does it fit into "
                    "1000 of them?",
                ),
                StepMisconception(
                    "10-EP06",
                    "1000/60000",
                    "You have counted one example for each step.",
                    "How many examples does one step use up?",
                ),
                StepMisconception(
                    "10-EP08",
                    0.6,
                    "Your fraction is turned round: it says how much of 1000 steps an "
                    "epoch takes.",
                    "How many examples come in 1000 steps? Are there as many?",
                ),
                StepMisconception(
                    "10-EP07",
                    1000,
                    "You have taken a step for an epoch.",
                    "After one step, which examples have not been seen yet?",
                ),
            ),
        ),
    ),
    Step(
        "step-4",
        "The learning rate of the sum that makes the step of the mean.",
        Scalar(
            "lr/B",
            given={"lr": (0.1, 2), "B": (2, 50)},
            equivalents=("lr*(1/B)", "lr*B**(-1)", "(lr/B**2)*B"),
            misconceptions=(
                StepMisconception(
                    "10-SR01",
                    "lr",
                    "With one rate for both, the step along the sum is longer.",
                    "On a batch of 100, how many times as long is the gradient of "
                    "the sum? What of it should reach W?",
                ),
                StepMisconception(
                    "10-SR02",
                    "lr*B",
                    "This rate makes the step of the sum longer still.",
                    "Which of the two gradients is larger? So which of the two "
                    "needs the smaller rate?",
                ),
                StepMisconception(
                    "10-SR03",
                    "1/B",
                    "Your rate does not depend on that of the mean program.",
                    "If the mean program doubles its rate, what has the sum program "
                    "to do?",
                ),
            ),
        ),
    ),
    Step(
        "step-5",
        "Whether the step on a smaller last batch is the same.",
        Choice(
            "no",
            among=TWO,
            misconceptions=(
                StepMisconception(
                    "10-SR04",
                    "yes",
                    "You say that one fixed rate serves batches of every size.",
                    "Your rate was made for one B. Which B does the last batch have?",
                ),
            ),
        ),
    ),
    Step(
        "step-6",
        "What the penalty adds to the slope of the sum along one weight.",
        Scalar(
            "B*2*lam*w",
            given={"B": (2, 50), "lam": (0.1, 2), "w": (-3, 3)},
            equivalents=("2*lam*w*B", "B*lam*w+B*lam*w", "(2*lam*w)*B"),
            misconceptions=(
                StepMisconception(
                    "10-SR05",
                    "2*lam*w",
                    "This is the gradient that goes with the mean.",
                    "The data part has become B times as large. Did the penalty "
                    "keep up?",
                ),
                StepMisconception(
                    "10-SR06",
                    "2*lam*w/B",
                    "Here the penalty becomes smaller where the data part grows.",
                    "Multiply your answer by lr/B. Is that the step of the mean "
                    "program?",
                ),
                StepMisconception(
                    "10-SR07",
                    "B*lam*w",
                    "The penalty has lost a factor when it was differentiated.",
                    "What is the slope of w*w at w = 3, measured with two points "
                    "near by?",
                ),
            ),
        ),
    ),
    Step(
        "step-7",
        "Whether zero is a place to start from.",
        Choice(
            "yes",
            among=TWO,
            misconceptions=(
                StepMisconception(
                    "10-ZE01",
                    "no",
                    "You say that a linear classifier is stuck at zero.",
                    "At W = 0, what is the gradient of one image in the column of "
                    "its own class, and what in another column?",
                ),
            ),
        ),
        Choice(
            "no",
            among=TWO,
            misconceptions=(
                StepMisconception(
                    "10-ZE02",
                    "yes",
                    "You say that hidden units of zero weights can become different.",
                    "Take two hidden units that are alike in all weights. Which of "
                    "them gets another gradient than the other?",
                ),
            ),
        ),
    ),
    Step(
        "step-8",
        "The shape of one column of W, and that of all templates.",
        Shape(
            "(D,)",
            sizes=("D", "C", "B", "h", "w"),
            misconceptions=(
                StepMisconception(
                    "10-TS01",
                    "(D, 1)",
                    "Picked with a single number, a column has lost its second axis.",
                    "How many indices does it take to name one entry of W[:, c]?",
                ),
                StepMisconception(
                    "10-TS02",
                    "(h, w)",
                    "The column is still a row of numbers; nobody has folded it yet.",
                    "W has the shape (D, C). What does one index take away?",
                ),
                StepMisconception(
                    "10-TS03",
                    "(C,)",
                    "That is the shape of a row: one pixel, all classes.",
                    "In W[:, c], which index is fixed, and which one runs?",
                ),
            ),
        ),
        Shape(
            "(C, h, w)",
            sizes=("D", "C", "B", "h", "w"),
            misconceptions=(
                StepMisconception(
                    "10-TS04",
                    "(h, w, C)",
                    "Class by class means that the class comes first.",
                    "What should templates[0] be: an image, or a row of pixels?",
                ),
                StepMisconception(
                    "10-TS05",
                    "(C, D)",
                    "These are all the numbers, and not yet images.",
                    "How many axes has one image? And a stack of images?",
                ),
                StepMisconception(
                    "10-TS06",
                    "(h, w)",
                    "That is one template.",
                    "How many classes are there, and where do they appear?",
                ),
            ),
        ),
    ),
)
