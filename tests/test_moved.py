"""A feed that has moved for good is read where it is now, and its owner is told the new address."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers import jogan
from hostile_server import GOOD, Exchange, Server

TOLD = "moved for good to {}, which belongs into its url"


def redirect(to: str, status: str) -> object:
    return lambda x: x.reply(b"", status, Location=to)


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        (("301 Moved Permanently",), True),
        (("308 Permanent Redirect", "301 Moved Permanently"), True),
        (("302 Found",), False),
        (("301 Moved Permanently", "307 Temporary Redirect"), False),
        ((), False),
    ],
)
def test_a_permanent_move_is_told_and_a_passing_one_is_not(
    tmp_path: Path, statuses: tuple[str, ...], told: bool
) -> None:
    """Only where every step says that it is for good; the entries come all the same."""

    def good(x: Exchange) -> None:
        x.reply(GOOD, Content_Type="application/rss+xml")

    handlers: dict[str, object] = {str(n): redirect(f"/{n + 1}", status) for n, status in enumerate(statuses)}
    with Server(handlers | {str(len(statuses)): good}) as server:
        (tmp_path / "jogan.toml").write_text(
            f'[fetch]\nallow_private = ["{server.host}"]\narticles = 0\n'
            f'[[source]]\nname = "Mover"\nkind = "feed"\nurl = "{server.url("0")}"\n',
            encoding="utf-8",
        )
        assert jogan("collect", cwd=tmp_path).status == 0
        (line,) = json.loads(jogan("sources", "--json", cwd=tmp_path).out)
        assert (line["status"], line["items"] > 0) == ("ok", True)
        assert (TOLD.format(server.url(str(len(statuses)))) in line["detail"]) == told
