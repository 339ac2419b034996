"""Misconceptions of 02_matrix_rules, one file per exercise.

Each one is code that a student might have written.  It is recognised by its results, so
it changes one thing and is right and numerically stable in all others.
Formulas on paper are in steps.py.

The ids of each file, after "02-":

    grad_quadratic           QF
    grad_bilinear            BF
    grad_logsumexp_linear    LE
    grad_squared_scores      PA, MC10
"""
