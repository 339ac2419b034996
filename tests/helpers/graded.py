"""Reports on the solution of 07_softmax_loss with other answers in some cells."""

import json

from autograder.grading.grade import grade
from autograder.sandbox import plan
from autograder.simulation.simulated_class import with_answer
from autograder.submission.notebook_file import parse


def report_on(course, **answers):
    """answers: function -> the code of its cell."""
    assignment = course.assignment("07_softmax_loss")
    notebook = assignment.notebook
    for function, code in answers.items():
        notebook = with_answer(notebook, function.replace("_", "-"), code)
    submission = parse(json.dumps(notebook).encode())
    return grade(submission, assignment, secret=b"s" * 32, sandbox=plan()).report


def lost(report):
    """The exercises that lost points."""
    return {id for id, each in report.exercises.items() if each.score != each.max}
