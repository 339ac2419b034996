"""Which tier is chosen, and how a refusal reads."""

import pickle
from typing import Any

import pytest

from autograder.errors import CannotIsolate
from autograder.sandbox import Plan, machine_capabilities, plan
from autograder.sandbox.tiers import choose

GOOD = {
    "system": "linux",
    "landlock": 7,
    "seccomp": True,
    "namespaces": True,
    "private_proc": True,
    "python_readable": True,
}
DOCKER = GOOD | {"namespaces": "EPERM", "private_proc": "EPERM"}


@pytest.mark.parametrize(
    ("request_", "facts", "tier"),
    [
        ("auto", GOOD, "namespaces"),
        ("auto", DOCKER, "landlock"),
        ("landlock", GOOD, "landlock"),
        ("unconfined", GOOD, "unconfined"),
        ("unconfined", {"system": "darwin"}, "unconfined"),
        ("auto", GOOD | {"landlock": 0}, "namespaces"),
        ("auto", GOOD | {"python_readable": "EACCES"}, "namespaces"),
    ],
    ids=["bare", "docker", "asked", "by name", "mac by name", "old kernel", "root"],
)
def test_the_strongest_tier_is_chosen_or_the_one_asked_for(
    request_: str, facts: dict[str, Any], tier: str
) -> None:
    chosen = choose(request_, facts)

    assert chosen.tier == tier
    assert chosen.meaning.endswith(".")


@pytest.mark.parametrize(
    ("request_", "facts", "reason"),
    [
        ("auto", DOCKER | {"landlock": 0}, "this kernel has none"),
        ("auto", GOOD | {"seccomp": "EINVAL"}, "it needs seccomp"),
        ("namespaces", DOCKER, "this machine refuses them (EPERM)"),
        ("auto", {"system": "darwin"}, "unconfined` by name"),
        ("auto", {"system": "linux", "failed": "no numpy"}, "refuses them (None)"),
        ("landlock", GOOD | {"python_readable": "EACCES"}, "cannot read Python"),
        ("unconfined", GOOD | {"python_readable": "EACCES"}, "cannot read Python"),
    ],
    ids=["nothing", "no seccomp", "strict", "mac", "broken", "root", "root again"],
)
def test_too_little_is_refused_with_a_reason_and_a_way_out(
    request_: str, facts: dict[str, Any], reason: str
) -> None:
    with pytest.raises(CannotIsolate) as refusal:
        choose(request_, facts)

    assert reason in str(refusal.value)
    assert "Student code will not be run" in str(refusal.value)


def test_what_is_missing_is_said() -> None:
    old = choose("auto", DOCKER | {"landlock": 1})

    assert "namespaces" in old.missing
    assert any("signals" in each for each in old.missing)
    assert any("truncate" in each for each in old.missing)
    assert choose("auto", GOOD).missing == ()
    assert "Landlock" in choose("auto", GOOD | {"landlock": 0}).missing[-1]
    assert "NOTHING" in choose("unconfined", GOOD).meaning


def test_an_unknown_tier_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CannotIsolate, match="bubblewrap, landlock, unconfined"):
        plan("docker")


def test_a_plan_travels_between_processes(tier: Plan) -> None:
    assert pickle.loads(pickle.dumps(tier)) == tier


def test_machine_capabilities_are_facts() -> None:
    facts = machine_capabilities()

    assert {"system", "kernel", "landlock", "seccomp", "namespaces"} <= set(facts)
    assert "failed" not in facts


def test_a_kernel_reports_what_really_holds(tier: Plan, open_kernel) -> None:
    kernel = open_kernel()

    assert {"resource limits", "no capabilities", "Landlock", "seccomp"} <= set(
        kernel.layers
    )
    assert ("pid namespace" in kernel.layers) == (tier.tier != "landlock")
    assert kernel.missing == ()
