"""The attacks as data, and the machinery that tells whether one is contained.

`make attacks` runs them all.  Here stock nbgrader, which confines nothing, is attacked
by the harmless ones: what they achieve there must be found.
"""

from collections import Counter

import pytest

from autograder.errors import CannotIsolate
from autograder.sandbox import plan
from autograder.sandbox.tiers import tiers
from hostile.__main__ import mistakes
from hostile.attacks import EXERCISES, Attack, attacks
from hostile.evidence import active, shows
from hostile.run import ROUTES, AttackOutcome, run

ATTACKS = attacks()
CATEGORIES = {
    "channel",
    "damaged file",
    "denial of service",
    "forge",
    "leak",
    "network",
    "per question",
    "persistence",
}
# Attacks that harm nobody but a course made for them, and what must be found of each.
HARMLESS = {
    "file-in-the-instructors-home": "a secret was read",
    "another-students-notebook": "a secret was read",
    "environment": "a secret was read",
    "link-beside": "a secret was read",
    "tcp": "it reached a listener",
    "abstract-socket": "it reached a listener",
    "writes-the-source": "was changed",
    "ipython-startup": "was changed",
    "writes-the-gradebook": "rows of others",
    "daemon": "processes are left",
    "html-output": "would act in a browser",
    "skip-execution": "it got 2 points for row-shift",
}


def test_there_are_many_attacks_of_every_kind():
    count = Counter(attack.category for attack in ATTACKS)

    assert set(count) == CATEGORIES
    assert min(count.values()) >= 15
    assert len(ATTACKS) >= 150
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)


def test_every_attack_says_what_it_tries_and_what_must_come_of_it():
    unclear = [attack.name for attack in ATTACKS if not is_clear(attack)]

    assert unclear == []


def is_clear(attack):
    acts = (attack.code, attack.edit, attack.content, attack.beside, attack.student)
    return (
        attack.tries.endswith(".")
        and any(acts)
        and set(attack.costs) | set(attack.scores) <= set(EXERCISES)
        and set(attack.not_contained) <= set(tiers())
        # In the strongest tier there is no excuse.
        and "namespaces" not in attack.not_contained
    )


@pytest.mark.parametrize("sandbox", ["stock", "unconfined"])
def test_what_harmless_attacks_achieve_without_walls_is_found(sandbox):
    if sandbox == "unconfined":
        try:
            plan("unconfined")
        except CannotIsolate as reason:
            pytest.skip(str(reason))
    # What no tier of ours lets happen.
    never = {"skip-execution", "html-output", "link-beside", "environment", "daemon"}
    chosen = [
        attack
        for attack in ATTACKS
        if attack.name in HARMLESS and (sandbox == "stock" or attack.name not in never)
    ]

    outcomes = run(chosen, sandbox=sandbox, routes=ROUTES[:1])

    found = {each.attack.name: "; ".join(each.found) for each in outcomes}
    assert set(found) == {attack.name for attack in chosen}
    for name, text in found.items():
        assert HARMLESS[name] in text, (name, text)


def test_points_that_nobody_earned_and_points_that_are_lost_are_found():
    right = "def row_shift(S):\n    return S - S.max(axis=1, keepdims=True)\n"
    gift = Attack(name="gift", category="forge", tries="Is right.", code=right)
    theft = Attack(
        name="theft", category="forge", tries="Is wrong.", code="1", costs=()
    )

    outcomes = run([gift, theft], sandbox="auto")

    found = {(each.attack.name, each.route): each.found for each in outcomes}
    assert found == {
        (name, route): (said,)
        for name, said in {
            "gift": "it got 2 points for row-shift, and earned 0",
            "theft": "row-shift got 0 of 2 points",
        }.items()
        for route in ROUTES
    }


def test_pages_that_act_are_told_from_pages_that_show():
    acts = [
        "<script>BROWSER-MARK</script>",
        "<p onclick='BROWSER-MARK'>",
        "<a href=' java\nscript:BROWSER-MARK'>",
        "<iframe src='//BROWSER-MARK'>",
        "<img src='//BROWSER-MARK'>",
        "<style>@import 'BROWSER-MARK'</style>",
    ]
    shown = "<pre>&lt;script&gt;BROWSER-MARK</pre><code title='BROWSER-MARK'></code>"

    assert [len(list(active(page))) for page in acts] == [1] * len(acts)
    assert list(active(shown)) == []
    assert list(shows(["nothing of interest"])) == []


def test_the_data_must_say_what_is_not_contained_and_nothing_else():
    known = ATTACKS[0].model_copy(update={"not_contained": {"landlock": "why"}})
    unknown = ATTACKS[1].model_copy(update={"not_contained": {}})
    outcomes = [
        AttackOutcome(known, "a", ("it is not",)),
        AttackOutcome(unknown, "a", ("it is not, either",)),
    ]

    assert mistakes(outcomes, "landlock") == [
        f"{unknown.name} is not contained: it is not, either"
    ]
    assert mistakes([AttackOutcome(known, "a", ())], "landlock") == [
        f"{known.name} is contained, and its data says that it is not"
    ]
