"""Misconceptions about `blind_spot`: a fault that a generous check does not see."""

import numpy as np

from autograder.misconceptions import misconception

FAULT = "Find the fault: the generous check"


@misconception(
    id="01-BS01",
    exercise="blind-spot",
    says="You make every slope half as large, which fools it for some signs only.",
    try_this="Take a measured slope of -2. Is half of it smaller, or larger than -2?",
    section=FAULT,
)
def half_of_everything(measured):
    return measured / 2


@misconception(
    id="01-BS02",
    exercise="blind-spot",
    says="You claim that all slopes are 0, which fools it for some signs only.",
    try_this="Take a measured slope of -2. Which sign has 0 - (-2)?",
    section=FAULT,
)
def zeros_everywhere(measured):
    return np.zeros(measured.shape)


@misconception(
    id="01-BS03",
    exercise="blind-spot",
    says="You turn every sign, which fools it for some slopes only.",
    try_this="Take a measured slope of -2. Which sign has the difference in the loop?",
    section=FAULT,
)
def signs_turned(measured):
    return -measured


@misconception(
    id="01-BS04",
    exercise="blind-spot",
    says="Your claimed gradient is right, and a wrong one is asked for.",
    try_this="What is the relative error of your entries? How large should it be?",
    section=FAULT,
)
def the_right_gradient(measured):
    return measured.copy()


@misconception(
    id="01-BS05",
    exercise="blind-spot",
    says="Your claimed slopes are all too large, and that is what the colleague sees.",
    try_this="In the colleague's loop, when does `worst` stay as it is?",
    section=FAULT,
)
def all_too_large(measured):
    return measured + 2 * np.abs(measured)


@misconception(
    id="01-BS06",
    exercise="blind-spot",
    says="Only one of your entries is wrong.",
    try_this="What is the relative error of each of your entries?",
    section=FAULT,
)
def one_entry_is_wrong(measured):
    claimed = measured.copy()
    claimed.flat[0] -= 2 * abs(claimed.flat[0])
    return claimed


@misconception(
    id="01-BS07",
    exercise="blind-spot",
    says="Your claimed slopes are on the right side, and hardly wrong.",
    try_this="How far from the measured slope must you go for an error of 0.2?",
    section=FAULT,
)
def hardly_wrong(measured):
    return measured - 0.1 * np.abs(measured)


@misconception(
    id="01-BS08",
    exercise="blind-spot",
    says="You write into the array that you were given.",
    try_this="Print the argument after the call. Is it still what was measured?",
    section=FAULT,
)
def measured_is_overwritten(measured):
    measured -= 2 * np.abs(measured)
    return measured


@misconception(
    id="01-BS09",
    exercise="blind-spot",
    says="You take the same number off everywhere, and large slopes hardly feel it.",
    try_this="For a slope of 1000, how wrong is your claim, compared with its size?",
    section=FAULT,
)
def the_same_number_off_everywhere(measured):
    return measured - 1.0
