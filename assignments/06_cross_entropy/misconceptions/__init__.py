"""Misconceptions of 06_cross_entropy, one file per exercise.

Each one is code that a student might have written.  It is recognised by its results, so
it changes one thing and is right and numerically stable in all others.
06-MC10 and 06-MC14 are wrong answers of steps 5 and 11: see steps.py.

The ids of each file, after "06-":

    cross_entropy          LS: logarithms; CE: the loss
    delta_cross_entropy    DL
    cross_entropy_soft     SO, CE
    delta_via_jacobian     VJ
    worst_first            WF
    truth_probabilities    TP
"""
