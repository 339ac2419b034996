"""Misconceptions of 01_numerical_gradient, one file per exercise.

Each one is code that a student might have written.  It is recognised by its results, so
it changes one thing and is right in all others.

The ids of each file, after "01-":

    numerical_gradient    NG
    numerical_jacobian    NJ, NG13
    relative_error        RE; 01-RE11 is a wrong answer of a step: see steps.py
    gradient_check        GC
    blind_spot            BS
"""
