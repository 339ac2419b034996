"""The verdict on an answer: right, wrong with a reason, or not to be read.

The order is that of a patient reader: can it be read, has it the shape, is it the
value; if not, is it a mistake that is known, is a constant missing, is it wrong only
where indices are equal; at last one place where it fails.  No right value is shown.
"""

import ast
import hashlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np

from gradients_by_hand.steps.answer_types import (
    ChainForm,
    IndexForm,
    ScalarForm,
    is_token,
)
from gradients_by_hand.steps.reading import Clash, Unreadable, read

RTOL, ATOL = 1e-9, 1e-12


@dataclass(frozen=True)
class Known:
    """A wrong answer that is known: what it says and asks, and what it comes to."""

    says: str
    try_this: str
    section: str = ""
    values: list = field(default_factory=list)
    token: str = ""


@dataclass(frozen=True)
class Verdict:
    """status: "right", "wrong" or "unreadable"; says: why, in words for the student.

    latex: the answer as it was understood; known: which known mistake it is, or None.
    """

    status: str
    says: str = ""
    latex: str = ""
    known: Known | None = None


@dataclass(frozen=True)
class Sheet:
    """What one part of a step is judged by: samples, and what is right on them.

    `made` gives the known wrong answers: they are worked out when one is looked for.
    """

    form: object
    salt: str
    samples: list = field(default_factory=list)
    right: list = field(default_factory=list)
    token: str = ""
    made: Callable = tuple

    @cached_property
    def known(self):
        """The wrong answers that are known."""
        return self.made()

    def judge(self, answer):
        """The verdict on an answer; never raises for anything that is given."""
        try:
            reading = self.form.reading(answer)
            with np.errstate(all="ignore"):
                judge = self._by_token if is_token(self.form) else self._by_value
                status, says, known = judge(answer, reading)
        except Unreadable as why:
            return Verdict("unreadable", str(why))
        return Verdict(status, says, reading.latex, known)

    def _by_token(self, answer, reading):
        digests = [digest(self.salt, each) for each in self.form.tokens(answer)]
        if self.token in digests:
            return "right", "", None
        for known in self.known:
            if known.token in digests:
                return "wrong", _told(known), known
        return "wrong", "This is not it.", None

    def _by_value(self, answer, reading):
        try:
            values = [self.form.values(answer, each) for each in self.samples]
        except Clash as clash:
            known = self._known_text(answer)
            return "wrong", _told(known) if known else str(clash), known
        if all(map(agree, values, self.right)):
            return self._in_the_form_asked(reading)
        for known in self.known:
            if known.values and all(map(agree, values, known.values)):
                return "wrong", _told(known), known
        known = self._known_text(answer)
        return "wrong", _told(known) if known else self._reason(values), known

    def _in_the_form_asked(self, reading):
        left = sorted(reading.names & set(self.form.without))
        if left:
            return (
                "wrong",
                f"This is equal to what is asked. Now write it without {left[0]}.",
                None,
            )
        return "right", "", None

    def _known_text(self, answer):
        if _is_chain(self.form) or not any(each.token for each in self.known):
            return None
        token = digest(self.salt, text_of(answer))
        return next((each for each in self.known if each.token == token), None)

    def _reason(self, values):
        """Why values are wrong, in the order in which a person would look."""
        for given, right in zip(values, self.right):
            if np.shape(given) != np.shape(right) and not _is_chain(self.form):
                return _shapes(np.shape(given), np.shape(right))
        if not all(np.isfinite(each).all() for each in values):
            return (
                "Somewhere it gives no finite number: which exp, quotient or log is it?"
            )
        if _is_chain(self.form):
            return _line(values, self.right)
        return (
            _factor(values, self.right, self.samples)
            or self._where(values)
            or "This is not equal to what is asked."
        )

    def _where(self, values):
        """Where an answer fails: in which cases of the indices, and at one point."""
        if isinstance(self.form, ScalarForm):
            return _point(values[0], self.right[0], self.samples[0])
        trials = zip(values, self.right, self.samples)
        given, right, sample = next(
            each for each in trials if not agree(each[0], each[1])
        )
        off = ~close(given, right)
        place = tuple(int(i) for i in np.argwhere(off)[0])
        shown = f"your formula gives {given[place] + 0.0:.6g}, and that is not right"
        if not isinstance(self.form, IndexForm):
            where = f"row {place[0]}" if len(place) == 1 else f"entry {list(place)}"
            share = f"{int(off.sum())} of {off.size} entries are wrong"
            return f"{share.capitalize()}: in {where} {shown}." if place else ""
        at = ", ".join(f"{k} = {v}" for k, v in zip(self.form.left, place))
        cases = _cases(off, self.form.left, sample)
        return f"{cases} At {at} {shown}." if at else f"Here {shown}."


def judged(sheets, answer):
    """The verdict of each sheet on its part of an answer."""
    parts = [answer] if len(sheets) == 1 else answer
    if not isinstance(parts, tuple | list) or len(parts) != len(sheets):
        says = f"This step has {len(sheets)} answers: return them with commas between."
        return [Verdict("unreadable", says)] * len(sheets)
    return [sheet.judge(part) for sheet, part in zip(sheets, parts)]


def agree(given, right):
    """Whether an array is the right one: its shape, and its numbers to nine digits."""
    given, right = np.asarray(given, dtype=float), np.asarray(right, dtype=float)
    if given.ndim == right.ndim + 1:  # the lines of a chain against their start
        return bool(close(given, np.broadcast_to(right, given.shape)).all())
    return given.shape == right.shape and bool(close(given, right).all())


def close(given, right):
    """Entry by entry, whether two arrays are the same to nine digits."""
    right = np.asarray(right, dtype=float)
    scale = np.abs(right[np.isfinite(right)]).max(initial=0.0)
    return np.isclose(given, right, rtol=RTOL, atol=max(ATOL, RTOL * scale * 1e-3))


@lru_cache(maxsize=4096)  # slow on purpose, and a class gives the same few answers
def digest(salt, token):
    """A digest that cannot be read back without trying answers one by one."""
    made = hashlib.scrypt(token.encode(), salt=salt.encode(), n=2**10, r=8, p=1)
    return made.hex()[:24]


def text_of(answer):
    """A readable answer, whatever its spaces and brackets."""
    return ast.dump(read(answer))


def _told(known):
    return f"{known.says}\n{known.try_this}"


def _is_chain(form):
    return isinstance(form, ChainForm)


def _shapes(given, right):
    says = f"Your formula gives {_shape(given)}, and {_shape(right)} is asked."
    if given == right[::-1] and len(given) == 2:
        return says + " Which index comes first in each of your factors?"
    return says + " Where would its rows come from, and where its columns?"


def _shape(shape):
    return f"a table of shape {tuple(shape)}" if shape else "a single number"


def _line(values, right):
    """The first line of a chain that does not follow from the one before."""
    for number, line in enumerate(values[0]):
        if not close(line, right[0]).all():
            before = f"line {number}" if number else "the start"
            return (
                f"Line {number + 1} does not say the same as {before}. "
                "What did you do to get there, and may that be done?"
            )
    return "The lines do not follow from each other."


def _factor(values, right, samples):
    """The constant that is missing everywhere, by its name if it has one."""
    ratios = [_ratio(given, wanted) for given, wanted in zip(values, right)]
    if any(each is None for each in ratios):
        return ""
    if np.allclose(ratios, -1, rtol=1e-6):
        return "Everywhere your answer has the opposite sign. Where did a sign turn?"
    names = _names_of(ratios, samples)
    if names:
        return (
            f"Everywhere your answer is {names[0]} times the right one. "
            "Where does that factor come from, or where did it go?"
        )
    if np.allclose(ratios, ratios[0], rtol=1e-6):
        return (
            f"Everywhere your answer is {ratios[0]:.4g} times the right one. "
            "Which constant is that, and in which line does it belong?"
        )
    return ""


def _names_of(ratios, samples):
    """The names N, or 1/N, of the numbers in the samples that the ratios equal."""
    names = []
    for name in sorted(samples[0]):
        sizes = [each[name] for each in samples]
        if all(np.ndim(each) == 0 and each for each in sizes):
            sizes = np.array(sizes, dtype=float)
            for words, expected in ((name, sizes), (f"1/{name}", 1 / sizes)):
                is_it = np.allclose(ratios, expected, rtol=1e-6)
                names += [words] if is_it and not np.allclose(ratios, 1) else []
    return names


def _ratio(given, right):
    """given / right if that is one number, else None."""
    given, right = np.ravel(given), np.ravel(right)
    zero = np.abs(right) <= 1e-12 * np.abs(right).max(initial=0.0)
    if zero.all() or np.abs(given[zero]).max(initial=0.0) > 1e-12:
        return None
    ratio = given[~zero] / right[~zero]
    if not np.isfinite(ratio).all() or not ratio[0]:
        return None
    same = np.ptp(ratio) <= 1e-8 * np.abs(ratio).max()
    return float(ratio[0]) if same and ratio.size > 1 else None


def _point(given, right, sample):
    off = ~close(given, right)
    if np.ndim(off) == 0 or not off.any():
        return ""
    first = int(np.argmax(off))
    at = ", ".join(f"{name} = {each[first]:.6g}" for name, each in sample.items())
    return (
        f"At {at} your formula gives {given[first] + 0.0:.6g}, and that is not right."
    )


def _cases(off, left, sample):
    """Whether it fails only where two indices coincide, or only where they differ."""
    places = np.indices(off.shape)
    index = dict(zip(left, places))
    pairs = [
        (f"{a} equals {b}", f"{a} and {b} differ", index[a] == index[b])
        for a, b in itertools.combinations(left, 2)
        if left[a] == left[b]
    ]
    sizes = set(left.values())
    for name, value in sample.items():
        if name not in sizes and isinstance(value, int | np.integer):
            pairs += [
                (f"{a} equals {name}", f"{a} differs from {name}", index[a] == value)
                for a in left
                if name.islower() and value < off.shape[list(left).index(a)]
            ]
    for equal, differ, mask in pairs:
        if mask.any() and not mask.all():
            if not off[~mask].any():
                return f"Right wherever {differ}, and wrong where {equal}."
            if not off[mask].any():
                return f"Right wherever {equal}, and wrong where {differ}."
    return "Wrong everywhere." if off.all() else "Wrong in some cases."
