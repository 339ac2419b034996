"""Misconceptions of 08_svm_loss, one file per exercise.

Each one is code that a student might have written.  It is recognised by its results, so
it changes one thing and is right in all others.

The ids of each file, after "08-":

    svm_margins          MG
    svm_coefficients     CO
    svm_loss             HV: with loops and without
    svm_loss_averages    SN, SL: averages and the penalty
    svm_loss_matrices    SV: what matrices add to that
    svm_loss_seen        SL: more that was seen in real code
    kink_crossed         KC, HV
    cost_and_crowd       CC
"""
