"""Misconceptions about `smallest_batch`: a batch that shows a bug."""

from autograder.misconceptions import misconception

from .common import LAB


@misconception(
    id="07-SB01",
    exercise="smallest-batch",
    says="You use the smallest batch of all for every fault.",
    try_this="With one example, how does 'the last one' differ from 'all of them'?",
    section=LAB,
)
def the_smallest_of_all(fault):
    return 1, 1, 2


@misconception(
    id="07-SB02",
    exercise="smallest-batch",
    says="You test the literal ten with ten classes.",
    try_this="If there are ten classes, is the number 10 in the code wrong?",
    section=LAB,
)
def ten_tested_with_ten(fault):
    return {
        "ten classes": (1, 1, 10),
        "no return": (1, 1, 2),
        "last example only": (2, 1, 2),
        "first feature only": (1, 2, 2),
        "two classes only": (1, 1, 3),
    }[fault]


@misconception(
    id="07-SB03",
    exercise="smallest-batch",
    says="You test the literal ten with eleven classes, and fewer would do.",
    try_this="Which numbers of classes make the literal wrong? Which is the smallest?",
    section=LAB,
)
def ten_tested_with_eleven(fault):
    return {
        "ten classes": (1, 1, 11),
        "no return": (1, 1, 2),
        "last example only": (2, 1, 2),
        "first feature only": (1, 2, 2),
        "two classes only": (1, 1, 3),
    }[fault]


@misconception(
    id="07-SB04",
    exercise="smallest-batch",
    says="One batch of yours shows every fault, and is larger than each fault needs.",
    try_this="Take one fault, shrink one size by one. Can you still see the fault?",
    section=LAB,
)
def one_batch_for_all(fault):
    return 2, 2, 3


@misconception(
    id="07-SB05",
    exercise="smallest-batch",
    says="Your three sizes stand in another order than N, D, C.",
    try_this="The docstring names three sizes. Which of them comes second?",
    section=LAB,
)
def sizes_in_another_order(fault):
    return {
        "ten classes": (1, 2, 1),
        "no return": (1, 2, 1),
        "last example only": (2, 2, 1),
        "first feature only": (1, 2, 2),
        "two classes only": (1, 3, 1),
    }[fault]


@misconception(
    id="07-SB06",
    exercise="smallest-batch",
    says="Your batches have one class: then there is nothing to decide.",
    try_this="How sure can a classifier be when there is only one class?",
    section=LAB,
)
def one_class_is_enough(fault):
    return {
        "ten classes": (1, 1, 1),
        "no return": (1, 1, 1),
        "last example only": (2, 1, 1),
        "first feature only": (1, 2, 1),
        "two classes only": (1, 1, 3),
    }[fault]
