"""A client of the service, sync and async, whose `solve` is called as the library's is.

    import standalloc as sa
    from standalloc.client import Client

    instance = sa.read("instances/nyc2013/jfk", day="2013-07-11")
    result = Client("http://127.0.0.1:8000").solve(instance, time_limit=60)    # was: sa.solve(instance, time_limit=60)

It needs `standalloc[service]` for httpx, and no solver.
"""

from standalloc.client.asynchronous import AsyncClient
from standalloc.client.errors import ServiceError, SolveError
from standalloc.client.objects import AirportVersion, Event, Job, Plan, Publication, Schedule
from standalloc.client.synchronous import Client

__all__ = [
    "AirportVersion",
    "AsyncClient",
    "Client",
    "Event",
    "Job",
    "Plan",
    "Publication",
    "Schedule",
    "ServiceError",
    "SolveError",
]
