"""Who asks, and what each role may do: bearer tokens, or the machine itself where there is no token yet."""

import ipaddress
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final, get_args
from urllib.parse import urlsplit

from anyio import to_thread
from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.exc import SQLAlchemyError

from standalloc.service.api.asgi import Application, Receive, Scope, Send, header
from standalloc.service.api.problems import ApiError, answer, of_database
from standalloc.service.api.rates import Rates
from standalloc.service.page.serving import PREFIX
from standalloc.service.settings import Settings
from standalloc.service.store import Database, Role, Token, TokenRefusedError, tokens
from standalloc.service.store.database import now

#: Paths that everybody may read, beside the page's: they tell nothing of airports or users.
OPEN_PATHS: Final = frozenset({"/", "/health", "/ready", "/v1/openapi.json"})
#: In order: each may do what those before it may.
ROLES: Final[tuple[Role, ...]] = get_args(Role)
_REFUSED: Final = {"unknown": "bad_token", "expired": "token_expired", "revoked": "token_revoked"}


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks.

    Attributes:
        user: name; `local` where there is no token.
        role: what the user may do.
        token: prefix of the token, "" where there is none.
    """

    user: str
    role: Role
    token: str = ""

    def may(self, role: Role) -> bool:
        """Return whether the user has a role or one above it."""
        return ROLES.index(self.role) >= ROLES.index(role)


#: Who asks from this machine while there is no token.
LOCAL: Final = Principal("local", "administrator")


class Admission:
    """Middleware that lets in who has a token, before anything else of a request is read.

    The principal is put into the request's state. Addresses are those of the connection: headers that proxies add are
    not believed.

    Args:
        app: what comes after.
        settings: with the rates.
        database: with the tokens.
    """

    def __init__(self, app: Application, settings: Settings, database: Database) -> None:
        self._app, self._database = app, database
        self._rates = Rates(settings.requests_per_second, settings.requests_at_once)
        self._refusals = Rates(settings.refusals_per_minute / 60, settings.refusals_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] == "http":
            try:
                await self._admit(scope)
            except ApiError as error:
                return await answer(scope, error)(scope, receive, send)
        return await self._app(scope, receive, send)

    async def _admit(self, scope: Scope) -> None:
        address = (scope.get("client") or ("",))[0]
        if scope["path"] in OPEN_PATHS or scope["path"].startswith(PREFIX):
            _require_patience(self._rates.take(address))
            return
        try:
            principal = await to_thread.run_sync(self._principal, scope, address)
        except ApiError:
            _require_patience(self._refusals.take(address))
            raise
        except SQLAlchemyError as error:
            raise of_database(error) from error
        scope["state"]["principal"] = principal
        _require_patience(self._rates.take(principal.token or address))

    def _principal(self, scope: Scope, address: str) -> Principal:
        scheme, _, rest = header(scope, "authorization").partition(" ")
        secret = rest.strip()
        with self._database.reading() as session:
            if not scheme and not tokens.exist(session):
                _require_local(scope, address)
                return LOCAL
            if scheme.lower() != "bearer" or not secret:
                raise _unauthenticated("no_token", "the request has no token: send Authorization: Bearer TOKEN")
            try:
                token = tokens.verify(session, secret)
            except TokenRefusedError as error:
                raise _unauthenticated(_REFUSED[error.reason], str(error)) from None
            is_due = tokens.is_due(token, now(session))
        if is_due:
            self._note_use(token)
        return Principal(token.user, token.role, token.prefix)

    def _note_use(self, token: Token) -> None:
        """Note when a token was used; a store that cannot be written to shall not keep readers out."""
        try:
            with self._database.writing() as session:
                tokens.used(session, token.prefix)
        except SQLAlchemyError as error:
            of_database(error)


def at_least(role: Role) -> Callable[..., Principal]:
    """Return a dependency that gives the principal, and refuses one below a role."""

    def require(
        request: Request, _credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)]
    ) -> Principal:
        principal: Principal = request.state.principal
        if not principal.may(role):
            raise ApiError("role_too_low", f"this needs the role {role}, and {principal.user} is {principal.role}")
        return principal

    require.__name__ = role
    return require


_BEARER: Final = HTTPBearer(
    auto_error=False, scheme_name="token", description="A token of `standalloc token`; needed once there is one."
)
Viewer = Annotated[Principal, Depends(at_least("viewer"))]
Planner = Annotated[Principal, Depends(at_least("planner"))]
Administrator = Annotated[Principal, Depends(at_least("administrator"))]


def _require_local(scope: Scope, address: str) -> None:
    """Refuse all but programs of this machine; its browser's pages of other sites are not these.

    Raises:
        ApiError: the request comes from elsewhere.
    """
    if not _is_loopback(address):
        raise ApiError("loopback_only", "there is no token yet, so only this machine itself is admitted")
    host = urlsplit(f"//{header(scope, 'host')}").hostname or ""
    origin = header(scope, "origin")
    is_own = not origin or urlsplit(origin).netloc == header(scope, "host")
    if not (host == "localhost" or _is_loopback(host)) or not is_own:
        raise ApiError("foreign_origin", "the request comes from a page of another site")


def _is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback


def _unauthenticated(code: str, detail: str) -> ApiError:
    return ApiError(code, detail, headers={"WWW-Authenticate": 'Bearer realm="standalloc"'})


def _require_patience(wait: float) -> None:
    if wait:
        seconds = str(math.ceil(wait))
        raise ApiError("too_many_requests", f"too many requests: wait {seconds} s", headers={"Retry-After": seconds})
