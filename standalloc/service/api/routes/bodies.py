"""Bodies that endpoints read themselves, in the workshop: documents and files too large for the event loop."""

from typing import Any, TypeVar

from fastapi import Request, UploadFile
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from standalloc.service.api.problems import ApiError
from standalloc.service.api.uploads import Upload

M = TypeVar("M", bound=BaseModel)


def json_body(model: type[BaseModel], example: Any) -> dict[str, Any]:
    """Return what OpenAPI says of a JSON body that the endpoint reads itself.

    Args:
        model: of the body; its schema is among the components.
        example: of it.
    """
    content = {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}, "example": example}
    return {"requestBody": {"required": True, "content": {"application/json": content}}}


async def read_json(request: Request) -> bytes:
    """Return a body that says it is JSON.

    Raises:
        ApiError: it is of another type.
    """
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        raise ApiError("unsupported_media_type", "send the body as application/json")
    return await request.body()


def parsed(kind: type[M], body: bytes) -> M:
    """Return the value of a JSON body.

    Raises:
        RequestValidationError: it is none of the kind.
    """
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise RequestValidationError([{**detail, "loc": ("body", *detail["loc"])} for detail in details]) from None


async def upload(file: UploadFile) -> Upload:
    """Return a file of a multipart body."""
    return Upload(file.filename or "", await file.read())
