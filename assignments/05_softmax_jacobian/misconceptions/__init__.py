"""Misconceptions of 05_softmax_jacobian, one file per exercise.

Each one is code that a student might have written.  It is recognised by its results, so
it changes one thing and is right and numerically stable in all others.

The ids of each file, after "05-":

    softmax_jacobian          JA, JN: one example, with loops or without
    softmax_jacobian_batch    JB, JA
    softmax_vjp               JV, JA
    revealing_upstream        FU, JA
"""
