"""Workers: processes that take jobs from the store, each solve in a process of its own."""
