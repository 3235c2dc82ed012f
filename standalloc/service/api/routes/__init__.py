"""The endpoints, one module for each idea."""
