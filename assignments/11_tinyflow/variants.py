"""Right answers in other styles: each must earn every point of its exercise."""

import numpy as np

import gradients_by_hand.tinyflow as tf
from autograder.variants import variant

# --- rules ------------------------------------------------------------------------


@variant("grad-add")
def add_by_comprehension(node, g):
    return [tf.sum_to(g, each) for each in node.inputs]


@variant("grad-add")
def add_as_a_tuple(node, g):
    return tf.sum_to(g, node.inputs[0]), tf.sum_to(g, node.inputs[1])


@variant("grad-add")
def add_appended(node, g):
    parts = []
    for source in node.inputs:
        parts.append(tf.sum_to(1.0 * g, source))  # noqa: PERF401
    return parts


@variant("grad-sub")
def sub_with_minus_outside(node, g):
    a, b = node.inputs
    return [tf.sum_to(g, a), -tf.sum_to(g, b)]


@variant("grad-sub")
def sub_times_minus_one(node, g):
    return [tf.sum_to(s * g, x) for s, x in zip((1.0, -1.0), node.inputs)]


@variant("grad-sub")
def sub_from_zero(node, g):
    da = tf.sum_to(g, node.inputs[0])
    db = 0 - tf.sum_to(g, node.inputs[1])
    return [da, db]


@variant("grad-neg")
def neg_by_product(node, g):
    return [g * -1]


@variant("grad-neg")
def neg_as_a_difference(node, g):
    return [tf.zeros_like(g) - g]


@variant("grad-neg")
def neg_as_a_tuple(node, g):
    return (-1.0 * g,)


@variant("grad-mul")
def mul_crosswise(node, g):
    pairs = zip(node.inputs, node.inputs[::-1])
    return [tf.sum_to(g * partner, factor) for factor, partner in pairs]


@variant("grad-mul")
def mul_by_index(node, g):
    first = tf.sum_to(node.inputs[1] * g, node.inputs[0])
    second = tf.sum_to(node.inputs[0] * g, node.inputs[1])
    return [first, second]


@variant("grad-mul")
def mul_with_a_helper(node, g):
    a, b = node.inputs

    def back(to, times):
        return tf.sum_to(tf.ones_like(node) * g * times, to)

    return back(a, b), back(b, a)


@variant("grad-div")
def div_with_the_output(node, g):
    a, b = node.inputs
    share = g / b
    return [tf.sum_to(share, a), tf.sum_to(-share * node, b)]


@variant("grad-div")
def div_by_reciprocal(node, g):
    a, b = node.inputs
    inverse = 1.0 / b
    return [tf.sum_to(g * inverse, a), -tf.sum_to(g * a * inverse * inverse, b)]


@variant("grad-div")
def div_step_by_step(node, g):
    a, b = node.inputs
    down = tf.sum_to(g * a / b / b, b)
    return [tf.sum_to(g / b, a), 0.0 - down]


@variant("grad-log")
def log_by_reciprocal(node, g):
    (x,) = node.inputs
    return [g * (1 / x)]


@variant("grad-log")
def log_with_exp_of_the_output(node, g):
    return [g * tf.exp(-node)]


@variant("grad-log")
def log_as_a_tuple(node, g):
    x = node.inputs[0]
    return (g / x,)


@variant("grad-exp")
def exp_computed_again(node, g):
    return [g * tf.exp(node.inputs[0])]


@variant("grad-exp")
def exp_over_its_inverse(node, g):
    return [g / tf.exp(-node.inputs[0])]


@variant("grad-exp")
def exp_as_a_tuple(node, g):
    return (node * g,)


@variant("grad-matmul")
def matmul_with_the_sign(node, g):
    A, B = node.inputs
    return [g @ tf.transpose(B), tf.transpose(A) @ g]


@variant("grad-matmul")
def matmul_all_turned(node, g):
    A, B = node.inputs
    turned = tf.transpose(g)
    return [tf.transpose(B @ turned), tf.transpose(turned @ A)]


@variant("grad-matmul")
def matmul_by_index(node, g):
    dA = tf.matmul(g, tf.transpose(node.inputs[1]))
    dB = tf.matmul(tf.transpose(node.inputs[0]), g)
    return (dA, dB)


@variant("grad-reduce-sum")
def sum_times_ones(node, g):
    (x,) = node.inputs
    return [tf.ones_like(x) * tf.spread(g, node)]


@variant("grad-reduce-sum")
def sum_with_own_axes(node, g):
    x, axis = node.inputs[0], node.options["axis"]
    if axis is None or node.options["keep_dims"]:
        return [tf.ones_like(x) * g]
    # A negative axis counts from the end, and so does the place of the new one.
    for each in sorted(axis):
        g = tf.expand_dims(g, each)
    return [tf.ones_like(x) * g]


@variant("grad-reduce-sum")
def sum_as_a_tuple(node, g):
    handed_back = tf.spread(g, node)
    return (handed_back,)


@variant("grad-reduce-mean")
def mean_divided_first(node, g):
    return [tf.spread(g / tf.count(node), node)]


@variant("grad-reduce-mean")
def mean_with_counted_ones(node, g):
    (x,) = node.inputs
    axis, keep = node.options["axis"], node.options["keep_dims"]
    count = tf.reduce_sum(tf.ones_like(x), axis, keep)
    return [tf.spread(g / count, node)]


@variant("grad-reduce-mean")
def mean_of_ones(node, g):
    share = tf.ones_like(node.inputs[0]) / tf.count(node)
    return (share * tf.spread(g, node),)


@variant("grad-softmax")
def softmax_multiplied_out(node, g):
    both = g * node
    return [both - node * tf.reduce_sum(both, [1], True)]


@variant("grad-softmax")
def softmax_with_a_new_axis(node, g):
    weighted = tf.expand_dims(tf.reduce_sum(node * g, 1), 1)
    return [(g - weighted) * node]


@variant("grad-softmax")
def softmax_computed_again(node, g):
    p = tf.nn.softmax(node.inputs[0])
    return [p * g - p * tf.reduce_sum(p * g, reduction_indices=-1, keep_dims=True)]


# --- the order --------------------------------------------------------------------


@variant("topological-order")
def order_by_counting_users(y):
    nodes, waiting = {y}, [y]
    while waiting:
        for each in waiting.pop().inputs:
            if each not in nodes:
                nodes.add(each)
                waiting.append(each)
    users = dict.fromkeys(nodes, 0)
    for node in nodes:
        for each in node.inputs:
            users[each] += 1
    backwards, ready = [], [y]
    while ready:
        node = ready.pop()
        backwards.append(node)
        for each in node.inputs:
            users[each] -= 1
            if users[each] == 0:
                ready.append(each)
    backwards.reverse()
    return backwards


@variant("topological-order")
def order_with_iterators(y):
    order, seen = [], {y}
    stack = [(y, iter(y.inputs))]
    while stack:
        node, rest = stack[-1]
        for each in rest:
            if each not in seen:
                seen.add(each)
                stack.append((each, iter(each.inputs)))
                break
        else:
            stack.pop()
            order.append(node)
    return order


@variant("topological-order")
def order_by_peeking(y):
    order, done, stack = [], set(), [y]
    while stack:
        node = stack[-1]
        missing = [each for each in node.inputs if each not in done]
        if missing:
            stack.extend(missing)
            continue
        stack.pop()
        if node not in done:
            done.add(node)
            order.append(node)
    return order


@variant("topological-order")
def order_by_repeated_sweeps(y):
    reached = [y]
    known = {y}
    for node in reached:
        for each in node.inputs:
            if each not in known:
                known.add(each)
                reached.append(each)
    order, placed = [], set()
    rest = reached[::-1]
    while rest:
        later = []
        for node in rest:
            if placed.issuperset(node.inputs):
                placed.add(node)
                order.append(node)
            else:
                later.append(node)
        rest = later
    return order


@variant("topological-order")
def order_with_counters(y):
    place, result, stack = {}, [], [[y, 0]]
    while len(stack) > 0:
        top = stack[-1]
        node, k = top
        if node in place:
            stack.pop()
        elif k < len(node.inputs):
            top[1] += 1
            stack.append([node.inputs[k], 0])
        else:
            place[node] = len(result)
            result.append(node)
            stack.pop()
    return result


# --- the way back -----------------------------------------------------------------


def nodes_behind_their_inputs(y):
    order, done, stack = [], set(), [y]
    while stack:
        node = stack[-1]
        missing = [each for each in node.inputs if each not in done]
        stack.extend(missing)
        if not missing:
            stack.pop()
            if node not in done:
                done.add(node)
                order.append(node)
    return order


@variant("gradients")
def gradients_with_lists_of_parts(y, xs, grad_ys=None):
    parts = {node: [] for node in nodes_behind_their_inputs(y)}
    parts[y] = [grad_ys if grad_ys is not None else tf.ones_like(y)]
    sums = {}
    for node in list(parts)[::-1]:
        if not parts[node]:
            continue
        total = parts[node][0]
        for part in parts[node][1:]:
            total = total + part
        sums[node] = total
        if len(node.inputs) > 0:
            rule = tf.rules[node.op]
            for each, part in zip(node.inputs, rule(node, total)):
                if part is None:
                    continue
                parts[each].append(part)
    return [sums.get(x) for x in xs]


@variant("gradients")
def gradients_by_identity_numbers(y, xs, grad_ys=None):
    g = {}
    g[id(y)] = tf.ones_like(y) if grad_ys is None else grad_ys
    for node in nodes_behind_their_inputs(y)[::-1]:
        if id(node) in g and node.inputs != ():
            back = tf.rules[node.op](node, g[id(node)])
            for k in range(len(node.inputs)):
                key = id(node.inputs[k])
                if back[k] is not None:
                    g[key] = back[k] if key not in g else g[key] + back[k]
    return [g.get(id(x)) for x in xs]


@variant("gradients")
def gradients_counting_open_users(y, xs, grad_ys=None):
    nodes = nodes_behind_their_inputs(y)
    open_users = dict.fromkeys(nodes, 0)
    for node in nodes:
        for each in node.inputs:
            open_users[each] += 1
    total = dict.fromkeys(nodes)
    total[y] = tf.ones_like(y) if grad_ys is None else grad_ys
    ready = [y]
    while ready:
        node = ready.pop()
        has_turn = node.inputs and total[node] is not None
        parts = tf.rules[node.op](node, total[node]) if has_turn else node.inputs
        for each, part in zip(node.inputs, parts):
            if has_turn and part is not None:
                total[each] = part if total[each] is None else part + total[each]
            open_users[each] -= 1
            if open_users[each] == 0:
                ready.append(each)
    return list(map(total.get, xs))


@variant("gradients")
def gradients_pulled_from_users(y, xs, grad_ys=None):
    order = nodes_behind_their_inputs(y)
    users = {node: [] for node in order}
    for node in order:
        for place, each in enumerate(node.inputs):
            users[each].append((node, place))
    handed, total = {}, {}
    for node in reversed(order):
        parts = [handed[user][place] for user, place in users[node] if user in handed]
        parts = [part for part in parts if part is not None]
        if node is y:
            parts.append(tf.ones_like(y) if grad_ys is None else grad_ys)
        if parts:
            first, *more = parts
            for part in more:
                first = first + part
            total[node] = first
            if node.inputs:
                handed[node] = tf.rules[node.op](node, first)
    return [total.get(x) for x in xs]


@variant("gradients")
def gradients_with_a_helper(y, xs, grad_ys=None):
    total = {}

    def hand(node, part):
        if part is not None:
            total[node] = part if node not in total else total[node] + part

    hand(y, tf.ones_like(y) if grad_ys is None else grad_ys)
    order = nodes_behind_their_inputs(y)
    while order:
        node = order.pop()
        if node in total and len(node.inputs):
            for pair in zip(node.inputs, tf.rules[node.op](node, total[node])):
                hand(*pair)
    answer = []
    for x in xs:
        answer.append(total.get(x))  # noqa: PERF401
    return answer


# --- the run ----------------------------------------------------------------------


@variant("run")
def run_over_a_group(session, fetches, feed_dict=None):
    """All that is fetched is taken together, as the inputs of one more node."""
    single = not isinstance(fetches, list | tuple)
    together = tf.group(*([fetches] if single else fetches))
    values = {}
    for node in nodes_behind_their_inputs(together):
        if node.op == "placeholder":
            if feed_dict is None or node not in feed_dict:
                raise ValueError("nobody fed the placeholder " + node.name)
            values[node] = np.array(feed_dict[node], dtype=float)
        elif node.op == "variable":
            try:
                values[node] = session.variables[node]
            except KeyError:
                raise ValueError(f"not initialised: {node.name}") from None
        else:
            inputs = [values[each] for each in node.inputs]
            values[node] = tf.forward(node, inputs)
            if node.op == "assign":
                target = node.options["variable"]
                session.variables[target] = np.array(values[node], copy=True)
    found = [values[each] for each in together.inputs]
    return found[0] if single else found


@variant("run")
def run_with_given_values(session, fetches, feed_dict=None):
    given = {} if feed_dict is None else dict(feed_dict)
    values = {**session.variables, **given}
    wanted = fetches if isinstance(fetches, list) else [fetches]
    for fetch in wanted:
        for node in nodes_behind_their_inputs(fetch):
            if node in values:
                continue
            if node.op in ("placeholder", "variable"):
                raise ValueError(f"{node.name} ({node.op}) has no value")
            values[node] = tf.forward(node, [values[n] for n in node.inputs])
            if node.op == "assign":
                stored = np.copy(values[node])
                session.variables[node.options["variable"]] = stored
    found = [np.asarray(values[f]) if values[f] is not None else None for f in wanted]
    return found if isinstance(fetches, list) else found[0]


@variant("run")
def run_with_an_open_stack(session, fetches, feed_dict=None):
    values = {}
    several = isinstance(fetches, (list, tuple))
    stack = list(reversed(fetches)) if several else [fetches]
    while stack:
        node = stack[-1]
        if node in values:
            stack.pop()
            continue
        missing = [each for each in node.inputs if each not in values]
        if missing:
            stack += missing[:1]
            continue
        if node.op == "placeholder" and node in (feed_dict or {}):
            values[node] = np.asarray(feed_dict[node])
        elif node.op == "variable" and node in session.variables:
            values[node] = session.variables[node].copy()
        elif node.op in ("placeholder", "variable"):
            raise ValueError(f"no value for {node.name}")
        else:
            values[node] = tf.forward(node, list(map(values.get, node.inputs)))
        if node.op == "assign":
            session.variables.update({node.options["variable"]: values[node] + 0.0})
    if several:
        return [values[fetch] for fetch in fetches]
    return values[fetches]


@variant("run")
def run_with_a_method_for_each_kind(session, fetches, feed_dict=None):
    values = {}

    def placeholder(node):
        for key, value in (feed_dict or {}).items():
            if key is node:
                return np.array(value, dtype=float)
        raise ValueError(f"feed {node.name}, please")

    def variable(node):
        if node in session.variables:
            return session.variables[node]
        raise ValueError(f"initialise {node.name}, please")

    def computed(node):
        return tf.forward(node, [values[each] for each in node.inputs])

    def assign(node):
        value = computed(node)
        session.variables[node.options["variable"]] = np.array(value, dtype=float)
        return value

    kinds = {"placeholder": placeholder, "variable": variable, "assign": assign}

    def fetch_one(fetch):
        for node in nodes_behind_their_inputs(fetch):
            if node not in values:
                values[node] = kinds.get(node.op, computed)(node)
        return values[fetch]

    if isinstance(fetches, list | tuple):
        return [fetch_one(each) for each in fetches]
    return fetch_one(fetches)


@variant("run")
def run_storing_at_the_end(session, fetches, feed_dict=None):
    values, stored = {}, {}
    wanted = [fetches] if isinstance(fetches, tf.Node) else list(fetches)
    for node in [n for each in wanted for n in nodes_behind_their_inputs(each)]:
        if node in values:
            continue
        source = {"placeholder": feed_dict or {}, "variable": session.variables}
        if node.op in source:
            if node not in source[node.op]:
                raise ValueError(f"{node.name} has no value.")
            values[node] = np.asarray(source[node.op][node])
        else:
            values[node] = tf.forward(node, [values[each] for each in node.inputs])
        if node.op == "assign":
            stored[node.options["variable"]] = np.array(values[node])
    session.variables.update(stored)
    results = [values[each] for each in wanted]
    return results[0] if isinstance(fetches, tf.Node) else results


# --- the three listings -----------------------------------------------------------


@variant("mean-cross-entropy")
def cost_with_a_product_of_all(labels, probs):
    picked = tf.reduce_sum(labels * probs, 1)
    return -tf.reduce_mean(tf.log(picked))


@variant("mean-cross-entropy")
def cost_over_the_count(labels, probs):
    rows = tf.reduce_sum(labels * tf.log(probs), -1)
    return -tf.reduce_sum(rows) / tf.reduce_sum(tf.ones_like(rows))


@variant("mean-cross-entropy")
def cost_with_kept_axes(labels, probs):
    each = tf.reduce_sum(-labels * tf.log(probs), [1], keep_dims=True)
    return tf.reduce_mean(each)


@variant("mean-cross-entropy")
def cost_by_the_number_of_labels(labels, probs):
    return tf.reduce_sum(tf.log(probs) * labels) / (-tf.reduce_sum(labels))


@variant("mean-cross-entropy")
def cost_of_what_is_picked_class_by_class(labels, probs):
    logs = tf.log(tf.reduce_sum(probs * labels, reduction_indices=[1], keep_dims=True))
    return tf.reduce_mean(tf.constant(0.0) - logs)


@variant("counting-step")
def count_the_other_way_round(variable, amount):
    return tf.assign(variable, amount + variable)


@variant("counting-step")
def count_with_a_constant(variable, amount):
    larger = variable + tf.constant(amount)
    return tf.assign(variable, larger)


@variant("counting-step")
def count_by_a_difference(variable, amount):
    return tf.assign(variable, variable - (-amount))


@variant("counting-step")
def count_by_a_sum_over_one_axis(variable, amount):
    one = tf.ones_like(variable)
    return tf.assign(variable, one * amount + variable)


@variant("counting-step")
def count_on_a_node_with_a_name(variable, amount):
    step = tf.Node("add", [variable, tf.constant(float(amount))])
    return tf.assign(variable, step)


@variant("friendly-node-class")
def friendly_by_identity():
    class FriendlyNode(tf.Node):
        def __eq__(self, other):
            return tf.equal(self, other)

        def __hash__(self):
            return id(self)

    return FriendlyNode


@variant("friendly-node-class")
def friendly_made_by_type():
    methods = {"__eq__": tf.equal, "__hash__": object.__hash__}
    return type("FriendlyNode", (tf.Node,), methods)


@variant("friendly-node-class")
def friendly_with_a_node_of_its_own():
    class Comparable(tf.Node):
        def __eq__(self, other):
            return tf.Node("equal", [self, other])

        def __hash__(self):
            return hash(self.name)

    return Comparable


@variant("friendly-node-class")
def friendly_with_the_hash_of_its_parent():
    class Kind(tf.Node):
        __hash__ = tf.Node.__hash__

        def __eq__(self, other):
            return tf.equal(self, other)

    return Kind


@variant("friendly-node-class")
def friendly_set_from_outside():
    def compare(one, other):
        return tf.equal(one, other)

    class Warm(tf.Node):
        pass

    Warm.__eq__, Warm.__hash__ = compare, lambda node: id(node) // 16
    return Warm


# --- the fused node ---------------------------------------------------------------


@variant("softmax-cross-entropy-with-logits")
def fused_with_the_library(logits, labels):
    from scipy.special import log_softmax

    return -(labels * log_softmax(logits, axis=1)).sum(axis=1)


@variant("softmax-cross-entropy-with-logits")
def fused_with_logsumexp(logits, labels):
    from scipy.special import logsumexp

    total = labels.sum(axis=1)
    return logsumexp(logits, axis=1) * total - np.einsum("ij,ij->i", labels, logits)


@variant("softmax-cross-entropy-with-logits")
def fused_row_by_row(logits, labels):
    losses = []
    for s, y in zip(logits, labels):
        s = s - max(s)
        losses.append(y.dot(np.log(sum(np.exp(s))) - s))
    return np.array(losses)


@variant("softmax-cross-entropy-with-logits")
def fused_with_logaddexp(logits, labels):
    log_p = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    return np.negative(np.einsum("ij,ij->i", labels, log_p))


@variant("softmax-cross-entropy-with-logits")
def fused_turned(logits, labels):
    S = logits.T - np.amax(logits, axis=1)
    return np.sum(labels.T * (np.log(np.exp(S).sum(axis=0)) - S), axis=0)


@variant("grad-softmax-cross-entropy")
def fused_rule_turned(node, g):
    gap = tf.nn.softmax(node.inputs[0]) - node.inputs[1]
    return [tf.transpose(tf.transpose(gap) * g), None]


@variant("grad-softmax-cross-entropy")
def fused_rule_in_two_parts(node, g):
    logits, labels = node.inputs
    column = tf.expand_dims(g, -1)
    return [column * tf.nn.softmax(logits) - column * labels, None]


@variant("grad-softmax-cross-entropy")
def fused_rule_spread(node, g):
    logits, labels = node.inputs
    like = tf.reduce_sum(logits, [1])
    return (tf.spread(g, like) * (tf.nn.softmax(logits) - labels), None)
