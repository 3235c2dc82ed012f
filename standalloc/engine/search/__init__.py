"""The search: stages in two threads and their children, one incumbent, one deadline, tier after tier."""
