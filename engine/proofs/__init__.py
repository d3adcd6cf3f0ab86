"""Safety proved over every possible person, with an SMT solver (z3); `python -m engine prove` prints the laws."""
