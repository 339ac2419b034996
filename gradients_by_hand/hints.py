"""The tutor of the visible checks: explains failures and asks the next question.

A check cell uses plain asserts::

    with tutor.watching("softmax_loss_naive"):
        loss, dW = softmax_loss_naive(W, X, y, 0.3)
        assert np.isclose(loss, np.log(3)), "With W = 0 every class is equally likely."

The tutor judges a step of a derivation by its values::

    tutor.step("step_1")

A failure appears as a sentence instead of a traceback, and the cell still counts as
failed.  If the notebook's hints.json explains the function's results, the tutor asks
the question of that misconception.  hints.json holds numbers only: the results of
misconceptions on public inputs.  steps.json holds the values of steps on samples.
"""

import contextlib
import json
import sys
from pathlib import Path

import numpy as np

from gradients_by_hand.recognition import matching, result_of
from gradients_by_hand.rules.messages import missing, stopped, unfinished
from gradients_by_hand.rules.student_line import student_line
from gradients_by_hand.steps.judge import judged
from gradients_by_hand.steps.shipping import answer_key_from_json

_STUCK = (
    "No single mistake that is known here gives your numbers; there may be two.\n"
    "Take the smallest input, and 0 for whatever can be switched off. Then add one "
    "thing at a time: which one breaks it?"
)


class NotYet(Exception):
    """A visible check that does not hold yet.  IPython shows only its sentences."""

    def _render_traceback_(self):
        return str(self).splitlines()


class Tutor:
    """Watches the checks of one notebook and gives its hints.

    hints: the content of hints.json; functions: the namespace of the student's
    functions; steps: the content of steps.json.
    """

    def __init__(self, hints, functions, steps=None):
        self._steps = {each["function"]: each for each in (steps or {}).values()}
        self._exercises = {
            each["function"]: each for each in hints.get("exercises", {}).values()
        }
        self._functions = functions

    @classmethod
    def beside_the_notebook(cls):
        """The tutor of this notebook; without hints.json it asks no questions."""
        hints, steps = (_read(Path(name)) for name in ("hints.json", "steps.json"))
        return cls(hints, vars(sys.modules["__main__"]), steps)

    @contextlib.contextmanager
    def watching(self, name, says="everything in this cell holds."):
        """Run a block of asserts about the function `name` and print the result.

        says: the sentence for a function that passes all asserts.
        Raises:
            NotYet: something does not hold yet; the message explains it.
        """
        try:
            yield
        except Exception as error:  # the student's code may do anything
            raise NotYet(self._message(name, error)) from None
        print(f"{name}: {says}")

    def step(self, name):
        """Show how the tutor reads the answer of a step, and whether it is right.

        Raises:
            NotYet: the answer is wrong or unreadable; the message explains it.
        """
        if name not in self._steps:
            raise NotYet("The file steps.json is missing. Put it beside this notebook.")
        if name not in self._functions:
            raise NotYet(f"{missing(name)} Run its cell first.")
        try:
            answer = self._functions[name]()
        except Exception as error:  # the student's code may do anything
            quoted = isinstance(error, NameError | TypeError | SyntaxError)
            asks = "\nIs the formula in quotation marks?" if quoted else ""
            raise NotYet(self._message(name, error) + asks) from None
        keys = [answer_key_from_json(each) for each in self._steps[name]["parts"]]
        verdicts = judged(keys, answer)
        for verdict in verdicts:
            _show_as_mathematics(verdict)
        says = [_said(each, number, verdicts) for number, each in enumerate(verdicts)]
        if any(each.status != "right" for each in verdicts):
            raise NotYet("\n".join(dict.fromkeys(filter(None, says))))
        print(f"{name}: right.")

    @contextlib.contextmanager
    def trying(self, name):
        """Run a block that tries out `name`; print an error instead of raising it."""
        try:
            yield
        except Exception as error:  # unfinished code is the normal case here
            print(self._message(name, error))

    def question(self, name):
        """The tutor's question about the function `name`, or "" if it has none."""
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
        """An argument of hints.json in the form that the function takes."""
        if isinstance(argument, dict):
            return self._functions[argument["function"]]
        if not isinstance(argument, list):
            return argument
        array = np.array(argument)
        # The file writes nan and inf as words; NumPy then reads all entries as words.
        has_words = array.dtype.kind == "U" and {"nan", "inf", "-inf"} & set(array.flat)
        return array.astype(float) if has_words else array

    def _message(self, name, error):
        """The explanation of an error in the function `name`, and the next question."""
        if isinstance(error, NotImplementedError):
            return _unfinished(error, name)
        measured = _show(error)
        says = (
            str(error) if isinstance(error, AssertionError) else _stopped(error, name)
        )
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
    """The sentence on one answer of a step, with its number if answers differ."""
    differ = len({each.says or each.status for each in verdicts}) > 1
    which = f"Answer {number + 1}: " if differ else ""
    if verdict.status == "right":
        return f"{which}right." if which else ""
    says = f"{which}{verdict.says}"
    if verdict.status == "unreadable":
        return f"{says}\n(What cannot be read costs nothing: try again.)"
    known = verdict.misconception
    return f"{says}\n{_read_again(known.section)}" if known else says


def _unfinished(error, name):
    line = student_line(error.__traceback__)
    return (
        f"{unfinished(line.function if line else name)} That is fine.\n"
        "Write it in its cell, run that cell, then run this one again."
    )


def _stopped(error, name):
    """An exception as one sentence, with the student's line that raised it."""
    line = student_line(error.__traceback__)
    if line:
        return stopped(name, type(error).__name__, str(error), str(line))
    if isinstance(error, NameError):
        return f"{missing(error.name)} Run its cell first."
    return f"The cell could not use what your function returned: {error}."


def _show(error):
    """Display an error's object, such as a GradientReport; return if it has one."""
    shown = error.args[0] if error.args else None
    if not hasattr(shown, "_repr_mimebundle_"):
        return False
    from IPython.display import display

    display(shown)
    return True
