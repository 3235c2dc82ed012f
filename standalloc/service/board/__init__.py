"""The board: a day and a draft of its plan as the planner's page draws them, in plain values."""
