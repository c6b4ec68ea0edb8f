"""Reading foreign JSON: broken documents become SourceError, broken fields become absent, and nothing else is lost."""

from __future__ import annotations

import json
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from jogan.errors import SourceError

T = TypeVar("T")


def _or_none(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    try:
        return handler(value)
    except ValidationError:
        return None


def _whole_ones(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    kept = []
    for one in value if isinstance(value, list) else ():
        try:
            kept.extend(handler([one]))
        except ValidationError:
            continue
    return kept


Maybe = Annotated[T | None, WrapValidator(_or_none)]
"""A field that counts as absent where its value is of another type."""
Some = Annotated[list[T], WrapValidator(_whole_ones)]
"""A list of which the usable members are kept."""


class Shape(BaseModel):
    """A foreign object: unknown fields are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


def load_json(body: bytes) -> Any:
    """The JSON document in `body`, also where it is wrapped into a JSON string. Raises SourceError."""
    try:
        document = json.loads(body)
        if isinstance(document, str):
            # Seen for real: a reply that was stored as text, and is therefore JSON within JSON.
            document = json.loads(document)
    except RecursionError as error:
        raise SourceError("the reply", "is nested too deeply") from error
    except ValueError as error:
        what = "is an HTML page where JSON was expected" if body.lstrip()[:1] == b"<" else "is not JSON"
        raise SourceError("the reply", what, "Open the address in a browser to see what it answers") from error
    return document
