"""The migrations of the store, run by alembic; `migrate` starts them."""
