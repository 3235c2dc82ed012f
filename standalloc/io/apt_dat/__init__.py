"""X-Plane's airport data: a first list of stands for any airport of the world."""

from standalloc.io.apt_dat.build import read_apt_dat

__all__ = ["read_apt_dat"]
