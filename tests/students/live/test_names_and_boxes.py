"""Names and boxes: lines that run one by one."""

import pytest

from gradients_by_hand.live.names_and_boxes import NamesAndBoxes
from live_examples import Student
from live_examples.names_and_boxes import LINES, make


@pytest.fixture
def show():
    widget = make(Student())

    def show(at):
        widget.at = at
        return widget.view()

    return show


def boxes(view):
    return [box["names"] for box in view["boxes"]]


def test_before_the_first_line_there_is_nothing(show):
    view = show(0)

    assert view["boxes"] == []
    assert "Nothing has run yet" in view["words"]


def test_names_of_one_array_share_a_box(show):
    view = show(4)

    assert boxes(view) == [["b", "a", "d"], ["c"]]
    assert view["boxes"][0]["parts"] == ["d"]


def test_a_line_that_writes_into_a_box_is_seen(show):
    view = show(5)

    assert [box["written"] for box in view["boxes"]] == [True, False]
    assert view["boxes"][0]["numbers"] == "1, 1, 1, 1   shape (4,)"


def test_a_line_that_makes_a_new_array_moves_the_name(show):
    view = show(6)

    assert ["a"] in boxes(view)
    assert ["b", "d"] in boxes(view)


@pytest.mark.parametrize("at", [-3, 99])
def test_there_is_nothing_before_the_first_and_after_the_last_line(show, at):
    assert show(at)["at"] in (0, len(LINES))


def test_a_line_that_fails_is_told_and_what_ran_before_it_stays():
    widget = NamesAndBoxes(["b = np.zeros(2)", "b += np.ones(3)"], at=2)

    view = widget.view()

    assert view["words"].startswith("b += np.ones(3) stops with ValueError")
    assert boxes(view) == [["b"]]


def test_the_page_cannot_send_lines_to_be_run():
    widget = make(Student())

    widget._receive({"kind": "set", "values": {"lines": ["import os"], "at": 1}})

    assert widget.lines == LINES
