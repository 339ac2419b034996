"""Recognises misconceptions by a function's results on the public inputs of hints.json.

result_of    the result of a function on some inputs
matching     the misconception with the student's results
"""

import contextlib
import copy
import io
import warnings

import numpy as np

from gradients_by_hand.rules.comparison import same_numbers

# hints.json has 7 digits.
_RTOL = 1e-5


def result_of(function, given):
    """The result of a function on public inputs, in the form of hints.json."""
    given = copy.deepcopy(given)
    try:
        with (
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
            contextlib.redirect_stdout(io.StringIO()),
        ):
            warnings.simplefilter("ignore")
            return {"returned": copy.deepcopy(function(*given))}
    except Exception as error:
        return {"raised": type(error).__name__}


def matching(misconceptions, results):
    """The misconception with the student's results, or None.

    Overflow is a mistake of its own and would hide any other.  If no misconception fits
    on all inputs, those on which the student's function overflows do not count; a
    misconception that also overflows must do so on the same inputs.
    """
    overflows = [_overflows(each) for each in results]
    for candidate in misconceptions:
        if all(map(_same, results, candidate["results"])):
            return candidate
    if not any(overflows) or all(overflows):
        return None
    for candidate in misconceptions:
        its_overflows = [_holds_words(e.get("returned")) for e in candidate["results"]]
        if any(its_overflows) and its_overflows != overflows:
            continue
        triples = zip(results, candidate["results"], overflows)
        if all(_same(given, wrong) for given, wrong, skip in triples if not skip):
            return candidate
    return None


def _holds_words(value):
    """Whether a value of hints.json holds nan or inf, which are words in that file."""
    if isinstance(value, list):
        return any(map(_holds_words, value))
    return isinstance(value, str)


def _overflows(result):
    """Whether a returned number, or one in a returned array, is nan or infinite."""
    value = result.get("returned")
    parts = value if isinstance(value, tuple | list) else [value]
    return any(not np.isfinite(each).all() for each in parts if _is_numeric(each))


def _is_numeric(value):
    return isinstance(value, float) or getattr(value, "dtype", None) in (float, "f4")


def _same(given, wrong):
    if "raised" in given or "raised" in wrong:
        return given.get("raised") == wrong.get("raised")
    return _same_value(given["returned"], wrong["returned"])


def _same_value(given, wrong):
    """Whether a value agrees with one of hints.json, to the digits in that file."""
    if isinstance(wrong, bool):
        return isinstance(given, bool | np.bool_) and bool(given) is wrong
    if wrong is None or given is None:
        return given is wrong
    if isinstance(wrong, dict):
        return _same_named(given, wrong)
    if isinstance(given, tuple | list) and isinstance(wrong, list):
        return len(given) == len(wrong) and all(map(_same_value, given, wrong))
    try:
        # The file writes nan and inf as words, which float() reads.
        given, wrong = np.asarray(given, dtype=float), np.asarray(wrong, dtype=float)
    except (TypeError, ValueError):
        return False
    return same_numbers(given, wrong, rtol=_RTOL)


def _same_named(given, wrong):
    """Whether a value agrees with a dict of hints.json, or has the type it names."""
    if "items" not in wrong:
        return type(given).__name__ == wrong.get("type")
    items = wrong["items"]
    return (
        isinstance(given, dict)
        and set(map(str, given)) == set(items)
        and all(_same_value(value, items[str(key)]) for key, value in given.items())
    )
