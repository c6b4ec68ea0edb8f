"""Writes the parts of the documentation that the code itself knows: the commands and the configuration keys.

python tools/make_docs.py          writes docs/cli.md and docs/configuration.md
python tools/make_docs.py --check  exits with 1 where a file is not as it would be written
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[1] / "docs"


def cli() -> str:
    """The reference of every command, out of its own help."""
    import typer

    from jogan.cli import app

    os.environ["COLUMNS"] = os.environ["TERMINAL_WIDTH"] = "100"
    group: Any = typer.main.get_command(app)
    lines = [
        "# Commands",
        "",
        "Made by `tools/make_docs.py` out of the commands' own help; a test keeps it so.",
        "",
        "Exit status: 0 an edition (or the answer) is out, even if a source failed; 1 it is not; 2 wrong usage or",
        "configuration; 3 with `--strict`: an edition is out but something failed.",
        "",
    ]
    for name in group.commands:
        command = group.commands[name]
        context = command.make_context(f"jogan {name}", [], resilient_parsing=True, max_content_width=100)
        lines += [f"## jogan {name}", "", "```", context.get_help().strip(), "```", ""]
    return "\n".join(lines)


def configuration() -> str:
    """A table of every key of jogan.toml."""
    from jogan.config import Config, EditionConfig, FetchConfig, PathsConfig, PeriodConfig, SourceConfig
    from jogan.config_publish import AppriseConfig, FolderConfig, GitConfig, MailConfig, WebhookConfig
    from jogan.config_writer import ModelConfig, WriterConfig
    from jogan.edit.taxonomy import KEYS, MIN_EXAMPLES

    lines = [
        "# Configuration",
        "",
        "Made by `tools/make_docs.py` out of `config.py`; a test keeps it so. `jogan init` writes a commented file.",
        "",
        "jogan reads `--config FILE`, or `jogan.toml` in the working folder, or the one in the platform's config",
        "folder. The environment stands above the file (`JOGAN_LANGUAGE=en`, `JOGAN_FETCH__CONTACT=…`), the command",
        "line above both. Unknown keys are refused by name, all that is wrong in one go; a variable that",
        "begins with `JOGAN_` and that nothing reads is warned of. `SOURCE_DATE_EPOCH` fixes the clock;",
        "`JOGAN_DEBUG` shows the traceback of a fault of jogan's own.",
        "",
    ]
    taxonomy = [
        "## `[taxonomy]`",
        "",
        "The default categories, changed. Whatever their order in the file, changes and additions come first, then",
        "merges, then drops. Ids are for life: a name or id that is gone lives on as an alias, so that old editions",
        "are still understood. What contradicts itself (a circle of aliases, an id twice, a section without a",
        "category, an unknown key) is refused with the line and the reason..",
        "",
        "| key | what it is |",
        "|---|---|",
        "| `drop` | Ids of categories that are gone; their stories go to what suits them next best. |",
        "| `[[taxonomy.merge]]` | `into`, an id, takes in the categories whose ids `from` lists. |",
        "| `[[taxonomy.category]]` | A known id changes that category; a new one adds a category before `others`, which"
        f" needs a definition and {MIN_EXAMPLES} examples or keywords. |",
        "",
        "The keys of a `[[taxonomy.category]]`:",
        "",
        "| key | what it is |",
        "|---|---|",
        *(f"| `{name}` | {what} |" for name, what in KEYS.items()),
        "",
        "A new category is recognized by its words: tell it in the language of its stories. Examples by arXiv id are",
        "read from the store, so import the papers first; `jogan run` names those that are not there.",
        "",
    ]
    parts: list[tuple[str, Any]] = [
        ("Top level", Config),
        ("`[edition]`", EditionConfig),
        ("`[period]`", PeriodConfig),
        ("`[writer]`", WriterConfig),
        ("`[[writer.model]]`", ModelConfig),
        ("`[paths]`", PathsConfig),
        ("`[fetch]`", FetchConfig),
        ("`[[source]]`", SourceConfig),
        ('`[[publish]]` with `kind = "mail"`', MailConfig),
        ('`[[publish]]` with `kind = "apprise"`', AppriseConfig),
        ('`[[publish]]` with `kind = "webhook"`', WebhookConfig),
        ('`[[publish]]` with `kind = "folder"`', FolderConfig),
        ('`[[publish]]` with `kind = "git"`', GitConfig),
    ]
    for title, model in parts:
        if title == "`[paths]`":
            lines += taxonomy
        lines += [f"## {title}", "", "| key | default | what it is |", "|---|---|---|"]
        for name, field in model.model_fields.items():
            if field.description:
                default = "required" if field.is_required() else f"`{field.get_default(call_default_factory=True)!r}`"
                lines.append(f"| `{name}` | {default} | {field.description} |")
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    """Write, or compare, each generated file."""
    check = "--check" in sys.argv[1:]
    stale = []
    for name, text in (("cli.md", cli()), ("configuration.md", configuration())):
        path = DOCS / name
        if check and (not path.is_file() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"stale: {', '.join(stale)}; run python tools/make_docs.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
