"""The misconception that a student's function shows on the public inputs of hints.json.

result_of    the result of a function on some inputs
matching     the misconception with the student's results
"""

import contextlib
import copy
import io
import warnings

import numpy as np

# hints.json has 7 digits.
_RTOL = 1e-5


def result_of(function, given):
    """The result of the student's function on public inputs, as hints.json has it."""
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

    Large scores that overflow are a fault of their own and would hide any other.  If no
    misconception fits everywhere, inputs on which the student's function overflows do
    not count; a misconception that overflows as well must do so on the same inputs.
    """
    overflows = [_overflows(each) for each in results]
    for each in misconceptions:
        if all(map(_same, results, each["results"])):
            return each
    if not any(overflows) or all(overflows):
        return None
    for each in misconceptions:
        also = [_holds_words(result.get("returned")) for result in each["results"]]
        if any(also) and also != overflows:
            continue
        triples = zip(results, each["results"], overflows)
        if all(_same(given, wrong) for given, wrong, skip in triples if not skip):
            return each
    return None


def _holds_words(value):
    """Whether a value of hints.json holds nan or inf, which are words there."""
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
    """Whether a value is what hints.json says, to the digits that it has."""
    if isinstance(wrong, bool):
        return isinstance(given, bool | np.bool_) and bool(given) is wrong
    if wrong is None or given is None:
        return given is wrong
    if isinstance(wrong, dict):
        return _same_named(given, wrong)
    if isinstance(given, tuple | list) and isinstance(wrong, list):
        return len(given) == len(wrong) and all(map(_same_value, given, wrong))
    try:
        # "nan" and "inf" stand in the file as words, which float() reads.
        given, wrong = np.asarray(given, dtype=float), np.asarray(wrong, dtype=float)
    except (TypeError, ValueError):
        return False
    if given.shape != wrong.shape:
        return False
    scale = np.abs(wrong[np.isfinite(wrong)]).max(initial=0.0)
    return np.allclose(given, wrong, rtol=0, atol=_RTOL * scale, equal_nan=True)


def _same_named(given, wrong):
    """Whether a value is the dict, or of the type, that hints.json says."""
    if "items" not in wrong:
        return type(given).__name__ == wrong.get("type")
    items = wrong["items"]
    return (
        isinstance(given, dict)
        and set(map(str, given)) == set(items)
        and all(_same_value(value, items[str(key)]) for key, value in given.items())
    )
