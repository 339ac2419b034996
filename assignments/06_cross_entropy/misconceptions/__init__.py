"""Misconceptions of 06_cross_entropy, one file per exercise.

Each one is code that a student might have written.  It is recognised by its results, so
it changes one thing and is right and numerically stable in all others.
MC10 and MC14 are wrong answers of steps 5 and 11: see steps.py.

    cross_entropy          LS: logarithms; CE: the loss
    delta_cross_entropy    DL
    cross_entropy_soft     SO
    delta_via_jacobian     VJ
    worst_first            WF
    truth_probabilities    TP
"""
