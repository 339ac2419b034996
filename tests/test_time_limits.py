"""An endless loop costs its seconds once, and its neighbours nothing."""

import time

import pytest

from autograder.execution import notebook_run, student
from autograder.execution.time_limits import TimeBudgetSpent, TimeLimits
from graded import lost, report_on

LOOP = "    while True: pass\n"


def test_what_hung_once_gets_less_time_and_everything_else_as_much_as_before():
    time_limits = TimeLimits(first=0.05, then=0.01)

    with time_limits.limit("f") as first:
        time.sleep(first)
    with time_limits.limit("f") as then, time_limits.limit("g") as other:
        pass

    assert (first, then, other) == (0.05, 0.01, 0.05)


def test_what_answers_in_time_keeps_its_time():
    time_limits = TimeLimits(first=5, then=1)

    for _ in range(2):
        with time_limits.limit("f") as limit_s:
            pass

    assert limit_s == 5


def test_a_loop_in_one_exercise_is_waited_for_once(course, monkeypatch):
    monkeypatch.setattr(student, "CALL_TIMEOUT_S", 2.0)
    monkeypatch.setattr(student, "NEXT_CALL_TIMEOUT_S", 0.5)

    report = report_on(course, affine_backward="def affine_backward(G, X, W):\n" + LOOP)

    checks = report.exercises["affine-backward"].checks
    assert all("took longer than" in each.says for each in checks)
    assert "0.5 s" in checks[-1].says
    assert lost(report) == {"affine-backward"}


def test_cells_that_hang_cost_nothing_below_them(course, monkeypatch):
    monkeypatch.setattr(notebook_run, "CELL_TIMEOUT_S", 1.5)
    monkeypatch.setattr(notebook_run, "NEXT_CELL_TIMEOUT_S", 0.5)
    code = "def softmax_loss_naive(W, X, y, reg):\n" + LOOP
    monkeypatch.setattr(student, "CALL_TIMEOUT_S", 1.0)

    report = report_on(course, softmax_loss_naive=code)

    assert lost(report) == {"softmax-loss-naive"}


def test_many_slow_uses_do_not_add_up_without_end():
    time_limits = TimeLimits(first=0.05, then=0.05, in_all=0.02)

    with time_limits.limit("f"):
        time.sleep(0.03)

    with pytest.raises(TimeBudgetSpent), time_limits.limit("f"):
        pass
    with time_limits.limit("g") as other:
        assert other > 0
