"""Stand files of EuroScope's Ground Radar plugin: sizes, users, border status, neighbours and priorities of stands."""

from standalloc.io.grplugin.build import read_grplugin

__all__ = ["read_grplugin"]
