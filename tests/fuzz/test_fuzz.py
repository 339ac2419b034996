"""Every target for a few hundred inputs; `make fuzz` takes a hundred thousand."""

import pytest

from fuzz_run import hunt
from fuzz_targets import TARGETS


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_only_our_errors_in_bounded_time(target):
    found = hunt(target, max(40, int(120 * min(target.share, 2))), seed=0)

    assert found.count > 0
