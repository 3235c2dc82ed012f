"""The application: routes, problems and limits put together."""

import re
from functools import cache
from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import APIRoute

from standalloc import __version__
from standalloc.service.api.auth import ROLES, Admission
from standalloc.service.api.bodies import Bodies
from standalloc.service.api.cache import Days
from standalloc.service.api.context import Services
from standalloc.service.api.metrics import Metrics
from standalloc.service.api.problems import add_handlers
from standalloc.service.api.routes import airports, boards, jobs, moves, plans, published, schedules, service, tokens
from standalloc.service.api.schemas.airports import AirportDocument, DayDocument
from standalloc.service.api.schemas.boards import Draft, DraftVisit, DraftVisits
from standalloc.service.api.schemas.common import ProblemDetails, Schema
from standalloc.service.api.schemas.plans import NewPlan, PlanUpload
from standalloc.service.api.streams import Streams
from standalloc.service.api.watch import Watch
from standalloc.service.page.serving import page_routes
from standalloc.service.settings import Settings
from standalloc.service.store import Database

_ROUTERS: Final = (
    airports.router,
    schedules.router,
    jobs.router,
    plans.router,
    moves.router,
    boards.router,
    published.router,
    tokens.router,
    tokens.audit_router,
    service.router,
)
#: Schemas that no route names in its signature: of refusals, and of bodies that routes read themselves.
_SCHEMAS: Final[tuple[type[Schema], ...]] = (
    ProblemDetails,
    AirportDocument,
    DayDocument,
    PlanUpload,
    NewPlan,
    Draft,
    DraftVisit,
    DraftVisits,
)
_DESCRIPTION: Final = (
    "Stores airports and schedules, plans them, judges and publishes plans. Every refusal is problem details "
    "(RFC 9457) with a stable `code`. Send `Authorization: Bearer TOKEN`; without any token in its store the service "
    "admits the machine itself and nobody else."
)


def create_app(settings: Settings, database: Database) -> FastAPI:
    """Return the application.

    Whoever shuts it down sets `app.state.services.streams.closing` first, which ends the streams of events; they would
    keep the server waiting.

    Args:
        settings: of the service.
        database: opened by `open_database`; the caller closes it.
    """
    app = FastAPI(
        title="standalloc",
        version=__version__,
        description=_DESCRIPTION,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_operation_id,
        redirect_slashes=False,
    )
    metrics = Metrics(database)
    app.state.services = Services(settings, database, Days(database, settings.cached_days), metrics, Streams(database))
    add_handlers(app)
    # The last one added is the first to see a request.
    app.add_middleware(Bodies, settings=settings)
    app.add_middleware(Admission, settings=settings, database=database)
    app.add_middleware(Watch, metrics=metrics)
    for router in _ROUTERS:
        app.include_router(router)
    app.router.routes.extend(page_routes())
    _complete_schema(app)
    return app


def _operation_id(route: APIRoute) -> str:
    """Return the name of a route's function in camel case, as generators of clients expect."""
    return re.sub(r"_(\w)", lambda match: match[1].upper(), route.name)


def _role(route: APIRoute) -> str:
    """Return the role a route asks for, "" for one that is open to all."""
    names = (getattr(dependency.call, "__name__", "") for dependency in route.dependant.dependencies)
    return next((name for name in names if name in ROLES), "")


def _complete_schema(app: FastAPI) -> None:
    """Let the OpenAPI document hold the schemas that routes only refer to, and the role each operation asks for."""
    own = app.openapi
    routes = (route for router in _ROUTERS for route in router.routes if isinstance(route, APIRoute))
    roles = {_operation_id(route): _role(route) for route in routes}

    def openapi() -> dict[str, Any]:
        document = own()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for schema in _SCHEMAS:
            whole = schema.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas |= whole.pop("$defs", {})
            schemas[schema.__name__] = whole
        for operation in (operation for path in document["paths"].values() for operation in path.values()):
            operation["x-role"] = roles[operation["operationId"]]
        return document

    app.openapi = cache(openapi)  # type: ignore[method-assign]
