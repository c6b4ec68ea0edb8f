"""The house rules that a program can see: who may import what, and that no name or file drifts from its document."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "jogan"
MODULES = sorted(SOURCE.rglob("*.py"))

#: Foreign library → the files that may import it. A new place is a decision: make it here, and say why in decisions.md.
LIBRARIES: dict[str, set[str]] = {
    "typer": {"cli.py", "cli_archive.py", "cli_deliver.py", "cli_items.py", "cli_sources.py"},
    "rich": {"console.py"},
    "httpx2": {"collect/line.py", "collect/wire.py", "deliver/webhook.py", "write/model_wire.py"},
    "httpcore2": {"collect/line.py", "collect/network.py", "deliver/webhook.py"},
    "smtplib": {"deliver/smtp.py"},
    "apprise": {"deliver/chat.py"},
    "css_inline": {"press/mail.py"},
    "stamina": {"collect/fetch.py"},
    "feedparser": {"collect/dates.py"},
    "pyarrow": {"collect/importing.py"},
    "sqlite3": {"store/checkup.py", "store/connection.py", "store/schema.py"},
    "tantivy": {"store/index.py"},
    "matplotlib": {"press/draw.py"},
    "jinja2": {"press/html.py"},
    "platformdirs": {"config.py"},
    "pydantic_ai": {"write/llm.py", "write/providers.py", "write/replies.py"},
    "genai_prices": {"write/providers.py"},
    "pydantic_settings": {"config.py", "config_writer.py"},
    "filelock": {"desk.py", "collect/pace.py"},
    "socket": {"collect/network.py", "web/server.py"},
    "starlette": {
        "web/answers.py",
        "web/editions.py",
        "web/guard.py",
        "web/marking.py",
        "web/reader.py",
        "web/stories.py",
    },
    "uvicorn": {"web/server.py"},
    "subprocess": {"deliver/files.py", "press/search_index.py"},
    "urllib.request": set(),
    "requests": set(),
}

#: Rooms that take values and return values: no file, socket, process, clock or randomness.
PURE = ("edit/", "write/", "press/", "model/", "errors.py", "glossary", "folding.py", "makeup.py")
DOORS_AMONG_THEM = {"edit/embed.py", "write/llm.py", "write/model_wire.py", "press/publish.py", "press/search_index.py"}
IMPURE = {
    "socket",
    "subprocess",
    "sqlite3",
    "tempfile",
    "shutil",
    "os",
    "random",
    "time",
    "httpx2",
    "urllib.request",
    "requests",
}
IMPURE_CALLS = {"open", "print", "input", "exec", "eval", "compile", "__import__"}
IMPURE_METHODS = {"read_text", "read_bytes", "write_text", "write_bytes", "now", "today", "utcnow"}

#: A stage may import from itself and from what stands before it here; `wiring` and `cli` connect everything.
ORDER = (
    "model",
    "errors",
    "folding",
    "glossary",
    "resources",
    "environment",
    "config",
    "collect",
    "edit",
    "write",
    "press",
    "makeup",
    "store",
    "newsroom",
    "pipeline",
    "deliver",
    "web",
)
#: The types of a stage are for it and for those after it: room → the modules of `model/` that it may import.
STAGES = ("common", "collected", "edited", "written", "edition")
KNOWN = {"collect": STAGES[:2], "edit": STAGES[:3], "write": STAGES[:4]}
#: Edges against the order, each with its reason.
ALLOWED_BACK = {
    ("collect", "edit"): "sources and imports settle identifiers by the one rule in edit/identity",
}


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def room_of(name: str) -> str:
    """The room of a file or module by its first name: `config_writer` is of `config`."""
    return name if name in ORDER else name.split("_")[0]


def imports(path: Path) -> set[str]:
    """Every module that the file names in an import, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_libraries_stay_in_their_files(path: Path) -> None:
    """A foreign library is imported only by the files listed for it."""
    for module in imports(path):
        for library, homes in LIBRARIES.items():
            if module == library or module.startswith(f"{library}."):
                assert name_of(path) in homes, f"{name_of(path)} imports {library}"


@pytest.mark.parametrize("path", [p for p in MODULES if name_of(p).startswith(PURE)], ids=name_of)
def test_pure_rooms_do_no_input_or_output(path: Path) -> None:
    """What decides and what renders touches no file, socket, process, clock or chance."""
    if name_of(path) in DOORS_AMONG_THEM:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not {module.split(".")[0] if module != "urllib.request" else module for module in imports(path)} & IMPURE
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                assert node.func.id not in IMPURE_CALLS, f"line {node.lineno}: {node.func.id}()"
            elif isinstance(node.func, ast.Attribute):
                assert node.func.attr not in IMPURE_METHODS, f"line {node.lineno}: .{node.func.attr}()"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down_the_path(path: Path) -> None:
    """No stage imports a later one."""
    room = room_of(name_of(path).split("/")[0].removesuffix(".py"))
    if room not in ORDER:
        return
    for module in imports(path):
        parts = module.split(".")
        other = room_of(parts[1]) if parts[0] == "jogan" and len(parts) > 1 else ""
        if other in ORDER and other != room:
            later = ORDER.index(other) > ORDER.index(room)
            assert not later or (room, other) in ALLOWED_BACK, f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_stage_knows_no_later_types(path: Path) -> None:
    """A source never sees a story, an editor no report, a writer no edition; and `model/` is drawn in the same order."""
    room = name_of(path).split("/")[0]
    known = STAGES[: STAGES.index(path.stem)] if room == "model" and path.stem in STAGES else KNOWN.get(room, STAGES)
    for module in imports(path):
        parts = module.split(".")
        if parts[:2] == ["jogan", "model"] and len(parts) > 2:
            assert parts[2] in known, f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_one_file_reads_the_environment(path: Path) -> None:
    """`os.environ` and `os.getenv` stand in environment.py alone."""
    text = path.read_text(encoding="utf-8")
    assert name_of(path) == "environment.py" or ("os.environ" not in text and "getenv" not in text)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_and_public_name_says_what_it_is(path: Path) -> None:
    """Modules, public classes and public functions have a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not tree.body:
        return
    assert ast.get_docstring(tree), name_of(path)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            fits = ast.get_docstring(node) or (isinstance(node, ast.ClassDef) and any(d for d in node.decorator_list))
            assert fits, f"{name_of(path)}: {node.name}"


def test_generated_documents_are_fresh() -> None:
    """The command and configuration references are what the code says."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_docs.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_dependency_has_its_reason() -> None:
    """Each library that jogan needs is explained in docs/decisions.md."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    reasons = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    missing = [one for one in wanted if f"`{one.split('>')[0].split('[')[0]}`" not in reasons]
    assert not missing


def test_no_tracked_text_names_a_machine() -> None:
    """Paths of the machine on which it was made have no place in the project."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    slash = "/"
    places = tuple(f"{slash}{name}{slash}" for name in ("work", "root", "home"))
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".json", ".yml", ".html", ".css", ".txt"} and path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not any(f" {place}" in text or f'"{place}' in text or f"`{place}" in text for place in places), name
