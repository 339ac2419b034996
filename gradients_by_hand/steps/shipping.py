"""Answer keys as JSON: students receive them, so steps are judged without a network.

Values have twelve digits; samples have few decimals already (`draws`).  No expression
is among them, and of numbers, shapes and choices there are digests only.
"""

import numpy as np

import gradients_by_hand.steps.answer_types  # noqa: F401  # their names are in the JSON
from gradients_by_hand.steps.answer_type import Evaluation, answer_type_from_json
from gradients_by_hand.steps.judge import AnswerKey, ShippedMisconception

_DIGITS = 12


def answer_key_to_json(key):
    """An answer key as plain JSON types."""
    return {
        "answer_type": key.answer_type.to_json(),
        "salt": key.salt,
        "samples": _plain(key.samples),
        "right": _evaluation_to_json(key.right),
        "misconceptions": [
            {
                "says": each.says,
                "try_this": each.try_this,
                "section": each.section,
                "answer": _evaluation_to_json(each.answer),
            }
            for each in key.misconceptions
        ],
    }


def answer_key_from_json(content):
    """The answer key that `answer_key_to_json` wrote."""
    misconceptions = tuple(
        ShippedMisconception(**{**each, "answer": _evaluation(each["answer"])})
        for each in content["misconceptions"]
    )
    return AnswerKey(
        answer_type=answer_type_from_json(content["answer_type"]),
        salt=content["salt"],
        samples=[_sample(each) for each in content["samples"]],
        right=_evaluation(content["right"]),
        make_misconceptions=lambda: misconceptions,
    )


def _evaluation_to_json(evaluation):
    return {"values": _plain(evaluation.values), "token": evaluation.token}


def _evaluation(content):
    values = [np.array(each) for each in content["values"]]
    return Evaluation(values, content["token"])


def _sample(content):
    return {
        name: np.array(value) if isinstance(value, list) else value
        for name, value in content.items()
    }


def _plain(value):
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, np.ndarray | np.generic):
        return _plain(value.tolist())
    return float(f"{value:.{_DIGITS}g}") if isinstance(value, float) else value
