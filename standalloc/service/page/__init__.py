"""The planner's page: static files that speak to `/v1`, and their serving beside it."""
