"""The service over HTTP: the API, the store of jobs and plans, the workers. It solves through `solve` alone."""
