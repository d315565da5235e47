"""The simulation: the real server, driven by honest and hostile phones through a bad world, looked at after every step.

    python3 dev.py prove simulation --seeds 300 --database postgresql
    python3 dev.py prove simulation --planted

The generators (`entropy journal memory phone hostile wire times desks world equip acts`) know the agreement about bytes
and the pages that people see, and nothing of the rules or the database. `server` is the real app with three seams: now,
chance, and the next statement. `reference` and `judge` work out a second time, from the bytes on the wire, what is
right; `checks`, `owners` and `probes` hold the server to it; `faults` breaks the product from outside to see that they
do.

A new act of people is a function and a line in `acts.ACTS`, a new trick one in `hostile.TRICKS`, a new invariant one in
`checks.CHECKS`. The same seed tells the same story to the last byte; one that ever failed is kept in `test_simulation`.
"""
