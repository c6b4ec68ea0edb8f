"""What every table of jogan.toml is: frozen, and without keys that it does not know."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table of the file. An unknown key is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
