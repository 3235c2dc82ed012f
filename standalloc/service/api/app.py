"""The application: routes, problems, limits put together."""

from fastapi import FastAPI

from standalloc import __version__
from standalloc.service.settings import Settings
from standalloc.service.store import Database


def create_app(settings: Settings, database: Database) -> FastAPI:
    """Return the application.

    Args:
        settings: of the service.
        database: opened by `open_database`; the caller closes it.
    """
    app = FastAPI(title="standalloc", version=__version__, openapi_url="/v1/openapi.json", docs_url=None)
    app.state.settings, app.state.database = settings, database
    return app
