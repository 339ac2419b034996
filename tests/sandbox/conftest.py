"""Every contract is tested in each tier that this machine offers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from autograder.errors import CannotIsolate
from autograder.execution.kernel import CellResult, Kernel
from autograder.sandbox import Limits, Plan, plan

Open = Callable[..., Kernel]


@pytest.fixture(scope="session", params=["namespaces", "bubblewrap", "landlock"])
def tier(request: pytest.FixtureRequest) -> Plan:
    try:
        return plan(request.param)
    except CannotIsolate:
        pytest.skip(f"this machine does not offer the tier {request.param}")


@pytest.fixture
def open_kernel(tier: Plan) -> Iterator[Open]:
    """Opens kernels in this tier; the keywords are limits."""
    with ExitStack() as stack:
        yield lambda **limits: stack.enter_context(
            Kernel(tier, limits=Limits(**limits))
        )


class Inside:
    """A short way to run code inside."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel

    def run(self, source: str, timeout_s: float = 10) -> CellResult:
        return self.kernel.run_cell(source, timeout_s=timeout_s)

    def prints(self, source: str, timeout_s: float = 10) -> str:
        """What it printed; it must not have failed."""
        result = self.run(source, timeout_s)
        assert result.status == "ok", result
        return "".join(output.get("text", "") for output in result.outputs)

    def fails(self, source: str) -> str:
        """The name of the exception that it must raise."""
        result = self.run(source)
        assert result.status == "error", result
        return str(result.outputs[-1]["ename"])


@pytest.fixture
def inside(open_kernel: Open) -> Inside:
    return Inside(open_kernel())


@pytest.fixture
def inside_with(open_kernel: Open) -> Callable[..., Inside]:
    return lambda **limits: Inside(open_kernel(**limits))
