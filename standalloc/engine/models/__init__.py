"""The problem as CP-SAT and HiGHS read it: unknowns, rows, programmes, and their solvers."""
