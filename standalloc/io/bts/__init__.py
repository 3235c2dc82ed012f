"""On-time performance files of the US Bureau of Transportation Statistics (BTS): one airport's turns, day by day."""

from standalloc.io.bts.build import read_bts
from standalloc.io.bts.folder import for_folder

__all__ = ["for_folder", "read_bts"]
