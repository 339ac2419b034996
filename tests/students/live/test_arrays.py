"""Arrays beside a message, in the form that the page reads."""

import json

import numpy as np
import pytest

from gradients_by_hand.live.arrays import pack


def test_an_array_travels_as_a_buffer_with_its_shape():
    M = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])

    content, buffers = pack({"M": M})

    assert content == {"M": {"$array": {"buffer": 0, "shape": [2, 3], "type": "f4"}}}
    assert np.array_equal(np.frombuffer(buffers[0], "<f4").reshape(2, 3), M)


@pytest.mark.parametrize(
    "small", [np.array([True, False]), np.array([1, 0], dtype=np.uint8)]
)
def test_booleans_and_bytes_travel_as_bytes(small):
    content, buffers = pack(small)

    assert content["$array"]["type"] == "u1"
    assert buffers == [b"\x01\x00"]


def test_a_turned_table_arrives_row_by_row():
    _, buffers = pack(np.arange(6.0).reshape(2, 3).T)

    assert np.frombuffer(buffers[0], "<f4").tolist() == [0, 3, 1, 4, 2, 5]


def test_arrays_are_found_anywhere_and_numbered():
    content, buffers = pack({"a": [np.zeros(1), {"b": (np.ones(2), 3)}]})

    assert content["a"][0]["$array"]["buffer"] == 0
    assert content["a"][1]["b"][0]["$array"]["buffer"] == 1
    assert len(buffers) == 2


def test_what_json_has_no_number_for_becomes_a_word():
    content, _ = pack({"x": np.nan, "y": [np.inf, -np.inf], "z": np.float64("nan")})

    assert content == {"x": "nan", "y": ["inf", "-inf"], "z": "nan"}


def test_numbers_of_numpy_become_numbers_of_json():
    content, _ = pack({"f": np.float32(0.5), "i": np.int64(3), "b": np.bool_(True)})

    assert json.dumps(content) == '{"f": 0.5, "i": 3, "b": true}'


def test_the_given_content_stays_as_it_was():
    given = {"a": np.zeros(2), "b": [np.nan]}

    pack(given)

    assert isinstance(given["a"], np.ndarray)
    assert np.isnan(given["b"][0])
