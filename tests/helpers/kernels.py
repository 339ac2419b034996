"""Short ways to use a kernel in tests."""

from typing import Any

from autograder.execution.kernel import Kernel


def run(kernel: Kernel, source: str, timeout_s: float = 10) -> Any:
    return kernel.run_cell(source, timeout_s=timeout_s)


def printed(kernel: Kernel, source: str, timeout_s: float = 10) -> str:
    """What a cell printed; it must have run without an error."""
    result = run(kernel, source, timeout_s)
    assert result.status == "ok", result
    return "".join(o.get("text", "") for o in result.outputs)


def call(kernel: Kernel, name: str, *args: object, timeout_s: float = 10) -> Any:
    return kernel.call(name, args, {}, timeout_s=timeout_s)
