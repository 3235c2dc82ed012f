"""`python -m standalloc` is `standalloc`."""

from standalloc.cli import main

if __name__ == "__main__":
    main(prog_name="standalloc")
