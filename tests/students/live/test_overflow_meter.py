"""The overflow meter: where a function gives numbers."""

import math

import numpy as np
import pytest

from gradients_by_hand.live.overflow_meter import OverflowMeter
from live_examples import Student
from live_examples.overflow_meter import make


@pytest.fixture
def meter():
    return make(Student())


@pytest.mark.parametrize(
    ("kind", "height", "good"),
    [
        ("float64", 700, True),
        ("float64", 720, False),
        ("float32", 80, True),
        ("float32", 100, False),
        ("float16", 11, True),
        ("float16", 12, False),
    ],
)
def test_the_function_is_asked_in_the_chosen_type(meter, kind, height, good):
    meter.kind, meter.height = kind, height

    assert meter.view()["good"] is good


def test_the_rows_end_where_each_type_ends(meter):
    view = meter.view()

    highest = [view["heights"][row].max() for row in view["fine"]]
    assert highest == [0, 80, 700]


def test_a_function_that_never_fails_has_no_crosses(meter):
    meter.which = "halves"

    assert meter.view()["fine"].all()


def test_an_overflow_that_is_an_error_is_told_as_one():
    meter = OverflowMeter({"f": lambda s: [math.exp(v) for v in s]}, height=1000.0)

    view = meter.view()

    assert not view["good"]
    assert "OverflowError: math range error" in view["words"]
    assert np.array_equal(view["answer"], [])


def test_the_words_are_what_is_seen(meter):
    meter.height = 1000.0

    assert meter.view()["words"] == "powers in float64, scores 1000 and 999: inf, inf."
