"""Hidden checks of the order, the gradients and the run, through adapters."""

import numpy as np

from autograder.checks import WrongAnswer, agree, array, check, number, unpack

# Rows (from, to).  Node numbers only grow along an arrow.
SQUARE = np.array([[0, 1], [0, 1]])
DIAMOND = np.array([[0, 1], [0, 2], [1, 3], [2, 3]])
# x, w -> a -> b -> c -> y: b has its turn after c, a after b.
STEP_9 = np.array([[0, 2], [1, 2], [2, 3], [2, 4], [3, 4], [3, 5], [4, 5]])
# Node 4 is not below node 3, and node 1 also goes another way.
BYWAYS = np.array([[0, 2], [1, 2], [1, 3], [2, 3], [2, 5], [4, 5]])
NETS = (SQUARE, DIAMOND, STEP_9)


def chain(length):
    return np.array([[k, k + 1] for k in range(length)])


def tower(height):
    return np.repeat(chain(height), 2, axis=0)


def slopes_for(arrows, rng):
    return rng.choice([-1.0, 1.0], size=len(arrows)) * rng.uniform(0.5, 2, len(arrows))


# --- topological_order ------------------------------------------------------------


@check(exercise="topological-order", weight=4)
def test_inputs_stand_before_their_users(student):
    """Every node stands behind all the nodes that it is computed from, once."""
    asked = [(net, int(net.max())) for net in (*NETS, tower(5))]
    answers = [student.order_of_net(student.topological_order, *each) for each in asked]

    for each, answer in zip(asked, answers):
        judge_order(answer, *each)


@check(exercise="topological-order", weight=2)
def test_only_what_is_needed(student):
    """What y is not computed from has no place in the list; a leaf stands alone."""
    asked = [(BYWAYS, 3), (BYWAYS, 5), (STEP_9, 2), (DIAMOND, 0)]
    answers = [student.order_of_net(student.topological_order, *each) for each in asked]

    for each, answer in zip(asked, answers):
        judge_order(answer, *each)


@check(exercise="topological-order", weight=2)
def test_long_chains(student):
    """A chain of 3000 nodes is no problem."""
    net = chain(3000)
    answer = student.order_of_net(student.topological_order, net, 3000)

    judge_order(answer, net, 3000)


def judge_order(answer, arrows, y):
    order = whole_numbers(answer)
    needed = below(arrows, y)
    place = {node: k for k, node in enumerate(order)}
    if -1 in place:
        raise WrongAnswer(
            "There is something in the list that is no node of the graph."
        )
    if len(place) < len(order):
        raise WrongAnswer("A node stands in the list more than once.")
    if needed - set(place):
        raise WrongAnswer("A node that y is computed from is missing in the list.")
    if set(place) - needed:
        raise WrongAnswer("The list holds a node that y is not computed from.")
    for start, end in arrows.tolist():
        if end in place and place[start] > place[end]:
            raise WrongAnswer("A node stands before one that it is computed from.")


def whole_numbers(answer):
    shape = np.shape(answer) if isinstance(answer, np.ndarray) else ()
    if len(shape) != 1:
        raise WrongAnswer("A list of nodes should come back.")
    return array(answer, shape, "the list").astype(int).tolist()


def below(arrows, y):
    """y and every node from which arrows lead to it."""
    needed = {y}
    for start, end in arrows[np.argsort(-arrows[:, 1], kind="stable")].tolist():
        if end in needed:
            needed.add(start)
    return needed


# --- gradients --------------------------------------------------------------------


@check(exercise="gradients", weight=6)
def test_contributions_are_added_up(student, reference, rng):
    """What arrives along several arrows is added up, before it is handed on."""
    asked = [(net, slopes_for(net, rng), int(net.max()), [0]) for net in NETS]
    judge_gradients(student, reference, asked)


@check(exercise="gradients", weight=3)
def test_any_nodes_may_be_asked_for(student, reference, rng):
    """Leaves, nodes inside the graph, y itself, in any order and more than once."""
    slopes = slopes_for(STEP_9, rng)
    wishes = [1, 0], [5], [3, 2, 0], [2, 2, 5, 1], []
    judge_gradients(student, reference, [(STEP_9, slopes, 5, xs) for xs in wishes])


@check(exercise="gradients", weight=2)
def test_none_without_a_way(student, reference, rng):
    """Where y does not depend on x, or a rule hands on None, the answer is None."""
    slopes = slopes_for(BYWAYS, rng)
    blocked = slopes.copy()
    blocked[[1, 4]] = np.nan
    asked = [
        (BYWAYS, slopes, 3, [4, 0]),
        (BYWAYS, slopes, 0, [0, 1]),
        (BYWAYS, slopes, 2, [5]),
        (BYWAYS, blocked, 3, [0, 1]),
        (BYWAYS, blocked, 5, [0, 1, 4]),
    ]
    judge_gradients(student, reference, asked)


@check(exercise="gradients", weight=1)
def test_another_beginning(student, reference, rng):
    """With grad_ys, the way back begins with it instead of ones."""
    slopes = slopes_for(DIAMOND, rng)
    beginning = float(rng.uniform(2, 5))
    judge_gradients(student, reference, [(DIAMOND, slopes, 3, [0, 3], beginning)])


@check(exercise="gradients", weight=2)
def test_every_rule_is_asked_once(student, reference, rng):
    """A tower of eight doublings asks eight rules, and a long chain is no problem."""
    high, long = tower(8), chain(3000)
    ones = np.ones(3000)
    asked = student.rules_asked(student.gradients, high, np.ones(16), 8, [0])
    found = student.gradients_of_net(student.gradients, long, ones, 3000, [0])

    if number(asked, "the number of rules asked") > 8:
        raise WrongAnswer(
            "Rules are asked again and again: a node with two users has two turns."
        )
    agree(unpack(found, "the gradient")[0], 1.0, what="the gradient at a long chain")


def judge_gradients(student, reference, asked):
    answers = [student.gradients_of_net(student.gradients, *each) for each in asked]

    for each, answer in zip(asked, answers):
        right = reference.gradients_of_net(reference.gradients, *each)
        names = [f"the gradient of node {x}" for x in each[3]]
        for given, expected, what in zip(unpack(answer, *names), right, names):
            if expected is None and given is not None:
                raise WrongAnswer(
                    "Where y does not depend on x, None should come back."
                )
            if expected is not None:
                agree(given, expected, what=what)


# --- run --------------------------------------------------------------------------


def tell(student, *stories):
    return [student.story_of_run(student.run, *each) for each in stories]


def judge_stories(student, reference, *stories):
    answers = tell(student, *stories)

    for each, answer in zip(stories, answers):
        right = reference.story_of_run(reference.run, *each)
        same_form(answer, right, f"what came out of {each[0]!r}")


def same_form(answer, right, what):
    """Compare lists of lists of numbers, from the outside to the inside."""
    if not isinstance(right, list):
        agree(answer, right, what=what)
        return
    if not isinstance(answer, list | tuple):
        raise WrongAnswer(f"For a list of nodes a list should come back ({what}).")
    for given, expected in zip(unpack(answer, *[what] * len(right)), right):
        same_form(given, expected, what)


@check(exercise="run", weight=4)
def test_values_of_fetches(student, reference, rng):
    """One node gives one value, a list of nodes gives a list, also a list of one."""
    a, b = rng.uniform(0.5, 3, 4), rng.uniform(0.5, 3, 4)
    judge_stories(
        student,
        reference,
        ("one fetch", a, b),
        ("many fetches", a, b),
        ("list of one", a, b),
        ("not needed", a),
    )


@check(exercise="run", weight=2)
def test_every_run_computes_anew(student, reference, rng):
    """Another batch gives another value."""
    a, b = rng.uniform(0.5, 3, 4), rng.uniform(0.5, 3, 2)
    judge_stories(student, reference, ("two batches", a, b))


@check(exercise="run", weight=4)
def test_assign_stores(student, reference, rng):
    """A step that is run several times changes its variable each time."""
    start, amount = (float(each) for each in rng.uniform(0.5, 3, 2))
    judge_stories(
        student,
        reference,
        ("counter", start, amount, 4),
        ("two variables", start, amount),
    )


@check(exercise="run", weight=1, depends_on=test_assign_stores)
def test_sessions_are_apart(student, reference, rng):
    """Each session has variables of its own."""
    a, b = (float(each) for each in rng.uniform(0.5, 3, 2))
    judge_stories(student, reference, ("two sessions", a, b))


@check(exercise="run", weight=2)
def test_each_node_once_in_a_run(student, reference, rng):
    """In one run a node is computed once, also if it is taken or fetched twice."""
    start, amount = (float(each) for each in rng.uniform(0.5, 3, 2))
    answers = tell(student, ("tower", 10), ("twice in one run", start, amount))
    _, asked = unpack(answers[0], "the value", "how often each floor was computed")

    if unpack(asked, *["a count"] * 10) != [1] * 10:
        raise WrongAnswer("Some node was computed more than once in one run.")
    stories = ("twice in one run", start, amount)
    same_form(
        answers[1],
        reference.story_of_run(reference.run, *stories),
        "a step that is fetched twice in one run",
    )


@check(exercise="run", weight=1)
def test_what_is_missing_is_named(student):
    """A ValueError names the placeholder that was not fed."""
    judge_complaint(student, "not fed", "picture_of_a_cat")


@check(exercise="run", weight=1)
def test_what_was_never_assigned_is_named(student):
    """A ValueError names the variable that was never assigned."""
    judge_complaint(student, "not initialised", "second_layer")


def judge_complaint(student, story, name):
    named = student.story_of_run(student.run, story, name)
    if named is False:
        raise WrongAnswer("There is a ValueError, and its text does not say who it is.")
    if named is not True:
        raise WrongAnswer("Your run goes on with a value that nobody gave.")


@check(exercise="run", weight=1)
def test_what_is_stored_is_a_copy(student, reference, rng):
    """An array that is filled anew after the run does not change a variable."""
    a, b = rng.uniform(0.5, 3, 3), rng.uniform(4, 5, 3)
    judge_stories(student, reference, ("buffer", a, b))


@check(exercise="run", weight=1)
def test_run_of_a_long_chain(student, reference):
    """A chain of 3000 nodes is no problem."""
    judge_stories(student, reference, ("chain", 3001))
