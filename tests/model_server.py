"""A scripted model server on loopback: it speaks three vendors' wire formats, keeps what it was sent, plays faults.

OpenAI's chat completions (`POST /v1/chat/completions`), Anthropic's messages (`POST /v1/messages`) and Google's
generateContent (`POST /v1beta/models/NAME:generateContent`). The script is a function of the question.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Wire = Literal["openai", "anthropic", "google"]


@dataclass(frozen=True)
class Question:
    """What a client sent, in one form for all wires: `system` and the user's and model's turns as text."""

    wire: Wire
    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    system: str
    turns: tuple[str, ...]
    number: int

    @property
    def prompt(self) -> str:
        """Which of our prompts it is, by its first words."""
        opening = {"You take notes": "facts", "You write the": "category", "You correct": "mend"}
        return next((name for words, name in opening.items() if words in self.system), "other")


@dataclass(frozen=True)
class Reply:
    """What the server plays. `content` is the model's text; the rest bends the frame around it."""

    content: str = ""
    finish: str = "stop"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    refusal: str = ""
    tool: str = ""
    usage: tuple[int, int] | None = (120, 40)
    before: float = 0.0
    """Seconds of silence before the answer."""
    trickle: float = 0.0
    """Seconds between single bytes of the body."""
    cut: int | None = None
    """Bytes after which the connection breaks."""


Script = Callable[[Question], "Reply | str | dict[str, Any]"]


class ModelServer:
    """The server as a test sees it: where it is, and every question it was asked."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.questions: list[Question] = []
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> ModelServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(5)

    def note(self, wire: Wire, path: str, headers: Mapping[str, str], body: dict[str, Any]) -> Question:
        with self._lock:
            system, turns = _turns(wire, body)
            question = Question(wire, path, headers, body, system, turns, len(self.questions))
            self.questions.append(question)
            return question


def _turns(wire: Wire, body: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    def text(content: Any) -> str:
        if isinstance(content, str):
            return content
        return "".join(part.get("text", "") for part in content or [])

    if wire == "openai":
        turns = [(one["role"], text(one.get("content"))) for one in body["messages"]]
        system = "\n".join(said for role, said in turns if role in ("system", "developer"))
        return system, tuple(said for role, said in turns if role not in ("system", "developer"))
    if wire == "anthropic":
        return text(body.get("system", "")), tuple(text(one["content"]) for one in body["messages"])
    return text(body.get("systemInstruction", {}).get("parts")), tuple(text(one["parts"]) for one in body["contents"])


def _framed(wire: Wire, reply: Reply) -> dict[str, Any]:
    """The vendor's frame around the model's text."""
    read, written = reply.usage or (0, 0)
    if wire == "openai":
        message: dict[str, Any] = {"role": "assistant", "content": reply.content or None}
        if reply.refusal:
            message["refusal"] = reply.refusal
        if reply.tool:
            call = {"name": reply.tool, "arguments": reply.content}
            message |= {"content": None, "tool_calls": [{"id": "call_1", "type": "function", "function": call}]}
        framed: dict[str, Any] = {
            "id": "chatcmpl-1", "object": "chat.completion", "created": 1732752000, "model": "scripted",
            "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls" if reply.tool else reply.finish}],
        }  # fmt: skip
        if reply.usage:
            framed["usage"] = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
        return framed
    if wire == "anthropic":
        reason = {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"}[reply.finish]
        block: dict[str, Any] = {"type": "text", "text": reply.content}
        if reply.tool:
            block = {"type": "tool_use", "id": "toolu_1", "name": reply.tool, "input": json.loads(reply.content)}
            reason = "tool_use"
        return {
            "id": "msg_1", "type": "message", "role": "assistant", "model": "scripted", "content": [block],
            "stop_reason": reason, "stop_sequence": None, "usage": {"input_tokens": read, "output_tokens": written},
        }  # fmt: skip
    reason = {"stop": "STOP", "length": "MAX_TOKENS", "content_filter": "SAFETY"}[reply.finish]
    return {
        "candidates": [{"content": {"role": "model", "parts": [{"text": reply.content}]}, "finishReason": reason, "index": 0}],
        "usageMetadata": {"promptTokenCount": read, "candidatesTokenCount": written, "totalTokenCount": read + written},
        "modelVersion": "scripted",
    }  # fmt: skip


def _handler(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
            wire: Wire = (
                "anthropic"
                if self.path.startswith("/v1/messages")
                else "google"
                if "generateContent" in self.path
                else "openai"
            )
            headers = {name.lower(): value for name, value in self.headers.items()}
            played = server.script(server.note(wire, self.path, headers, body))
            reply = (
                Reply(json.dumps(played))
                if isinstance(played, dict)
                else Reply(played)
                if isinstance(played, str)
                else played
            )
            data = reply.raw if reply.raw is not None else json.dumps(_framed(wire, reply)).encode()
            if reply.status >= 400 and reply.raw is None:
                data = json.dumps(
                    {"error": {"message": reply.content or "scripted", "type": "scripted", "code": reply.status}}
                ).encode()
            try:
                time.sleep(reply.before)
                self.send_response(reply.status)
                self.send_header("content-type", reply.headers.get("content-type", "application/json"))
                for name, value in reply.headers.items():
                    if name != "content-type":
                        self.send_header(name, value)
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                if reply.trickle:
                    for place in range(len(data)):
                        self.wfile.write(data[place : place + 1])
                        time.sleep(reply.trickle)
                elif reply.cut is not None:
                    self.wfile.write(data[: reply.cut])
                    self.close_connection = True
                else:
                    self.wfile.write(data)
            except OSError:
                self.close_connection = True  # the client has lost patience, as it should

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def serving(script: Script) -> Iterator[ModelServer]:
    """A server with that script, closed at the end."""
    with ModelServer(script) as server:
        yield server
