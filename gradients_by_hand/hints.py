"""The tutor of the visible checks: answers in a sentence, and asks the next question.

A check cell is written with plain asserts::

    with tutor.watching("softmax_loss_naive"):
        loss, dW = softmax_loss_naive(W, X, y, 0.3)
        assert np.isclose(loss, np.log(3)), "With W = 0 every class is equally likely."

A step of a derivation is judged by what it comes to::

    tutor.step("step_1")

What fails inside is told in a sentence instead of a traceback, and the cell counts as
failed all the same.  If the notebook's hints.json knows what the function does wrong,
the tutor asks the question that belongs to it.  That file holds numbers only: the
results of misconceptions on public inputs.  steps.json holds what steps come to on
samples.
"""

import contextlib
import json
import linecache
import sys
import traceback
from pathlib import Path

import numpy as np

from gradients_by_hand.recognition import matching, result_of
from gradients_by_hand.steps.judge import judged
from gradients_by_hand.steps.shipping import answer_key_from_json

_STUCK = (
    "No single mistake that is known here gives your numbers; there may be two.\n"
    "Take the smallest input, and 0 for whatever can be switched off. Then add one "
    "thing at a time: which one breaks it?"
)


class NotYet(Exception):
    """A visible check that does not hold yet.  IPython shows its sentences only."""

    def _render_traceback_(self):
        return str(self).splitlines()


class Tutor:
    """Watches the checks of one notebook and knows its hints.

    hints: the content of hints.json; functions: where the student's functions are;
    steps: the content of steps.json.
    """

    def __init__(self, hints, functions, steps=None):
        self._steps = {each["function"]: each for each in (steps or {}).values()}
        self._exercises = {
            each["function"]: each for each in hints.get("exercises", {}).values()
        }
        self._functions = functions

    @classmethod
    def beside_the_notebook(cls):
        """The tutor of this notebook; without a hints.json it asks no questions."""
        hints, steps = (_read(Path(name)) for name in ("hints.json", "steps.json"))
        return cls(hints, vars(sys.modules["__main__"]), steps)

    @contextlib.contextmanager
    def watching(self, name, says="everything in this cell holds."):
        """Run a block of asserts about the function `name`, and tell how it went.

        says: what is said of the function when all of it holds.
        Raises:
            NotYet: something does not hold yet; in words.
        """
        try:
            yield
        except Exception as error:  # the student's code may do anything
            raise NotYet(self._message(name, error)) from None
        print(f"{name}: {says}")

    def step(self, name):
        """Show how the answer of a step is understood, and tell whether it is right.

        Raises:
            NotYet: it is not, or it cannot be read; in words.
        """
        if name not in self._steps:
            raise NotYet("The file steps.json is missing: it lies beside the notebook.")
        if name not in self._functions:
            raise NotYet(f"{name} does not exist yet: run its cell first.")
        try:
            answer = self._functions[name]()
        except Exception as error:  # the student's code may do anything
            quoted = isinstance(error, NameError | TypeError | SyntaxError)
            asks = "\nIs the formula in quotation marks?" if quoted else ""
            raise NotYet(self._message(name, error) + asks) from None
        keys = [answer_key_from_json(each) for each in self._steps[name]["parts"]]
        verdicts = judged(keys, answer)
        for each in verdicts:
            _show_as_mathematics(each)
        says = [_said(each, number, verdicts) for number, each in enumerate(verdicts)]
        if any(each.status != "right" for each in verdicts):
            raise NotYet("\n".join(dict.fromkeys(filter(None, says))))
        print(f"{name}: right.")

    @contextlib.contextmanager
    def trying(self, name):
        """Run a block that plays with `name`: what goes wrong is said, not raised."""
        try:
            yield
        except Exception as error:  # unfinished code is the normal case here
            print(self._message(name, error))

    def question(self, name):
        """The tutor's question about the function `name`, or "" if none is known."""
        exercise = self._exercises.get(name)
        function = self._functions.get(name)
        if exercise is None or function is None:
            return ""
        adapter = self._functions.get(exercise.get("through"))
        first = [function] if adapter else []
        results = [
            result_of(adapter or function, [*first, *map(self._given, args)])
            for args in exercise["fixtures"]
        ]
        found = matching(exercise["misconceptions"], results)
        if found is None:
            return ""
        return f"{found['says']}\n{found['try_this']}\n{_read_again(found['section'])}"

    def _given(self, argument):
        """An argument of hints.json as the function gets it."""
        if isinstance(argument, dict):
            return self._functions[argument["function"]]
        if not isinstance(argument, list):
            return argument
        array = np.array(argument)
        # nan and inf stand in the file as words, and make words of their neighbours.
        odd = array.dtype.kind == "U" and {"nan", "inf", "-inf"} & set(array.flat)
        return array.astype(float) if odd else array

    def _message(self, name, error):
        """What went wrong with the function `name`, and the question that fits."""
        if isinstance(error, NotImplementedError):
            return _unfinished(error)
        measured = _show(error)
        says = str(error) if isinstance(error, AssertionError) else _stopped(error)
        asks = self.question(name)
        if measured and not asks and name in self._exercises:
            asks = _STUCK
        return "\n".join(each for each in (says, asks) if each)


def _read_again(section):
    ends = "" if section.endswith(("?", "!")) else "."
    return f"(Read again: {section}{ends})"


def _read(path):
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _show_as_mathematics(verdict):
    from IPython.display import Math, display

    if verdict.latex:
        display(Math(rf"\text{{read as: }}\quad {verdict.latex}"))


def _said(verdict, number, verdicts):
    """What is said of one answer of a step, by its number where there are several."""
    differ = len({each.says or each.status for each in verdicts}) > 1
    which = f"Answer {number + 1}: " if differ else ""
    if verdict.status == "right":
        return f"{which}right." if which else ""
    says = f"{which}{verdict.says}"
    if verdict.status == "unreadable":
        return f"{says}\n(What cannot be read costs nothing: try again.)"
    known = verdict.misconception
    return f"{says}\n{_read_again(known.section)}" if known else says


def _unfinished(error):
    frames = traceback.extract_tb(error.__traceback__)
    name = frames[-1].name if frames else "This function"
    return (
        f"{name} is not written yet, and that is fine.\n"
        "Write it in its cell, run that cell, then run this one again."
    )


def _stopped(error):
    """An exception in one sentence, with the student's line where it happened."""
    line = _line(error)
    if line:
        return (
            f"Your code stopped in the line\n    {line}\n"
            f"with {type(error).__name__}: {str(error).strip()}"
        )
    if isinstance(error, NameError):
        return f"{error.name} does not exist yet: run the cell that defines it first."
    return f"What your function gives back cannot be used: {error}."


def _line(error):
    """The innermost line of the student's own functions, or ""."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if _is_cell(frame.filename) and frame.name != "<module>":
            return linecache.getline(frame.filename, frame.lineno).strip()
    return ""


def _is_cell(filename):
    """Whether code comes from a cell: IPython compiles cells under names of its own."""
    return "ipykernel_" in filename or filename.startswith("<")


def _show(error):
    """Draw what an assert brought along, such as a GradientReport; whether it did."""
    brought = error.args[0] if error.args else None
    if not hasattr(brought, "_repr_mimebundle_"):
        return False
    from IPython.display import display

    display(brought)
    return True
