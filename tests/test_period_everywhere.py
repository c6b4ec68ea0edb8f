"""Weekly and monthly editions wherever a day's edition is: rendered again, published, in the reader and on the site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from helpers import edition, files, jogan
from served import Served, end, serve
from weeks import build

WEEK, MONTH = "2024-W47", "2024-11"
PICTURES = {
    f"{stem}_{kind}_{WEEK}.{form}" for stem in ("paper",) for kind in ("stack", "panels") for form in ("png", "svg")
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three weeks of days, the edition of the last week, and that of the month."""
    place = tmp_path_factory.mktemp("weeks")
    (place / "jogan.toml").write_text(
        'site_url = "https://example.org/jogan"\n[[publish]]\nname = "copy"\nkind = "folder"\npath = "copy"\n',
        encoding="utf-8",
    )
    build(place, 3)
    assert jogan("run", "--week", WEEK, cwd=place).status == 0
    assert jogan("run", "--month", MONTH, cwd=place).status == 0
    return place


@pytest.fixture(scope="module")
def served(place: Path) -> Iterator[Served]:
    """A reader over them; at its end it must have said nothing on standard error."""
    running = serve(place)
    yield running
    assert end(running) == ""


def test_a_week_has_its_pictures(place: Path) -> None:
    """The stacked history and the panels lie in its folder, and its report shows them."""
    made = files(place / "editions" / WEEK)
    assert made.keys() >= PICTURES
    report = made[f"Papers_{WEEK}_report.md"].decode()
    shown = set(re.findall(r"!\[[^\]]*\]\(([^)]+)\)", report))
    assert shown == {f"paper_{WEEK}.png", f"paper_stack_{WEEK}.png", f"paper_panels_{WEEK}.png"}
    assert shown <= made.keys()


def test_it_is_rendered_again(place: Path) -> None:
    """What is gone from the folder is written anew, byte for byte; a week that was never made is told."""
    before = files(place / "editions" / WEEK)
    for path in (place / "editions" / WEEK).iterdir():
        path.unlink()
    ran = jogan("render", "--week", WEEK, cwd=place)
    assert (ran.status, ran.err) == (0, "")
    assert files(place / "editions" / WEEK) == before
    gone = jogan("render", "--week", "2024-W40", cwd=place)
    assert (gone.status, gone.err.count("\n")) == (1, 1)
    assert "Make it with jogan run --week 2024-W40" in gone.err
    assert jogan("render", "--week", WEEK, "--site", "x", cwd=place).status == 2


def test_it_is_published_once(place: Path) -> None:
    """`jogan publish --week` delivers the week's files, under the week's name; a day's round does not touch it."""
    ran = jogan("publish", "--week", WEEK, "--json", cwd=place)
    assert ran.status == 0, ran.err
    (told,) = json.loads(ran.out)
    assert (told["date"], told["state"]) == (WEEK, "sent")
    assert files(place / "copy" / WEEK).keys() >= PICTURES
    ran = jogan("publish", "--month", MONTH, "--dry-run", "--json", cwd=place)
    assert json.loads(ran.out)[0]["date"] == MONTH
    ran = jogan("run", "--month", MONTH, "--publish", cwd=place)
    assert (ran.status, (place / "copy" / MONTH / "edition.json").is_file()) == (0, True)
    ran = jogan("publish", "--week", "2024-W40", cwd=place)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert jogan("publish", "--week", WEEK, "--date", "2024-11-20", cwd=place).status == 2


@pytest.mark.parametrize("form", ["mail", "chat", "webhook"])
def test_its_letter_tells_the_week(place: Path, form: str) -> None:
    """Subject, links and words are the week's: nothing in it speaks of a day or of today."""
    ran = jogan("preview", form, "--week", WEEK, cwd=place)
    assert ran.status == 0, ran.err
    written = place / ran.out.strip()
    assert WEEK in written.name
    text = written.read_text(encoding="utf-8")
    assert "2024년 47주 (11월 18일 – 11월 24일)" in text
    assert f"https://example.org/jogan/{WEEK}/index.html" in text
    assert "2024-11-24/" not in text
    assert "오늘" not in text
    assert "일요일" not in text


def test_the_reader_shows_it(served: Served, place: Path) -> None:
    """Its page with the pictures, its files as they were printed, and its place in the archive and the list."""
    page = served.ask(f"/editions/{WEEK}/")
    assert page.status == 200
    assert "2024년 47주" in page.text
    assert 'id="jogan-stack-papers-title"' in page.text
    for name, data in files(place / "editions" / WEEK).items():
        if name != "index.html":
            answer = served.ask(f"/editions/{WEEK}/{name}")
            assert (answer.status, answer.body == data) == (200, True), name
    for link in re.findall(r'href="([^"#:]+)"', page.text):
        address = link if link.startswith("/") else f"/editions/{WEEK}/{link}"
        assert served.ask(address).status == 200, link
    assert f'href="/editions/{MONTH}/"' in served.ask("/editions/").text
    assert f'href="/editions/{WEEK}/"' in served.ask("/editions/").text
    assert [one["period"] for one in served.ask("/api/editions").json["periods"]] == [WEEK, MONTH]
    assert served.ask(f"/api/editions/{MONTH}").json["period"]["name"] == MONTH
    for wrong in ("2024-W40", "2024-w47", "2024-W47x", "2024-13"):
        assert served.ask(f"/editions/{wrong}/").status == 404


def test_a_week_is_marked_as_read(served: Served) -> None:
    """The button below a section marks the stories of the week, not those of its last day."""
    page = served.ask(f"/editions/{WEEK}/").text
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key
    assert f'name="all" value="papers:{WEEK}"' in page
    body = urlencode({"key": key[1], "back": "/", "all": f"papers:{WEEK}"}).encode()
    served.ask("/marks", "POST", body, Content_Type="application/x-www-form-urlencoded")
    assert len(served.ask("/api/marks").json["marks"]) == 36


def test_the_site_holds_it(place: Path) -> None:
    """All its files, so that its report shows its pictures; made anew only where it changed."""
    assert jogan("render", "--site", "site", cwd=place).status == 0
    made = files(place / "site")
    printed = files(place / "editions" / WEEK)
    assert {name: made[f"{WEEK}/{name}"] for name in printed if name != "index.html"} == {
        name: data for name, data in printed.items() if name != "index.html"
    }
    assert (
        f"{WEEK}/index.html" in made["archive.html"].decode() or f"{MONTH}/index.html" in made["archive.html"].decode()
    )
    assert f"https://example.org/jogan/{WEEK}/index.html" in made["sitemap.xml"].decode()
    (place / "site" / WEEK / "edition.json").unlink()
    again = json.loads(jogan("render", "--site", "site", "--json", cwd=place).out)
    assert again["written"] == 0, "what is known to be there is passed over"


def test_weeks_follow_a_relabel(place: Path, tmp_path: Path) -> None:
    """After the days are filed anew the week is made of them again, and compares with weeks that were filed so, too."""
    build(tmp_path, 3)
    jogan("run", "--week", WEEK, cwd=tmp_path)
    before = {one["category"] for one in edition(tmp_path / "editions", WEEK)["sections"][0]["distribution"]}
    (tmp_path / "jogan.toml").write_text('[[taxonomy.merge]]\ninto = "robotics"\nfrom = ["audio"]\n', encoding="utf-8")
    told = json.loads(jogan("relabel", "--json", cwd=tmp_path).out)
    assert {"period": WEEK, "changed": True} in told
    section = edition(tmp_path / "editions", WEEK)["sections"][0]
    now = {one["category"]: one for one in section["distribution"]}
    assert before - now.keys() == {"audio"}
    assert [one["categories"]["robotics"] for one in section["history"]] == [8, 8, now["robotics"]["stories"]]
    assert not any("audio" in one["categories"] for one in section["history"])
    assert "made anew" not in jogan("relabel", cwd=tmp_path).out
