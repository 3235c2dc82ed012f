"""The API of the service, under `/v1`: `create_app(settings, database)` of `app` makes it."""
