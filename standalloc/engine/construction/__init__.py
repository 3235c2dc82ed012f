"""Plans without branching: greedy, by the relaxation's dive and prices, handed to single stands."""
