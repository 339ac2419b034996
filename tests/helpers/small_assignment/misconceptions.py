"""Wrong rules as code that runs, each with what it says and what to try."""

from autograder.misconceptions import misconception


@misconception(
    id="12-DB01",
    exercise="double",
    says="Your function squares its entries.",
    try_this="What does it give for 1, and what should it give?",
    section="Double it",
)
def squares(x):
    return x**2


@misconception(
    id="12-DB02",
    exercise="double",
    says="Your function changes the array that it was given.",
    try_this="After the call, print the array you passed in. Who else may need it?",
    section="Double it",
)
def doubles_in_place(x):
    x *= 2
    return x
