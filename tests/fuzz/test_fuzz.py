"""Every target for a few hundred inputs; `make fuzz` takes a hundred thousand."""

from collections import Counter

import pytest

import fuzz_inputs
from fuzz_files import RAW, notebooks
from fuzz_kernel import KERNELS, honest, kernel
from fuzz_run import hunt
from fuzz_target import Target
from fuzz_targets import TARGETS


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_only_our_errors_in_bounded_time(target):
    inputs = 600 if target.share >= 1 else 40 if target.share >= 0.1 else 12

    assert hunt(target, inputs, seed=0, variations=14).count >= 12


@pytest.mark.parametrize("reply", fuzz_inputs.REPLIES, ids=range(6))
def test_an_honest_side_is_understood(reply):
    assert kernel(honest(reply)) == "answered"


def test_an_undamaged_notebook_is_understood():
    notebooks(RAW)


def test_what_is_made_up_gets_past_the_first_frame():
    came = Counter()
    target = Target("kernel", KERNELS, lambda drawn: came.update([kernel(drawn)]), 1)

    hunt(target, 400, seed=1)

    assert came["answered"] > 10
    assert came["ended"] > 10


def test_a_fault_is_found_and_shown():
    def breaks(payload):
        assert b"returned" in payload

    target = Target("breaks", fuzz_inputs.replies, breaks, 1)

    with pytest.raises(AssertionError):
        hunt(target, 300, seed=0)
