"""Misconceptions about `run`."""

import numpy as np

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

from .common import sorted_nodes

RUNNING = "Running a graph"


def value_in(session, node, feed, values):
    """The value of one node whose inputs have theirs; what is assigned is stored."""
    if node.op == "placeholder":
        if node not in feed:
            raise ValueError(f"{node.name} was not fed.")
        return np.asarray(feed[node], dtype=float)
    if node.op == "variable":
        if node not in session.variables:
            raise ValueError(f"{node.name} was not assigned.")
        return session.variables[node]
    value = tf.forward(node, [values[each] for each in node.inputs])
    if node.op == "assign":
        session.variables[node.options["variable"]] = np.array(value)
    return value


def finish(values, fetches):
    several = isinstance(fetches, list | tuple)
    return [values[each] for each in fetches] if several else values[fetches]


def listed(fetches):
    return fetches if isinstance(fetches, list | tuple) else [fetches]


@misconception(
    id="11-AD23",
    exercise="run",
    says="A variable that was never assigned counts as 0 in your run.",
    try_this="What happens to a program that forgets to initialise? Who would notice?",
    section=RUNNING,
)
def run_with_silent_variables(session, fetches, feed_dict=None):
    values, feed = {}, feed_dict or {}
    for fetch in listed(fetches):
        for node in sorted_nodes(fetch):
            if node not in values and node.op == "variable":
                values[node] = session.variables.get(node, 0.0)
            elif node not in values:
                values[node] = value_in(session, node, feed, values)
    return finish(values, fetches)


@misconception(
    id="11-RU01",
    exercise="run",
    says="A variable that was never assigned takes its initial value by itself.",
    try_this="Which line of a program does that in TensorFlow 1? Is it needed here?",
    section=RUNNING,
)
def run_that_initialises_itself(session, fetches, feed_dict=None):
    values, feed = {}, feed_dict or {}
    for fetch in listed(fetches):
        for node in sorted_nodes(fetch):
            if node not in values and node.op == "variable":
                if node not in session.variables:
                    session.variables[node] = tf.value_of(node.options["initial"])
                values[node] = session.variables[node]
            elif node not in values:
                values[node] = value_in(session, node, feed, values)
    return finish(values, fetches)


@misconception(
    id="11-RU02",
    exercise="run",
    says="A placeholder that was not fed counts as 0 in your run.",
    try_this="Somebody forgets the labels. What would your run say to that?",
    section=RUNNING,
)
def run_with_silent_placeholders(session, fetches, feed_dict=None):
    values, feed = {}, feed_dict or {}
    for fetch in listed(fetches):
        for node in sorted_nodes(fetch):
            if node not in values and node.op == "placeholder":
                values[node] = np.asarray(feed.get(node, 0.0), dtype=float)
            elif node not in values:
                values[node] = value_in(session, node, feed, values)
    return finish(values, fetches)


@misconception(
    id="11-RU03",
    exercise="run",
    says="What is missing is noticed as a KeyError of a dict.",
    try_this="What does the last line of that error tell somebody who forgot a feed?",
    section=RUNNING,
)
def run_with_bare_lookups(session, fetches, feed_dict=None):
    values = {}
    for fetch in listed(fetches):
        for node in sorted_nodes(fetch):
            if node not in values and node.op == "placeholder":
                values[node] = np.asarray((feed_dict or {})[node], dtype=float)
            elif node not in values and node.op == "variable":
                values[node] = session.variables[node]
            elif node not in values:
                values[node] = value_in(session, node, feed_dict or {}, values)
    return finish(values, fetches)


@misconception(
    id="11-RU04",
    exercise="run",
    says="Your errors do not say which node is concerned.",
    try_this="There are forty placeholders. Which one should be fed?",
    section=RUNNING,
)
def run_with_nameless_errors(session, fetches, feed_dict=None):
    values, feed = {}, feed_dict or {}
    for fetch in listed(fetches):
        for node in sorted_nodes(fetch):
            if node not in values:
                known = {"placeholder": feed, "variable": session.variables}
                if node.op in known and node not in known[node.op]:
                    raise ValueError("A node has no value yet.")
                values[node] = value_in(session, node, feed, values)
    return finish(values, fetches)


@misconception(
    id="11-AD22",
    exercise="run",
    says="What was computed in one run is still there in the next one.",
    try_this="How often should the update happen if you call run ten times?",
    section=RUNNING,
)
def run_that_remembers_everything(session, fetches, feed_dict=None):
    values, feed = session.__dict__.setdefault("values", {}), feed_dict or {}
    for fetch in listed(fetches):
        for node in sorted_nodes(fetch):
            if node not in values:
                values[node] = value_in(session, node, feed, values)
    return finish(values, fetches)


# Stands also for those who store it under the node that assigns: nobody finds it there.
@misconception(
    id="11-RU05",
    exercise="run",
    says="Your run computes what is assigned, and the variable never gets it.",
    try_this="Which line of yours changes session.variables, and under which key?",
    section=RUNNING,
)
def run_that_stores_nothing(session, fetches, feed_dict=None):
    values, feed = {}, feed_dict or {}
    for fetch in listed(fetches):
        for node in sorted_nodes(fetch):
            if node not in values and node.op == "assign":
                values[node] = values[node.inputs[0]]
            elif node not in values:
                values[node] = value_in(session, node, feed, values)
    return finish(values, fetches)


@misconception(
    id="11-RU07",
    exercise="run",
    says="Each node that is fetched begins from nothing: some are computed twice.",
    try_this="One step is fetched twice in one run. How often should it happen?",
    section=RUNNING,
)
def run_fetch_by_fetch(session, fetches, feed_dict=None):
    found, feed = [], feed_dict or {}
    for fetch in listed(fetches):
        values = {}
        for node in sorted_nodes(fetch):
            values[node] = value_in(session, node, feed, values)
        found.append(values[fetch])
    return found if isinstance(fetches, list | tuple) else found[0]


@misconception(
    id="11-RU08",
    exercise="run",
    says="Who is taken twice is asked twice, and a long chain is too deep.",
    try_this="In a tower of 30 floors, how often is the lowest one computed?",
    section=RUNNING,
)
def run_by_recursion(session, fetches, feed_dict=None):
    feed = feed_dict or {}

    def ask(node):
        values = {each: ask(each) for each in node.inputs}
        return value_in(session, node, feed, values)

    found = [ask(fetch) for fetch in listed(fetches)]
    return found if isinstance(fetches, list | tuple) else found[0]


@misconception(
    id="11-RU09",
    exercise="run",
    says="A long chain is too deep for your run.",
    try_this="Your topological_order has no limit. Do you walk along it?",
    section=RUNNING,
)
def run_by_recursion_with_a_memory(session, fetches, feed_dict=None):
    values, feed = {}, feed_dict or {}

    def ask(node):
        if node not in values:
            for each in node.inputs:
                ask(each)
            values[node] = value_in(session, node, feed, values)

    for fetch in listed(fetches):
        ask(fetch)
    return finish(values, fetches)


@misconception(
    id="11-AD20",
    exercise="run",
    says="What you store is the caller's own array under another name.",
    try_this="Is the stored array a second array or a second name for one?",
    section=RUNNING,
)
def run_that_stores_no_copy(session, fetches, feed_dict=None):
    values, feed = {}, feed_dict or {}
    for fetch in listed(fetches):
        for node in sorted_nodes(fetch):
            if node not in values and node.op == "assign":
                values[node] = values[node.inputs[0]]
                session.variables[node.options["variable"]] = values[node]
            elif node not in values:
                values[node] = value_in(session, node, feed, values)
    return finish(values, fetches)


@misconception(
    id="11-RU10",
    exercise="run",
    says="Your run always gives a list, also for a single node.",
    try_this="What does the docstring say comes back for one node?",
    section=RUNNING,
)
def run_always_a_list(session, fetches, feed_dict=None):
    values, feed = {}, feed_dict or {}
    for fetch in listed(fetches):
        for node in sorted_nodes(fetch):
            if node not in values:
                values[node] = value_in(session, node, feed, values)
    return [values[each] for each in listed(fetches)]


@misconception(
    id="11-RU11",
    exercise="run",
    says="A list with one node loses its list.",
    try_this="Somebody fetches [cost] and writes [0] behind it. What do they get?",
    section=RUNNING,
)
def run_unpacks_a_list_of_one(session, fetches, feed_dict=None):
    values, feed = {}, feed_dict or {}
    for fetch in listed(fetches):
        for node in sorted_nodes(fetch):
            if node not in values:
                values[node] = value_in(session, node, feed, values)
    found = [values[each] for each in listed(fetches)]
    return found[0] if len(found) == 1 else found


@misconception(
    id="11-RU12",
    exercise="run",
    says="Your variables live outside the session: all sessions share them.",
    try_this="Two sessions run the same graph. Should one see what the other learned?",
    section=RUNNING,
)
def run_with_shared_variables(session, fetches, feed_dict=None):
    values, feed = {}, feed_dict or {}
    for fetch in listed(fetches):
        for node in sorted_nodes(fetch):
            if node not in values and node.op == "variable":
                own = session.variables.get(node)
                values[node] = node.options.get("kept", own)
                if values[node] is None:
                    raise ValueError(f"{node.name} was not assigned.")
            elif node not in values:
                values[node] = value_in(session, node, feed, values)
                if node.op == "assign":
                    kept = np.array(values[node])
                    node.options["variable"].options["kept"] = kept
    return finish(values, fetches)
