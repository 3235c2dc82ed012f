"""Compiles an instance, proves bounds and finds plans. The only floor that imports ortools."""
