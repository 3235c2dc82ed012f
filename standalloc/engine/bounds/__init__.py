"""What is proven: bounds and prices by duals and dual ascent, and what prices tell of columns."""
