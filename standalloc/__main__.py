"""`python -m standalloc` is `standalloc`."""

from standalloc.cli import main

main(prog_name="standalloc")
