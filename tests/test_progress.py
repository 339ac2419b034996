"""The estimate of the time left, also of a run that goes on where another stopped."""

import io

import pytest
from rich.console import Console

from autograder.console import progress_bar


class Clock:
    """A clock that a test sets; rich's bars look at it."""

    seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.mark.parametrize("kept", [0, 500], ids=["from the start", "gone on"])
@pytest.mark.parametrize("batch", [1, 32], ids=["here", "on a cluster"])
def test_the_time_left_is_that_of_the_work_left(kept, batch):
    total, each_s, clock = 1000, 0.5, Clock()
    console = Console(file=io.StringIO(), get_time=clock)
    bar = progress_bar(console=console, auto_refresh=False)
    bar.get_time = clock
    task = bar.add_task("Grading", total=total, completed=kept)
    done = kept

    while done < kept + 320:
        clock.seconds += batch * each_s
        done += batch
        bar.update(task, completed=done)

    left = bar.tasks[0].time_remaining
    assert left == pytest.approx((total - done) * each_s, rel=0.05)
