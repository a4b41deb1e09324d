"""The promises with a figure, tried by breaking things; `make faults` runs them whole.

A test here is marked `faults` and runs in `make test` too, with as much of it as there is time for
(`size.of`). What it found goes into the table of `make faults` (`table`):

    record_property("promise", "G5")
    record_property("figure", "1,000 of 1,000 found")
"""
