"""What the store refuses; each error says so in words that may be shown to the user."""


class StoreError(Exception):
    """The store refuses what was asked."""


class NotFoundError(StoreError):
    """There is no such airport, schedule, job, plan or token."""


class VersionConflictError(StoreError):
    """Somebody else was faster: the change is based on a version that is no longer the newest.

    Attributes:
        current: the newest version or revision, 0 where there is none.
    """

    def __init__(self, message: str, current: int) -> None:
        super().__init__(message)
        self.current = current


class IdempotencyConflictError(StoreError):
    """The idempotency key was used before, for another request."""


class QueueFullError(StoreError):
    """The user has as many jobs in the queue as is allowed."""


class JobStateError(StoreError):
    """The job is not in a state that allows this."""


class LeaseLostError(StoreError):
    """The worker does not hold the job any more: it was given back, cancelled or deleted. It writes nothing."""


class TokenRefusedError(StoreError):
    """A token admits nobody.

    Attributes:
        reason: `unknown`, `expired` or `revoked`.
    """

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class BackupError(StoreError):
    """A backup cannot be made or restored."""


class SchemaError(StoreError):
    """The database is not one this version of the program can use."""
