"""The model providers behind the door: how each is built, what its calls cost, and what its errors mean.

Everything that names a foreign library of models is here, in `replies.py` and in `llm.py`; importing these modules
imports none of them.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jogan.collect.wire import TooLargeError
from jogan.config_writer import ModelConfig
from jogan.errors import ModelError

if TYPE_CHECKING:
    from pydantic_ai.exceptions import ModelHTTPError
    from pydantic_ai.models import Model, ModelRequestParameters
    from pydantic_ai.settings import ModelSettings

    from jogan.write.model_wire import CappedClient

OUTPUT_TOOL = "answer"
"""Name of the tool whose arguments are the answer, where answers are asked for as a tool call."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a call gave no reply. `lasting` trouble is not worth another try at this model in this run."""

    cause: str
    remedy: str = ""
    lasting: bool = False
    status: int | None = None
    wait: float | None = None
    """Seconds that the provider asked to wait."""
    retry: bool = True
    """Whether the same call is worth another try."""
    billed: bool = False
    """Whether the provider may have worked, and charged, all the same."""


@asynccontextmanager
async def opened(model: ModelConfig, key: str) -> AsyncIterator[Model]:
    """The client of a model, while the context lasts. Raises ModelError where its library is missing."""
    try:
        from jogan.write.model_wire import CappedClient

        wire = CappedClient(model.timeout)
        client = _build(model, key, wire)
    except ImportError as error:
        raise ModelError(
            model.id, f"the library for it is not installed ({error.name or error})", "Run: pip install 'jogan[llm]'"
        ) from error
    async with wire, client:
        yield client


def _build(model: ModelConfig, key: str, wire: CappedClient) -> Model:
    # Keys and addresses are always passed, so that no library reads the environment for itself.
    given: Any = {"api_key": key, "base_url": model.address, "http_client": wire}
    match model.provider:
        case "anthropic":
            from pydantic_ai.models.anthropic import AnthropicModel
            from pydantic_ai.providers.anthropic import AnthropicProvider

            return AnthropicModel(model.name, provider=AnthropicProvider(**given))
        case "google":
            from pydantic_ai.models.google import GoogleModel
            from pydantic_ai.providers.google import GoogleProvider

            return GoogleModel(model.name, provider=GoogleProvider(**given))
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.profiles import merge_profile
    from pydantic_ai.profiles.openai import OpenAIModelProfile

    if model.provider == "openai":
        from pydantic_ai.providers.openai import OpenAIProvider

        return OpenAIChatModel(model.name, provider=OpenAIProvider(**given))
    # A server without keys refuses nothing, but the client will not be built without one.
    given["api_key"] = key or "none"
    if model.provider == "ollama":
        from pydantic_ai.models.ollama import OllamaModel
        from pydantic_ai.providers.ollama import OllamaProvider

        ollama = OllamaProvider(**given)
        known = OllamaModel(model.name, provider=ollama).profile
        profile = merge_profile(known, OpenAIModelProfile(openai_chat_supports_max_completion_tokens=False))
        return OpenAIChatModel(model.name, provider=ollama, profile=profile)
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

    provider = OpenAICompatibleProvider(model.provider, **given)
    # Such servers know `max_tokens` and `json_schema`, whatever model they serve, and no strict tools.
    profile = merge_profile(
        provider.model_profile(model.name),
        OpenAIModelProfile(
            supports_json_schema_output=True,
            openai_chat_supports_max_completion_tokens=False,
            openai_supports_strict_tool_definition=False,
        ),
    )
    return OpenAIChatModel(model.name, provider=provider, profile=profile)


def parameters(model: ModelConfig, client: Model, name: str, schema: dict[str, Any]) -> ModelRequestParameters:
    """How the typed answer is asked for: by schema where the model knows it, else as a tool call, else in words."""
    from pydantic_ai.models import ModelRequestParameters
    from pydantic_ai.output import OutputObjectDefinition
    from pydantic_ai.tools import ToolDefinition

    how = model.answers
    if how == "auto":
        knows = client.profile.get("supports_json_schema_output", False)
        how = "schema" if knows else "tool" if client.profile.get("supports_tools", True) else "prompt"
    if how == "tool":
        tool = ToolDefinition(
            name=OUTPUT_TOOL, description="Give the answer.", parameters_json_schema=schema, kind="output"
        )
        return ModelRequestParameters(output_mode="tool", output_tools=[tool], allow_text_output=False)
    wanted = OutputObjectDefinition(name=name, json_schema=schema)
    return ModelRequestParameters(output_mode="native" if how == "schema" else "prompted", output_object=wanted)


def settings(model: ModelConfig) -> ModelSettings:
    """What each call is limited to. The client's own retries are off: the door does them, and counts them."""
    from pydantic_ai.settings import ModelSettings

    chosen = ModelSettings(max_tokens=model.max_tokens, timeout=model.timeout, max_retries=0)
    if model.temperature is not None:
        chosen["temperature"] = model.temperature
    if model.thinking != "default":
        chosen["thinking"] = False if model.thinking == "off" else model.thinking
    return chosen


# ── What it costs ───────────────────────────────────────────────────────────────────────────────────────────


def price(model: ModelConfig, read: int, written: int) -> float | None:
    """US dollars for that many tokens: by the configured prices, 0 for a local server, else by the price list.

    None where nobody knows the price. Imports the price list only where it is needed.
    """
    if model.price_input is not None and model.price_output is not None:
        return (read * model.price_input + written * model.price_output) / 1_000_000
    if is_local(model.address):
        return 0.0
    from genai_prices import Usage, calc_price

    provider = None if model.provider in ("compatible", "ollama") else model.provider
    try:
        if provider is not None:
            found = calc_price(Usage(input_tokens=read, output_tokens=written), model.name, provider_id=provider)
        else:
            found = calc_price(
                Usage(input_tokens=read, output_tokens=written), model.name, provider_api_url=model.address
            )
    except LookupError:
        return None
    return float(found.total_price)


def has_price(model: ModelConfig) -> bool | None:
    """Whether somebody knows what the model costs; None where the price list is not installed."""
    try:
        return price(model, 1, 1) is not None
    except ImportError:
        return None


def is_local(address: str) -> bool:
    """Whether an address is this machine or a private network, where nobody sends a bill."""
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host and host != ""


# ── What its errors mean ────────────────────────────────────────────────────────────────────────────────────

_LENGTH = re.compile(
    r"context[ _]?(?:size|length|window)|exceeds? (?:the )?(?:\w+ )?context|(?:prompt|input) is too long",
    re.IGNORECASE,
)

_TOO_LONG = Trouble(
    "the question is longer than the model can read",
    "Give its server a longer context, or lower the model's max_tokens",
    retry=False,
)


def _is_too_long(error: ModelHTTPError) -> bool:
    """Whether a refusal is about the length of the question, as llama.cpp, Ollama and LM Studio tell it.

    The library knows the words of the large vendors only.
    """
    body = error.body if isinstance(error.body, dict) else {}
    told = f"{error.provider_error_type} {error.provider_error_code} {body.get('type', '')} {body.get('message', '')}"
    return error.status_code == 413 or _LENGTH.search(told) is not None


def _is_too_large(error: BaseException) -> bool:
    """Whether a reply went beyond its cap; the vendors' clients wrap that into errors of their own."""
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, TooLargeError):
            return True
        inner = inner.__cause__ or inner.__context__
    return False


def trouble(error: BaseException, model: ModelConfig) -> Trouble:
    """A foreign error in our words. No text of the reply is repeated: it may quote the key that was sent."""
    from pydantic_ai import exceptions as foreign

    if _is_too_large(error):
        return Trouble(
            "its reply is larger than any answer", "Check that base_url is the address of a model server", retry=False,
            billed=True,
        )  # fmt: skip
    status: int | None = getattr(error, "status_code", None)
    wait: float | None = getattr(error, "retry_after", None)
    match error:
        case TimeoutError() | foreign.ModelRequestTimeout() | foreign.ModelTimeoutError():
            return Trouble(
                f"gave no answer within {model.timeout:g} s",
                "Raise the model's timeout, lower writer.concurrency or choose a faster one",
                retry=False,
                billed=True,
            )
        case foreign.ModelQuotaExceededError():
            return Trouble("the account's quota is used up", "Check the account's billing", lasting=True, status=status)
        case foreign.ModelAuthenticationError():
            where = " or ".join(model.key_variables) or "api_key_env"
            return Trouble("the key was refused", f"Check the key in {where}", lasting=True, status=status)
        case foreign.ModelNotFoundError():
            return Trouble(
                "the model or the address is not known", "Check name and base_url of the model", lasting=True,
                status=status,
            )  # fmt: skip
        case foreign.ModelContextWindowExceededError():
            return _TOO_LONG
        case foreign.ModelConnectionError():
            return Trouble(
                f"{urlsplit(model.address).hostname} could not be reached", "Check that the server runs", status=status
            )
        case foreign.ModelHTTPError():
            if _is_too_long(error):
                return _TOO_LONG
            slow = status in (408, 409, 425, 429) or (status or 0) >= 500
            if slow:
                return Trouble(f"answered {status}", "Try again later", status=status, wait=wait)
            # It may be this question alone that it does not like; one that likes none is passed over all the same.
            return Trouble(f"refused the request ({status})", "Check the model's settings", retry=False, status=status)
        case foreign.ContentFilterError():
            return Trouble("refused to answer", retry=False, billed=True)
        case foreign.UserError():
            return Trouble(
                "the request does not fit the model", "Set `answers` of the model to tool or prompt", lasting=True
            )
        case foreign.ModelAPIError() | foreign.UnexpectedModelBehavior() | ValueError() | TypeError() | LookupError():
            return Trouble(
                "its reply cannot be read", "Check that base_url is the address of a model server", billed=True
            )
    return Trouble(f"the call failed ({type(error).__name__})", "Check the network and the model's address")
