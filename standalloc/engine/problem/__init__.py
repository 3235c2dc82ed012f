"""The compiled problem: visits, stand classes, chains of limited capacity, and what each stage charges."""
