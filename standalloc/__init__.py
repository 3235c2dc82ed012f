"""Airport stand allocation: better plans, each with a proven bound, in seconds."""

__version__ = "0.1.0"
