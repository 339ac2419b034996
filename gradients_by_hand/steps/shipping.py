"""Sheets as JSON: what students receive, so that steps are judged without a network.

Values have twelve digits, and samples all that they have, because differences of large
numbers need them.  No expression is among them, and of numbers, shapes and choices
there are digests only.
"""

import numpy as np

from gradients_by_hand.steps.answer_types import form_from_json, form_to_json
from gradients_by_hand.steps.judge import Known, Sheet

_DIGITS = 12


def sheet_to_json(sheet):
    """A sheet as plain JSON types."""
    return {
        "form": form_to_json(sheet.form),
        "salt": sheet.salt,
        "samples": [_plain(each, digits=17) for each in sheet.samples],
        "right": _plain(sheet.right),
        "token": sheet.token,
        "known": [
            {
                "says": each.says,
                "try_this": each.try_this,
                "section": each.section,
                "values": _plain(each.values),
                "token": each.token,
            }
            for each in sheet.known
        ],
    }


def sheet_from_json(content):
    """The sheet that `sheet_to_json` wrote."""
    known = tuple(
        Known(**{**each, "values": [np.array(value) for value in each["values"]]})
        for each in content["known"]
    )
    return Sheet(
        form=form_from_json(content["form"]),
        salt=content["salt"],
        samples=[_sample(each) for each in content["samples"]],
        right=[np.array(each) for each in content["right"]],
        token=content["token"],
        made=lambda: known,
    )


def _sample(content):
    return {
        name: np.array(value) if isinstance(value, list) else value
        for name, value in content.items()
    }


def _plain(value, digits=_DIGITS):
    if isinstance(value, dict):
        return {name: _plain(each, digits) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each, digits) for each in value]
    if isinstance(value, np.ndarray | np.generic):
        return _plain(value.tolist(), digits)
    return float(f"{value:.{digits}g}") if isinstance(value, float) else value
