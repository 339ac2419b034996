"""Which wrong rule a student's function follows, on the public inputs of hints.json.

outcome    what a function gives on some inputs
follower   the rule whose outcomes are the student's
"""

import contextlib
import copy
import io
import warnings

import numpy as np

from gradients_by_hand.rules.comparison import same_numbers

# hints.json has 7 digits.
_RTOL = 1e-5


def outcome(function, given):
    """What the student's function gives on public inputs, in the form of hints.json."""
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


def follower(rules, outcomes):
    """The rule whose outcomes are the student's, or None.

    Large scores that overflow are a fault of their own and would hide any other: if no
    rule fits everywhere, inputs on which the student's function overflows do not count.
    A rule that overflows as well then has to do so on the very same inputs.
    """
    overflows = [_overflows(each) for each in outcomes]
    for rule in rules:
        if all(map(_same, outcomes, rule["outcomes"])):
            return rule
    if not any(overflows) or all(overflows):
        return None
    for rule in rules:
        of_rule = [_holds_words(each.get("returned")) for each in rule["outcomes"]]
        if any(of_rule) and of_rule != overflows:
            continue
        triples = zip(outcomes, rule["outcomes"], overflows)
        if all(_same(given, wrong) for given, wrong, skip in triples if not skip):
            return rule
    return None


def _holds_words(value):
    """Whether a value of hints.json holds nan or inf, which are words there."""
    if isinstance(value, list):
        return any(map(_holds_words, value))
    return isinstance(value, str)


def _overflows(outcome):
    """Whether a returned number, or one in a returned array, is nan or infinite."""
    value = outcome.get("returned")
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
    return same_numbers(given, wrong, rtol=_RTOL)


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
