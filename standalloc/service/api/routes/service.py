"""The service itself: what it runs, whether it is well, what it measures."""

from typing import Final

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from standalloc import __version__
from standalloc.service.api.auth import Viewer
from standalloc.service.api.context import Ctx
from standalloc.service.api.orders import configuration_names
from standalloc.service.api.problems import ApiError
from standalloc.service.api.routes.refusals import Responses, refusals
from standalloc.service.api.schemas.service import Configurations, Health, Version

router = APIRouter(tags=["service"])

_TEXT: Final[Responses] = {
    200: {"description": "Prometheus' text format", "content": {"text/plain": {"schema": {"type": "string"}}}}
}


@router.get("/v1/configurations", responses=refusals())
def list_configurations(_user: Viewer) -> Configurations:
    """List the engine's configurations by name."""
    return Configurations(configurations=configuration_names())


@router.get("/v1/version", responses=refusals())
def read_version(user: Viewer) -> Version:
    """Tell what runs, and who is asking."""
    return Version(standalloc=__version__, api="v1", user=user.user, role=user.role)


@router.get("/health", responses=refusals(admits=False))
async def read_health() -> Health:
    """Tell that the process answers."""
    return Health(status="ok")


@router.get("/ready", responses=refusals(admits=False))
def read_readiness(context: Ctx) -> Health:
    """Tell that the database answers, else 503."""
    if not context.database.is_alive():
        raise ApiError("unavailable", "the database does not answer", headers={"Retry-After": "5"})
    return Health(status="ok")


@router.get("/metrics", response_class=Response, responses=_TEXT | refusals())
def read_metrics(context: Ctx, _user: Viewer) -> Response:
    """Give the metrics to Prometheus."""
    return Response(context.metrics.text(), media_type=CONTENT_TYPE_LATEST)
