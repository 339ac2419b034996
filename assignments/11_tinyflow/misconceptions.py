"""Wrong rules of 11_tinyflow, each as code that a student might have written.

A wrong rule is recognised by what it gives, so it changes one thing and is right in all
others.  Ids AD are those of the course's list, the others are this assignment's.

    AD, GR   reverse rules, in the order of the notebook
    TO       the order
    GD       the way back
    RU       the run
    CE, CO, KE    the three listings
    FU       the fused node

Longer than other modules: it is a list, and its entries are read one at a time.
"""

import numpy as np

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

PLUS = "Rules for plus and minus"
PRODUCTS = "Rules for products and quotients"
LOG_EXP = "Rules for log and exp"
MATRIX = "The rule for a matrix product"
SUMS = "Rules for sums and means"
SOFTMAX = "The rule for softmax"
RULE = "What a rule is"
TURNS = "Who has a turn, and when"
BACK = "The way back"
RUNNING = "Running a graph"
INDEX = "Find the fault: which index is added up"
COUNTER = "Find the fault: a counter that counts once"
KEYS = "Find the fault: nodes that cannot be keys"
FUSED = "Two nodes that should be one"


# --- plus and minus ---------------------------------------------------------------


@misconception(
    id="GR01",
    exercise="grad-add",
    says="An input that was repeated gets a gradient of the shape of the whole table.",
    try_this="A row was added to four rows. How many entries has its gradient?",
    section=PLUS,
)
def add_without_undoing_the_repetition(node, g):
    return [g, g]


@misconception(
    id="GR02",
    exercise="grad-add",
    says="You share out what arrives: one half for each input.",
    try_this="Let a grow by 1 and b stay. By how much does a + b grow?",
    section=PLUS,
)
def add_shares_out(node, g):
    a, b = node.inputs
    return [tf.sum_to(g / 2, a), tf.sum_to(g / 2, b)]


@misconception(
    id="GR03",
    exercise="grad-add",
    says="Only the first input of your sum hears of the loss.",
    try_this="Which entry of your list would have to change if b were a weight?",
    section=PLUS,
)
def add_forgets_the_second(node, g):
    a, b = node.inputs
    return [tf.sum_to(g, a), tf.zeros_like(b)]


@misconception(
    id="GR04",
    exercise="grad-add",
    says="You multiply by the inputs, as the rule of another operation does.",
    try_this="Does a + b rise faster along a if b is large?",
    section=PLUS,
)
def add_as_if_it_were_mul(node, g):
    a, b = node.inputs
    return [tf.sum_to(g * b, a), tf.sum_to(g * a, b)]


@misconception(
    id="AD04",
    exercise="grad-sub",
    says="Both inputs of your difference receive the same.",
    try_this="If b grows, does a - b grow?",
    section=PLUS,
)
def sub_without_the_minus(node, g):
    a, b = node.inputs
    return [tf.sum_to(g, a), tf.sum_to(g, b)]


@misconception(
    id="GR05",
    exercise="grad-sub",
    says="An input that was repeated gets a gradient of the shape of the whole table.",
    try_this="A column was taken off three columns. How many numbers is it?",
    section=PLUS,
)
def sub_without_undoing_the_repetition(node, g):
    return [g, -g]


@misconception(
    id="GR06",
    exercise="grad-sub",
    says="Your minus stands at the wrong input.",
    try_this="Which of the two pulls a - b down when it grows?",
    section=PLUS,
)
def sub_with_the_minus_elsewhere(node, g):
    a, b = node.inputs
    return [tf.sum_to(-g, a), tf.sum_to(g, b)]


@misconception(
    id="AD16",
    exercise="grad-neg",
    says="Your rule hands the gradient on as it is.",
    try_this="What happens to -x when x grows?",
    section=PLUS,
)
def neg_passes_on(node, g):
    return [g * 1.0]


@misconception(
    id="GR07",
    exercise="grad-neg",
    says="Your rule gives a node, and not a list of one node.",
    try_this="What comes out of len() for what you return?",
    section=RULE,
)
def neg_without_a_list(node, g):
    return -g


@misconception(
    id="GR08",
    exercise="grad-neg",
    says="Your rule gives -1 whatever arrives from above.",
    try_this="The output counts ten times in the loss. Does your rule know?",
    section=RULE,
)
def neg_forgets_what_arrives(node, g):
    return [-tf.ones_like(g)]


@misconception(
    id="GR09",
    exercise="grad-neg",
    says="Your rule multiplies by the input.",
    try_this="Is the line -x steeper at x = 5 than at x = 1?",
    section=PLUS,
)
def neg_times_the_input(node, g):
    return [-g * node.inputs[0]]


# --- products and quotients -------------------------------------------------------


@misconception(
    id="AD13",
    exercise="grad-mul",
    says="A factor that was repeated gets a gradient of the shape of the whole table.",
    try_this="How many entries has a factor that is a single number?",
    section=PRODUCTS,
)
def mul_without_undoing_the_repetition(node, g):
    a, b = node.inputs
    return [g * b, g * a]


@misconception(
    id="GR10",
    exercise="grad-mul",
    says="Each factor is handed back itself instead of its partner.",
    try_this="Let b be 100. If a grows by 1, by how much does a * b grow?",
    section=PRODUCTS,
)
def mul_with_its_own_factor(node, g):
    a, b = node.inputs
    return [tf.sum_to(g * a, a), tf.sum_to(g * b, b)]


@misconception(
    id="GR11",
    exercise="grad-mul",
    says="What arrives from above is lost in your rule.",
    try_this="Let everything behind this node count ten times. Does your rule know?",
    section=RULE,
)
def mul_forgets_what_arrives(node, g):
    a, b = node.inputs
    ones = tf.ones_like(g)
    return [tf.sum_to(ones * b, a), tf.sum_to(ones * a, b)]


@misconception(
    id="AD05",
    exercise="grad-div",
    says="The power of b in your second gradient is not the one of the rule.",
    try_this="Write a/b as a times a power of b. Which power is left afterwards?",
    section=PRODUCTS,
)
def div_without_the_square(node, g):
    a, b = node.inputs
    return [tf.sum_to(g / b, a), tf.sum_to(-g * a / b, b)]


@misconception(
    id="GR13",
    exercise="grad-div",
    says="Your rule says that a quotient grows with its denominator.",
    try_this="Is 1/3 more than 1/2?",
    section=PRODUCTS,
)
def div_without_the_minus(node, g):
    a, b = node.inputs
    return [tf.sum_to(g / b, a), tf.sum_to(g * a / (b * b), b)]


@misconception(
    id="GR14",
    exercise="grad-div",
    says="Your numerator gets what belongs to a factor of a product.",
    try_this="Let b be 100. If a grows by 1, does a / b grow a lot or a little?",
    section=PRODUCTS,
)
def div_multiplies(node, g):
    a, b = node.inputs
    return [tf.sum_to(g * b, a), tf.sum_to(-g * a / (b * b), b)]


@misconception(
    id="GR15",
    exercise="grad-div",
    says="An input that was repeated gets a gradient of the shape of the whole table.",
    try_this="A table was divided by one column. How many entries has the column?",
    section=PRODUCTS,
)
def div_without_undoing_the_repetition(node, g):
    a, b = node.inputs
    return [g / b, -g * a / (b * b)]


@misconception(
    id="GR16",
    exercise="grad-div",
    says="Your denominator does not ask how large the numerator is.",
    try_this="Compare 1/b and 100/b. Which of them moves more when b moves?",
    section=PRODUCTS,
)
def div_forgets_the_numerator(node, g):
    a, b = node.inputs
    return [tf.sum_to(g / b, a), tf.sum_to(-g / (b * b), b)]


# --- log and exp ------------------------------------------------------------------


@misconception(
    id="GR17",
    exercise="grad-log",
    says="Your logarithm gets steeper and steeper.",
    try_this="Where is the curve of log steep, near 0 or far away?",
    section=LOG_EXP,
)
def log_multiplies(node, g):
    return [g * node.inputs[0]]


@misconception(
    id="GR18",
    exercise="grad-log",
    says="You divide by the output of the logarithm.",
    try_this="At x = 1 the output is 0. Is the curve of log vertical there?",
    section=LOG_EXP,
)
def log_over_its_output(node, g):
    return [g / node]


@misconception(
    id="GR19",
    exercise="grad-log",
    says="What arrives from above is lost in your rule.",
    try_this="Let everything behind this node count ten times. Does your rule know?",
    section=RULE,
)
def log_forgets_what_arrives(node, g):
    return [1.0 / node.inputs[0]]


@misconception(
    id="AD07",
    exercise="grad-exp",
    says="You multiply by the input of exp.",
    try_this="Which function is its own derivative?",
    section=LOG_EXP,
)
def exp_times_its_input(node, g):
    return [g * node.inputs[0]]


@misconception(
    id="GR20",
    exercise="grad-exp",
    says="What arrives from above is lost in your rule.",
    try_this="Let everything behind this node count ten times. Does your rule know?",
    section=RULE,
)
def exp_forgets_what_arrives(node, g):
    return [tf.exp(node.inputs[0])]


@misconception(
    id="GR21",
    exercise="grad-exp",
    says="You take exp of what is exp already.",
    try_this="node stands for the output. What has been applied to it already?",
    section=LOG_EXP,
)
def exp_twice(node, g):
    return [g * tf.exp(node)]


@misconception(
    id="GR22",
    exercise="grad-exp",
    says="You divide where exp grows.",
    try_this="At x = 3 exp is steep. Is your gradient large or small there?",
    section=LOG_EXP,
)
def exp_divides(node, g):
    return [g / node]


# --- matrix product ---------------------------------------------------------------


@misconception(
    id="AD02",
    exercise="grad-matmul",
    says="Your products have the right factors, and none of them is turned.",
    try_this="The gradient of A has the shape of A. Which product has it?",
    section=MATRIX,
)
def matmul_without_turning(node, g):
    left, right = node.inputs
    return [tf.matmul(g, right), tf.matmul(left, g)]


@misconception(
    id="GR23",
    exercise="grad-matmul",
    says="The factors are right, and they stand in the other order.",
    try_this="Write the two shapes under each product. Which sizes meet there?",
    section=MATRIX,
)
def matmul_in_the_other_order(node, g):
    left, right = node.inputs
    return [tf.matmul(tf.transpose(right), g), tf.matmul(g, tf.transpose(left))]


@misconception(
    id="GR24",
    exercise="grad-matmul",
    says="Your two gradients have changed places.",
    try_this="Which input comes first, and which shape has your first gradient?",
    section=MATRIX,
)
def matmul_gradients_swapped(node, g):
    left, right = node.inputs
    return [tf.matmul(tf.transpose(left), g), tf.matmul(g, tf.transpose(right))]


@misconception(
    id="GR25",
    exercise="grad-matmul",
    says="Your gradients lie on their side: rows and columns are exchanged.",
    try_this="Could you subtract your gradient from A? Compare the shapes.",
    section=MATRIX,
)
def matmul_on_its_side(node, g):
    left, right = node.inputs
    return [tf.matmul(right, tf.transpose(g)), tf.matmul(tf.transpose(g), left)]


@misconception(
    id="GR26",
    exercise="grad-matmul",
    says="You multiply entry by entry, as for another kind of product.",
    try_this="With how many entries of B does one entry of A meet on its way?",
    section=MATRIX,
)
def matmul_entry_by_entry(node, g):
    left, right = node.inputs
    return [g * right, g * left]


# --- sums and means ---------------------------------------------------------------


@misconception(
    id="AD08",
    exercise="grad-reduce-sum",
    says="Your gradient has the shape of the sum.",
    try_this="Which shape had what was added up? Who of it needs a slope?",
    section=SUMS,
)
def sum_not_spread(node, g):
    return [g * 1.0]


@misconception(
    id="GR27",
    exercise="grad-reduce-sum",
    says="You share out what arrives, as if it had to last for all.",
    try_this="One entry of a row grows by 1. By how much does the sum of the row grow?",
    section=SUMS,
)
def sum_as_a_mean(node, g):
    return [tf.spread(g, node) / tf.count(node)]


@misconception(
    id="GR28",
    exercise="grad-reduce-sum",
    says="You multiply by the entries that were added up.",
    try_this="Does it matter for the slope of a sum whether an entry is 5 or 500?",
    section=SUMS,
)
def sum_times_the_entries(node, g):
    return [tf.spread(g, node) * node.inputs[0]]


@misconception(
    id="GR29",
    exercise="grad-reduce-sum",
    says="Every entry gets the total of all that arrives.",
    try_this="Into how many of the row sums does one entry go?",
    section=SUMS,
)
def sum_of_all_that_arrives(node, g):
    return [tf.ones_like(node.inputs[0]) * tf.reduce_sum(g)]


@misconception(
    id="AD10",
    exercise="grad-reduce-mean",
    says="Your mean hands back what a sum would hand back.",
    try_this="What is the slope of a mean of 12 numbers along one of them?",
    section=SUMS,
)
def mean_as_a_sum(node, g):
    return [tf.spread(g, node)]


@misconception(
    id="AD11",
    exercise="grad-reduce-mean",
    says="You divide by the number of all entries of the table.",
    try_this="How many numbers were averaged for one entry of the output?",
    section=SUMS,
)
def mean_over_the_total_size(node, g):
    everything = tf.reduce_sum(tf.ones_like(node.inputs[0]))
    return [tf.spread(g, node) / everything]


@misconception(
    id="GR30",
    exercise="grad-reduce-mean",
    says="Your gradient has the shape of the mean.",
    try_this="Which shape had what was averaged? Who of it needs a slope?",
    section=SUMS,
)
def mean_not_spread(node, g):
    return [g / tf.count(node)]


@misconception(
    id="GR31",
    exercise="grad-reduce-mean",
    says="You multiply by the number of entries where you should divide.",
    try_this="If a million numbers are averaged, does one of them matter much?",
    section=SUMS,
)
def mean_times_the_count(node, g):
    return [tf.spread(g, node) * tf.count(node)]


# --- softmax ----------------------------------------------------------------------


@misconception(
    id="AD14",
    exercise="grad-softmax",
    says="You treat every probability as if only its own score moved it.",
    try_this="Which outputs does one score move?",
    section=SOFTMAX,
)
def softmax_entry_by_entry(node, g):
    return [g * node * (1.0 - node)]


@misconception(
    id="GR32",
    exercise="grad-softmax",
    says="The denominator of softmax stands still in your rule.",
    try_this="Let g be 1 everywhere. The sum of a row cannot change: what comes out?",
    section=SOFTMAX,
)
def softmax_without_the_denominator(node, g):
    return [g * node]


@misconception(
    id="GR33",
    exercise="grad-softmax",
    says="You add up over the examples.",
    try_this="Does the score of one example move the probabilities of another one?",
    section=SOFTMAX,
)
def softmax_along_the_columns(node, g):
    return [node * (g - tf.reduce_sum(g * node, [0], keep_dims=True))]


@misconception(
    id="GR34",
    exercise="grad-softmax",
    says="You take off the plain sum of what arrived.",
    try_this="Let g be 1 everywhere. Does nothing come out?",
    section=SOFTMAX,
)
def softmax_with_a_plain_sum(node, g):
    return [node * (g - tf.reduce_sum(g, [1], keep_dims=True))]


@misconception(
    id="GR35",
    exercise="grad-softmax",
    says="The sums of your rows lie along the columns when they meet the table.",
    try_this="Which shape has your sum: (N,) or (N, 1)? How does it meet (N, C)?",
    section=SOFTMAX,
)
def softmax_without_keep_dims(node, g):
    return [node * (g - tf.reduce_sum(g * node, [1]))]


@misconception(
    id="GR36",
    exercise="grad-softmax",
    says="The factor in front of the bracket is missing for the sum.",
    try_this="Let g be 1 everywhere. Does nothing come out?",
    section=SOFTMAX,
)
def softmax_with_half_a_factor(node, g):
    return [node * g - tf.reduce_sum(g * node, [1], keep_dims=True)]


# --- the order --------------------------------------------------------------------


@misconception(
    id="AD19",
    exercise="topological-order",
    says="Your function calls itself for every input, and long chains are too deep.",
    try_this="How deep is the graph of 3000 rounds, and where is Python's limit?",
    section=TURNS,
)
def order_by_recursion(y):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for each in node.inputs:
                visit(each)
            order.append(node)

    visit(y)
    return order


@misconception(
    id="TO01",
    exercise="topological-order",
    says="Your nodes are sorted by when they were found from y, and turned round.",
    try_this="y = b * (a + b): at which place is b found, and who takes it still?",
    section=TURNS,
)
def order_by_distance(y):
    order = [y]
    for node in order:
        order += [each for each in dict.fromkeys(node.inputs) if each not in order]
    return order[::-1]


@misconception(
    id="TO02",
    exercise="topological-order",
    says="Your list is right, and it runs from y to the leaves.",
    try_this="Who should stand last, and who stands last in your list?",
    section=TURNS,
)
def order_turned_round(y):
    order, seen, waiting = [], set(), [(y, False)]
    while waiting:
        node, inputs_are_in = waiting.pop()
        if inputs_are_in:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(each, False) for each in node.inputs]
    return order[::-1]


@misconception(
    id="TO03",
    exercise="topological-order",
    says="A node that is taken twice stands in your list more than once.",
    try_this="For x * x, how many nodes are there, and how long is your list?",
    section=TURNS,
)
def order_with_repetitions(y):
    # Depth first on a list of its own, and nobody remembers what was seen.
    order, waiting = [], [y]
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting += node.inputs
    return order[::-1]


@misconception(
    id="TO04",
    exercise="topological-order",
    says="The node that you were asked about is missing in your list.",
    try_this="For a leaf, what should the list be? What is yours?",
    section=TURNS,
)
def order_without_y(y):
    order, seen, waiting = [], set(), [(y, False)]
    while waiting:
        node, inputs_are_in = waiting.pop()
        if inputs_are_in:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(each, False) for each in node.inputs]
    return order[:-1]


@misconception(
    id="TO05",
    exercise="topological-order",
    says="The leaves are missing in your list.",
    try_this="A placeholder takes nothing. Is y computed from it?",
    section=TURNS,
)
def order_without_leaves(y):
    order, seen, waiting = [], set(), [(y, False)]
    while waiting:
        node, inputs_are_in = waiting.pop()
        if inputs_are_in:
            order.append(node)
        elif node not in seen and node.inputs:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(each, False) for each in node.inputs]
    return order


# --- the way back -----------------------------------------------------------------


def sorted_nodes(y):
    """The nodes below y, each behind its inputs."""
    order, seen, waiting = [], set(), [(y, False)]
    while waiting:
        node, inputs_are_in = waiting.pop()
        if inputs_are_in:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(each, False) for each in node.inputs]
    return order


def beginning(y, grad_ys):
    return tf.ones_like(y) if grad_ys is None else grad_ys


def walk(y, start, combine):
    """node -> gradient, where combine says what becomes of an old and a new part."""
    total = {y: start}
    for node in sorted_nodes(y)[::-1]:
        if node.inputs and node in total:
            for source, part in zip(node.inputs, tf.rules[node.op](node, total[node])):
                if part is not None:
                    old = total.get(source)
                    total[source] = part if old is None else combine(old, part)
    return total


@misconception(
    id="AD01",
    exercise="gradients",
    says="Of several contributions to one node you keep the last one.",
    try_this="Through how many arrows does x reach x * x? How many parts did you keep?",
    section=BACK,
)
def gradients_overwrite(y, xs, grad_ys=None):
    total = walk(y, beginning(y, grad_ys), lambda old, new: new)
    return [total.get(x) for x in xs]


@misconception(
    id="GD01",
    exercise="gradients",
    says="Of several contributions to one node you keep the first one.",
    try_this="Through how many arrows does x reach x * x? How many parts did you keep?",
    section=BACK,
)
def gradients_keep_the_first(y, xs, grad_ys=None):
    total = walk(y, beginning(y, grad_ys), lambda old, new: old)
    return [total.get(x) for x in xs]


@misconception(
    id="AD17",
    exercise="gradients",
    says="Nodes have their turn as soon as something arrives, and again later.",
    try_this="A node with two users: when is its gradient complete?",
    section=TURNS,
)
def gradients_without_an_order(y, xs, grad_ys=None):
    total, waiting = {y: beginning(y, grad_ys)}, [y]
    while waiting:
        node = waiting.pop(0)
        if node.inputs:
            for source, part in zip(node.inputs, tf.rules[node.op](node, total[node])):
                if part is not None:
                    total[source] = total[source] + part if source in total else part
                    waiting.append(source)
    return [total.get(x) for x in xs]


@misconception(
    id="GD02",
    exercise="gradients",
    says="Your nodes have their turns on the way there instead of the way back.",
    try_this="Whose gradient is known at the beginning? Who has the first turn?",
    section=TURNS,
)
def gradients_in_forward_order(y, xs, grad_ys=None):
    total = {y: beginning(y, grad_ys)}
    for node in sorted_nodes(y):
        if node.inputs and node in total:
            for source, part in zip(node.inputs, tf.rules[node.op](node, total[node])):
                if part is not None:
                    total[source] = total[source] + part if source in total else part
    return [total.get(x) for x in xs]


@misconception(
    id="AD28",
    exercise="gradients",
    says="Where y does not depend on x, your function stops with an error.",
    try_this="Does y depend on this x at all? What does the docstring promise then?",
    section=BACK,
)
def gradients_raise_without_a_way(y, xs, grad_ys=None):
    total = walk(y, beginning(y, grad_ys), lambda old, new: old + new)
    return [total[x] for x in xs]


@misconception(
    id="GD03",
    exercise="gradients",
    says="Where y does not depend on x, you give zeros.",
    try_this="How does somebody see that a weight was forgotten: by 0, or by None?",
    section=BACK,
)
def gradients_zeros_without_a_way(y, xs, grad_ys=None):
    total = walk(y, beginning(y, grad_ys), lambda old, new: old + new)
    return [total.get(x, tf.constant(0.0)) for x in xs]


@misconception(
    id="GD04",
    exercise="gradients",
    says="Your function begins with ones, also when something else is given.",
    try_this="Which line of yours reads grad_ys?",
    section=BACK,
)
def gradients_ignore_the_beginning(y, xs, grad_ys=None):
    total = walk(y, tf.ones_like(y), lambda old, new: old + new)
    return [total.get(x) for x in xs]


@misconception(
    id="GD05",
    exercise="gradients",
    says="Your way back begins with y itself.",
    try_this="If y grows by 1, by how much does y grow?",
    section=BACK,
)
def gradients_begin_with_y(y, xs, grad_ys=None):
    start = y if grad_ys is None else grad_ys
    total = walk(y, start, lambda old, new: old + new)
    return [total.get(x) for x in xs]


@misconception(
    id="GD06",
    exercise="gradients",
    says="You take the mean of contributions that should be added up.",
    try_this="Two arrows, each with slope 1. If x grows by 1, by how much does x + x?",
    section=BACK,
)
def gradients_take_the_mean(y, xs, grad_ys=None):
    total = walk(y, beginning(y, grad_ys), lambda old, new: (old + new) / 2)
    return [total.get(x) for x in xs]


@misconception(
    id="GD07",
    exercise="gradients",
    says="Your function gives one node where a list should come back.",
    try_this="What does len() say of your answer, and how many nodes are in xs?",
    section=BACK,
)
def gradients_of_the_first_only(y, xs, grad_ys=None):
    total = walk(y, beginning(y, grad_ys), lambda old, new: old + new)
    return total.get(xs[0]) if xs else None


@misconception(
    id="GD08",
    exercise="gradients",
    says="You walk every way by itself, and ask the same rules again and again.",
    try_this="In a tower of 30 doublings, how many ways lead from the top to the base?",
    section=TURNS,
)
def gradients_way_by_way(y, xs, grad_ys=None):
    total, waiting = {}, [(y, beginning(y, grad_ys))]
    while waiting:
        node, part = waiting.pop()
        total[node] = total[node] + part if node in total else part
        if node.inputs:
            handed = tf.rules[node.op](node, part)
            waiting += [
                each for each in zip(node.inputs, handed) if each[1] is not None
            ]
    return [total.get(x) for x in xs]


@misconception(
    id="GD09",
    exercise="gradients",
    says="A rule that hands on None stops your function.",
    try_this="What may stand in the list of a rule, according to the text above?",
    section=BACK,
)
def gradients_stumble_over_none(y, xs, grad_ys=None):
    total = {y: beginning(y, grad_ys)}
    for node in sorted_nodes(y)[::-1]:
        if node.inputs and node in total:
            for source, part in zip(node.inputs, tf.rules[node.op](node, total[node])):
                total[source] = total[source] + part if source in total else part
    return [total.get(x) for x in xs]


# --- the run ----------------------------------------------------------------------


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
    id="AD23",
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
    id="RU01",
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
    id="RU02",
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
    id="RU03",
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
    id="RU04",
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
    id="AD22",
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
    id="RU05",
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
    id="RU07",
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
    id="RU08",
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
    id="RU09",
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
    id="AD20",
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
    id="RU10",
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
    id="RU11",
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
    id="RU12",
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


# --- the three listings -----------------------------------------------------------


@misconception(
    id="AD25",
    exercise="mean-cross-entropy",
    says="The fault is still there: you add up over the examples and then average.",
    try_this="Which index counts the classes, and which index do you name?",
    section=INDEX,
)
def cost_over_the_examples(labels, probs):
    rows = tf.reduce_sum(labels * tf.log(probs), reduction_indices=[0])
    return tf.reduce_mean(-rows)


@misconception(
    id="CE01",
    exercise="mean-cross-entropy",
    says="Your loss averages over the classes as well.",
    try_this="How many numbers of a row of labels count? By how many do you divide?",
    section=INDEX,
)
def cost_over_all_entries(labels, probs):
    return tf.reduce_mean(-(labels * tf.log(probs)))


@misconception(
    id="CE02",
    exercise="mean-cross-entropy",
    says="Your loss adds up the examples instead of averaging them.",
    try_this="Give every example twice. Should the loss of the batch double?",
    section=INDEX,
)
def cost_added_up(labels, probs):
    return -tf.reduce_sum(labels * tf.log(probs))


@misconception(
    id="CE03",
    exercise="mean-cross-entropy",
    says="Your loss is below zero.",
    try_this="Is the logarithm of a probability above or below 0?",
    section=INDEX,
)
def cost_without_the_minus(labels, probs):
    return tf.reduce_mean(tf.reduce_sum(labels * tf.log(probs), [1]))


@misconception(
    id="CE04",
    exercise="mean-cross-entropy",
    says="Your loss has one number for each example.",
    try_this="What is still to be done with the losses of the examples?",
    section=INDEX,
)
def cost_of_each_example(labels, probs):
    return -tf.reduce_sum(labels * tf.log(probs), [1])


@misconception(
    id="CE05",
    exercise="mean-cross-entropy",
    says="You take the logarithm of the labels.",
    try_this="What is the logarithm of 0? Which of the two is never 0?",
    section=INDEX,
)
def cost_with_exchanged_arguments(labels, probs):
    return tf.reduce_mean(-tf.reduce_sum(probs * tf.log(labels), [1]))


@misconception(
    id="CE06",
    exercise="mean-cross-entropy",
    says="Your function computes a number at once, where it should build a node.",
    try_this="In a program labels and probs come with every run. Who has them before?",
    section=INDEX,
)
def cost_computed_at_once(labels, probs):
    known, given = tf.value_of(probs), tf.value_of(labels)
    return tf.constant(-np.sum(given * np.log(known)) / len(given))


@misconception(
    id="CO01",
    exercise="counting-step",
    says="The fault is still there: your counter counts once.",
    try_this="When is the place looked up from which you count: at every run?",
    section=COUNTER,
)
def count_from_the_initial_value(variable, amount):
    return tf.assign(variable, variable.options["initial"] + amount)


@misconception(
    id="CO02",
    exercise="counting-step",
    says="Your step sets the counter to the amount.",
    try_this="The counter stands at 5 and is raised by 2. What do you assign?",
    section=COUNTER,
)
def count_by_replacing(variable, amount):
    return tf.assign(variable, tf.constant(amount))


@misconception(
    id="CO03",
    exercise="counting-step",
    says="Your node computes the next value, and assigns nothing.",
    try_this="After a run of your node, where does the variable stand?",
    section=COUNTER,
)
def count_without_assigning(variable, amount):
    return variable + amount


@misconception(
    id="AD26",
    exercise="friendly-node-class",
    says="The fault is still there: a class with its own == has lost its hash.",
    try_this="How does a dict find its keys? What did the class have before?",
    section=KEYS,
)
def friendly_without_a_hash():
    class FriendlyNode(tf.Node):
        def __eq__(self, other):
            return tf.equal(self, other)

    return FriendlyNode


@misconception(
    id="KE01",
    exercise="friendly-node-class",
    says="Your nodes can be keys, and == no longer builds a node.",
    try_this="What comes out of a == b for two nodes of your class?",
    section=KEYS,
)
def friendly_without_equality():
    class FriendlyNode(tf.Node):
        pass

    return FriendlyNode


@misconception(
    id="KE02",
    exercise="friendly-node-class",
    says="All your nodes have the same hash, so a dict has to compare them.",
    try_this="What is the truth of a node that == has built?",
    section=KEYS,
)
def friendly_with_one_hash():
    class FriendlyNode(tf.Node):
        def __eq__(self, other):
            return tf.equal(self, other)

        def __hash__(self):
            return hash(self.op)

    return FriendlyNode


# --- the fused node ---------------------------------------------------------------


def log_sums(logits):
    top = logits.max(axis=1, keepdims=True)
    return top + np.log(np.exp(logits - top).sum(axis=1, keepdims=True))


@misconception(
    id="AD29",
    exercise="softmax-cross-entropy-with-logits",
    says="You take softmax first and the logarithm of it afterwards.",
    try_this="Which number comes between the two if a class is 800 behind?",
    section=FUSED,
)
def fused_in_two_steps(logits, labels):
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = grown / grown.sum(axis=1, keepdims=True)
    return -np.sum(labels * np.log(probs), axis=1)


@misconception(
    id="FU01",
    exercise="softmax-cross-entropy-with-logits",
    says="Your exponentials overflow when a score is large.",
    try_this="np.exp(1000) is infinite. Which number may be taken off a row first?",
    section=FUSED,
)
def fused_without_a_shift(logits, labels):
    log_sum = np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return np.sum(labels * (log_sum - logits), axis=1)


@misconception(
    id="FU02",
    exercise="softmax-cross-entropy-with-logits",
    says="You take one number off the whole batch, and some rows lie far below it.",
    try_this="One row lives at 4000, another one at 0. What is left of its exp?",
    section=FUSED,
)
def fused_with_one_shift_for_all(logits, labels):
    shifted = logits - logits.max()
    log_sum = np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return np.sum(labels * (log_sum - shifted), axis=1)


@misconception(
    id="FU03",
    exercise="softmax-cross-entropy-with-logits",
    says="Your function gives the mean, where one loss for each row is wanted.",
    try_this="Which shape does the docstring promise?",
    section=FUSED,
)
def fused_mean(logits, labels):
    return np.mean(np.sum(labels * (log_sums(logits) - logits), axis=1))


@misconception(
    id="FU04",
    exercise="softmax-cross-entropy-with-logits",
    says="A small number inside the logarithm changes all losses, and caps some.",
    try_this="How large can minus log of (p + 1e-8) become? A class is 800 behind.",
    section=FUSED,
)
def fused_with_a_small_number(logits, labels):
    probs = np.exp(logits - log_sums(logits))
    return -np.sum(labels * np.log(probs + 1e-8), axis=1)


@misconception(
    id="FU05",
    exercise="softmax-cross-entropy-with-logits",
    says="Your losses have the wrong sign.",
    try_this="Can a cross-entropy be below 0?",
    section=FUSED,
)
def fused_with_the_wrong_sign(logits, labels):
    return np.sum(labels * (logits - log_sums(logits)), axis=1)


@misconception(
    id="FU06",
    exercise="softmax-cross-entropy-with-logits",
    says="You look at the largest label only.",
    try_this="A row of labels may be (0.5, 0.5, 0). Which classes count?",
    section=FUSED,
)
def fused_for_one_hot_labels_only(logits, labels):
    truth = labels.argmax(axis=1)
    return (log_sums(logits) - logits)[np.arange(len(logits)), truth]


@misconception(
    id="FU07",
    exercise="grad-softmax-cross-entropy",
    says="What arrives is lost in your rule: every row counts alike.",
    try_this="Let one row count ten times. Does your rule know?",
    section=RULE,
)
def fused_rule_forgets_what_arrives(node, g):
    logits, labels = node.inputs
    return [tf.nn.softmax(logits) - labels, None]


@misconception(
    id="FU08",
    exercise="grad-softmax-cross-entropy",
    says="What arrives lies along the classes when it meets the table.",
    try_this="Which shape has g, and how does it meet (N, C)?",
    section=FUSED,
)
def fused_rule_along_the_classes(node, g):
    logits, labels = node.inputs
    return [g * (tf.nn.softmax(logits) - labels), None]


@misconception(
    id="FU09",
    exercise="grad-softmax-cross-entropy",
    says="Your gradient would make the loss grow.",
    try_this="The true class's score grows. Does the loss grow?",
    section=FUSED,
)
def fused_rule_with_the_wrong_sign(node, g):
    logits, labels = node.inputs
    return [tf.expand_dims(g, 1) * (labels - tf.nn.softmax(logits)), None]


@misconception(
    id="FU10",
    exercise="grad-softmax-cross-entropy",
    says="You divide by the number of rows, and nobody took a mean here.",
    try_this="The node gives one loss for each row. Which node takes the mean?",
    section=FUSED,
)
def fused_rule_averages(node, g):
    logits, labels = node.inputs
    rows = tf.reduce_sum(tf.ones_like(g))
    return [tf.expand_dims(g, 1) * (tf.nn.softmax(logits) - labels) / rows, None]


@misconception(
    id="FU11",
    exercise="grad-softmax-cross-entropy",
    says="You hand on the probabilities, and the labels are forgotten.",
    try_this="If the prediction is perfect, which gradient do you expect?",
    section=FUSED,
)
def fused_rule_without_labels(node, g):
    return [tf.expand_dims(g, 1) * tf.nn.softmax(node.inputs[0]), None]
