"""Checks of what Graft shows, in a real JupyterLab in a real browser.

    python browser.py --axe axe.min.js --screenshots FOLDER [CHECK...]

prints one JSON line a check. The browser is the one that the environment names as CHROMIUM, or the
one on the path; where there is none, each check says so. A check is a function that
takes the context; what it returns is a number worth reading. Pictures of all that was shown lie in
FOLDER afterwards, to be looked at.
"""

import argparse
import functools
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import traceback
import zlib

from lab import DARK, LIGHT, Browser, Lab, screenshot

ROOT = pathlib.Path(__file__).resolve().parents[4]
SOURCES = pathlib.Path(__file__).resolve().parent
QUICKSTART = ROOT / "notebooks" / "quickstart.ipynb"
CHROMIUMS = ["chromium", "chromium-browser", "google-chrome"]
ADDRESSES = ["require_js_url", "mathjax_url", "jquery_url"]

UPDATES = 10
NOTEBOOK_BYTES = 1_000_000
RUN_BYTES = 500_000
TABLE_MILLIS = 500

TABLES = [
    "import tech.tablesaw.api.*;\n"
    "Table leaves(int rows) {\n"
    '  Table table = Table.create(rows + " leaves", StringColumn.create("tree"), IntColumn.create("number"),\n'
    '      DoubleColumn.create("width in cm"));\n'
    "  for (int i = 0; i < rows; i++) {\n"
    '    table.stringColumn(0).append(new String[] {"oak", "birch", "maple"}[i % 3]);\n'
    "    table.intColumn(1).append((i * 7919) % rows);\n"
    "    table.doubleColumn(2).append(Math.sin(i) * 10);\n"
    "  }\n"
    "  return table;\n"
    "}",
    "leaves(150)",
    "leaves(10000)",
]

HOSTILE = {
    "script": "<script>window.pwned=1",
    "picture": '"><img src=x onerror=window.pwned=1>',
    "quotes": "it's \"quoted\" & `odd` ${window.pwned=1}",
    "separators": "one\u2028two\u2029three",
    "reversed": "\u202egnp.live\u202c \u200fabc",
    "long": "L" * 240,
    "emoji": "🍁🍂👩‍🌾",
}
# as the outputs write them: what would break a line or turn the reading direction is an escape
READABLE = {
    "script": HOSTILE["script"],
    "picture": HOSTILE["picture"],
    "quotes": HOSTILE["quotes"],
    "separators": "one\\u2028two\\u2029three",
    "reversed": "\\u202egnp.live\\u202c",
    "long": "L" * 20,
    "emoji": HOSTILE["emoji"],
}
CLOSING = "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=1><!--"
SOURCES_OF_PLOTLY = [
    "%graft set plotly cdn\n%data sample:leaves,count=12\n%pretrained graft-nano\n%finetune --epochs 2",
    "%graft set plotly embed\n%evaluate",
    "%graft set plotly off\nhistory()",
]

HOSTILE_CELLS = [
    "%data hostile --augment light --as leaves",
    "%finetune --epochs 3",
    "%evaluate",
    "%pretrained graft-nano --as other\n%finetune --recipe two-step --epochs 3",
    "%compare graft-nano other",
    "%predict hostile",
    f'Graft.fineTune(model(), data()).epochs(2).name("{CLOSING}").run()',
    "import tech.tablesaw.api.*;\n"
    f'String hostile = "{CLOSING}" + "\\u2028" + "y".repeat(300);\n'
    "Table.create(hostile, StringColumn.create(hostile, java.util.Collections.nCopies(20, hostile)))",
    "import tech.tablesaw.plotly.components.*;\n"
    "import tech.tablesaw.plotly.traces.*;\n"
    "new Figure(Layout.builder().title(hostile).build(),\n"
    "    ScatterTrace.builder(new double[] {1, 2}, new double[] {3, 4}).name(hostile).build())",
]


def once(make):
    """A property that is made when it is first asked for; what failed fails again at once."""
    @functools.cache
    def made(context):
        try:
            return make(context), None
        except Exception as error:
            return None, error

    def get(context):
        value, error = made(context)
        if error:
            raise AssertionError(f"{make.__name__} could not be shown") from error
        return value

    return property(get, doc=make.__doc__)


class Context:
    """The notebooks that the checks look at, each run when it is first asked for."""

    def __init__(self, browser, lab, folder, axe, screenshots):
        self.browser = browser
        self.lab = lab
        self.folder = pathlib.Path(folder)
        self.axe = axe.read_text(encoding="utf-8")
        self.screenshots = screenshots
        self.probe = SOURCES / "probe.js"

    def tab(self):
        tab = self.browser.tab(permissions=["clipboard-read", "clipboard-write"])
        tab.context.add_init_script(path=self.probe)
        return tab

    @once
    def quickstart(self):
        """The quickstart, run while every chart was watched."""
        shutil.copy(QUICKSTART, self.lab.root)
        return self.executed("quickstart.ipynb")

    @once
    def tables(self):
        self.lab.write("tables.ipynb", TABLES)
        return self.executed("tables.ipynb")

    @once
    def hostile(self):
        write_pictures(self.lab.root / "hostile")
        self.lab.write("hostile names.ipynb", HOSTILE_CELLS)
        return self.executed("hostile names.ipynb")

    def executed(self, name):
        with self.tab() as tab:
            notebook = self.lab.open(tab, name)
            notebook.theme(LIGHT)
            tab.page.evaluate("() => probe.watch()")
            notebook.run_all()
            settle(tab.page)
            assert notebook.errors() == [], notebook.errors()
            notebook.save()
            shown = Shown(tab, notebook.path)
            notebook.screenshots(self.screenshots, f"{notebook.path.stem}-light")
            notebook.theme(DARK)
            notebook.screenshots(self.screenshots, f"{notebook.path.stem}-dark")
            return shown

    @once
    def page(self):
        return self.exported(self.quickstart.path)

    def exported(self, path):
        """Returns the notebook as a page that names no script from elsewhere."""
        words = [f"--HTMLExporter.{name}=" for name in ADDRESSES]
        command = [sys.executable, "-m", "nbconvert", "--log-level=WARN", "--to=html", f"--output-dir={self.folder}"]
        subprocess.run([*command, *words, path], check=True, env=self.lab.environment())
        return self.folder / f"{path.stem}.html"


class Shown:
    """What a notebook showed when all of its cells had run."""

    def __init__(self, tab, path):
        self.path = path
        self.charts = tab.page.evaluate("() => probe.charts()")
        self.tables = tab.page.evaluate("() => probe.tables()")
        self.watched = tab.page.evaluate("() => probe.watched()")
        self.pwned = tab.page.evaluate("() => window.pwned")
        self.text = " ".join(tab.page.locator(".jp-OutputArea-output").all_inner_texts())
        self.plotly = tab.page.evaluate("() => typeof window.Plotly")
        self.elsewhere = list(tab.elsewhere)
        self.dialogs = list(tab.dialogs)
        self.errors = list(tab.errors)


def settle(page, seconds=20):
    """Waits until every chart that is a plot somewhere is drawn."""
    page.wait_for_function("() => probe.charts().every(chart => chart.drawn)", timeout=seconds * 1000)


# ---- the library


def plotly_comes_from_where_it_is_set(context):
    context.lab.write("sources.ipynb", SOURCES_OF_PLOTLY)
    with context.tab() as tab:
        notebook = context.lab.open(tab, "sources.ipynb")
        notebook.run_all()
        assert notebook.errors() == [], notebook.errors()
        tab.page.wait_for_function("() => probe.charts().slice(0, -1).every(chart => chart.drawn)", timeout=20_000)
        last = tab.page.evaluate("() => probe.charts()")[-1]
        assert last["plots"] == 0 and last["picture"], last
        assert len(tab.elsewhere) == 1 and "plotly.js-cartesian-dist-min@" in tab.elsewhere[0], tab.elsewhere


# ---- the quickstart


def live_chart_is_one_node_that_is_never_blank(context):
    shown = context.quickstart
    assert shown.watched, "no chart was drawn in the page"
    for name, seen in shown.watched.items():
        assert seen["nodes"] == 1 and seen["most"] == 1, (name, seen)
        assert seen["blank"] == 0, (name, seen)
    updates = [seen["updates"] for seen in shown.watched.values() if seen["updates"] > 1]
    assert max(updates) >= UPDATES, shown.watched
    frames = sum(seen["frames"] for seen in shown.watched.values())
    return f"{len(shown.watched)} charts, those that live with {updates} updates, in {frames} frames"


def each_chart_is_drawn_once(context):
    shown = context.quickstart
    assert shown.charts and shown.plotly == "undefined", (shown.charts, shown.plotly)
    for chart in shown.charts:
        assert chart["drawn"] and chart["plots"] == 1 and not chart["picture"], chart
    names = [chart["id"] for chart in shown.charts]
    assert len(names) == len(set(names)), names
    assert shown.errors == [] and shown.elsewhere == [], (shown.errors, shown.elsewhere)
    return f"{len(names)} charts, {len(shown.tables)} tables"


def reload_shows_the_same_without_running(context):
    shown = context.quickstart
    with context.tab() as tab:
        notebook = context.lab.open(tab, shown.path.name)
        same(tab.page, shown)
        notebook.reload()
        same(tab.page, shown)


def same(page, shown):
    wait_for(page, shown)
    for kind, before in (("charts", shown.charts), ("tables", shown.tables)):
        for now, then in zip(page.evaluate(f"() => probe.{kind}()"), before, strict=True):
            assert now == then, (kind, now, then)


def wait_for(page, shown):
    """Waits until all outputs are there, since a large notebook shows them one after the other."""
    page.wait_for_function(
        "([charts, tables]) => probe.charts().length === charts && probe.tables().length === tables",
        arg=[len(shown.charts), len(shown.tables)], timeout=20_000)
    settle(page)


def untrusted_copy_shows_static_pictures(context):
    shown = context.quickstart
    copy = edited_copy(shown.path, "untrusted.ipynb")
    with context.tab() as tab:
        notebook = context.lab.open(tab, copy.name)
        notebook.theme(LIGHT)
        page = tab.page
        page.wait_for_function("n => document.querySelectorAll('img.graft-static').length === n", arg=len(shown.charts))
        assert page.locator(".js-plotly-plot, .graft-plot, .graft-table button").count() == 0
        assert page.evaluate("() => typeof window.__graft") == "undefined"
        hidden = page.evaluate(
            "() => Array.from(document.querySelectorAll('img.graft-static'))"
            ".filter(img => !(img.naturalWidth > 0 && img.offsetWidth > 0 && img.checkVisibility())).length"
        )
        assert hidden == 0, f"{hidden} pictures are not shown"
        assert len(page.evaluate("() => probe.tables()")) == len(shown.tables)
        notebook.screenshots(context.screenshots, "untrusted-light")
        return f"{len(shown.charts)} pictures"


def edited_copy(path, name):
    """Copies a notebook with one word more, so that nobody's signature fits it."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = ["edited\n", *notebook["cells"][0]["source"]]
    copy = path.with_name(name)
    copy.write_text(json.dumps(notebook), encoding="utf-8")
    return copy


def exported_page_works_offline(context):
    shown = context.quickstart
    with context.tab() as tab:
        tab.page.goto(context.page.as_uri())
        wait_for(tab.page, shown)
        assert tab.page.evaluate("() => probe.charts()") == shown.charts
        assert tab.page.evaluate("() => probe.tables()") == shown.tables
        zooms(tab.page)
        assert tab.elsewhere == [] and tab.errors == [], (tab.elsewhere, tab.errors)
        tab.page.screenshot(path=context.screenshots / "exported-light.png", full_page=True)
        return f"{context.page.stat().st_size / 1e6:.1f} MB"


def zooms(page):
    """Drags over a chart and sees its axis follow."""
    plot = page.locator(".graft-plot").first
    plot.scroll_into_view_if_needed()
    drag(page, plot)
    reach = plot.evaluate("plot => plot.layout.xaxis.range[1] - plot.layout.xaxis.range[0]")
    whole = plot.evaluate("plot => plot.data[0].x[plot.data[0].x.length - 1] - plot.data[0].x[0]")
    assert reach < whole, (reach, whole)


def drag(page, plot):
    box = plot.locator(".nsewdrag").first.bounding_box()
    page.mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.5 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.7 * box["width"], box["y"] + 0.5 * box["height"], steps=5)
    page.mouse.up()


def saved_quickstart_is_small(context):
    size = sum(map(bytes_of, outputs_of(context.quickstart.path)))
    assert size < NOTEBOOK_BYTES, size
    return f"{size / 1000:.0f} kB beside the library"


def outputs_of(path):
    """Returns the outputs of a saved notebook, without the one that brings the library."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [output for output in outputs if "graft-library" not in json.dumps(output)]


def bytes_of(output):
    return len(json.dumps(output, ensure_ascii=False).encode())


# ---- a long run


def long_run_keeps_the_zoom_and_stays_small(context):
    context.lab.write("long run.ipynb", ["%finetune sample:leaves --epochs 200 --batch 4"])
    with context.tab() as tab:
        notebook = context.lab.open(tab, "long run.ipynb")
        notebook.theme(LIGHT)
        notebook.start_all()
        plot = tab.page.locator(".graft-plot").first
        tab.page.wait_for_function("() => document.querySelector('.graft-plot')?.dataset.updates >= 5", timeout=90_000)
        drag(tab.page, plot)
        notebook.screenshots(context.screenshots, "long run-training-light")
        before = plot.evaluate("plot => [plot.dataset.updates, plot.layout.xaxis.range]")
        notebook.wait_idle()
        settle(tab.page)
        after = plot.evaluate("plot => [plot.dataset.updates, plot.layout.xaxis.range]")
        assert int(after[0]) >= UPDATES, after
        assert int(after[0]) > int(before[0]) and after[1] == before[1], (before, after)
        notebook.save()
        notebook.screenshots(context.screenshots, "long run-light")
    size = max(map(bytes_of, outputs_of(notebook.path)))
    assert size < RUN_BYTES, size
    return f"{size / 1000:.0f} kB, {after[0]} updates"


# ---- tables


def table(page, number=0):
    return page.locator(".graft-table").nth(number)


def column(host, number):
    return host.locator(f"tbody tr > :nth-child({number + 1})").all_inner_texts()


def table_answers_the_mouse(context):
    with context.tab() as tab:
        context.lab.open(tab, context.tables.path.name)
        host = table(tab.page)
        head = host.locator("th").nth(1)
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
        assert column(host, 1) == [str(n) for n in range(10)], column(host, 1)
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "descending"
        assert column(host, 1)[0] == "149", column(host, 1)
        host.locator(".graft-next").click()
        assert host.locator("output").inner_text() == "11 to 20 of 150 rows"
        assert column(host, 1)[0] == "139", column(host, 1)
        host.locator("input[type=search]").fill("birch")
        assert set(column(host, 0)) == {"birch"}
        assert "of 50 rows" in host.locator("output").inner_text()
        host.locator(".graft-copy").click()
        copied = tab.page.evaluate("() => navigator.clipboard.readText()").splitlines()
        assert copied[0].startswith("tree,number,width") and len(copied) == 51, copied[:2]
        screenshot(host, context.screenshots, "table-filtered")


def table_answers_the_keyboard(context):
    with context.tab() as tab:
        notebook = context.lab.open(tab, context.tables.path.name)
        cells = len(notebook.outputs())
        host, keys = table(tab.page), tab.page.keyboard
        head = host.locator("th").nth(1)
        head.locator("button").focus()
        keys.press("Enter")
        assert head.get_attribute("aria-sort") == "ascending"
        keys.press("Space")
        assert head.get_attribute("aria-sort") == "descending"
        for _ in range(2):
            keys.press("Tab")
        assert tab.page.evaluate("() => document.activeElement.type") == "search"
        keys.type("maple")
        assert set(column(host, 0)) == {"maple"}, column(host, 0)
        assert len(notebook.outputs()) == cells, "a key went to the notebook"
        keys.press("Tab")
        keys.press("Enter")
        assert host.locator("output").inner_text().startswith("11 to 20 of 50 rows")
        screenshot(host, context.screenshots, "table-keyboard")


def large_table_answers_at_once(context):
    with context.tab() as tab:
        context.lab.open(tab, context.tables.path.name)
        host = table(tab.page, 1)
        assert "10,000" in host.inner_text(), host.inner_text()
        sort = host.evaluate("host => probe.timed(() => host.querySelectorAll('th button')[1].click())")
        sought = host.evaluate(
            "host => probe.timed(() => { const input = host.querySelector('input');"
            " input.value = 'maple'; input.dispatchEvent(new Event('input')); })"
        )
        assert set(column(host, 0)) == {"maple"}
        assert max(sort, sought) < TABLE_MILLIS, (sort, sought)
        return f"sort {sort:.0f} ms, filter {sought:.0f} ms"


# ---- names


def hostile_names_are_inert_and_readable(context):
    shown = context.hostile
    assert shown.pwned is None and shown.dialogs == [] and shown.errors == [], (shown.dialogs, shown.errors)
    assert shown.elsewhere == [], shown.elsewhere
    for name, text in READABLE.items():
        assert text in shown.text, f"{name}: {text!r} is not shown"
    assert CLOSING in shown.text, "the name of the run is not shown"


def hostile_names_are_inert_in_an_exported_page(context):
    with context.tab() as tab:
        tab.page.goto(context.exported(context.hostile.path).as_uri())
        settle(tab.page)
        for button in tab.page.locator(".graft-next:enabled").all():
            button.click()
        tab.page.wait_for_timeout(500)  # a picture that is missing says so a little later
        assert tab.page.evaluate("() => window.pwned") is None, "a name was run"
        assert tab.dialogs == [] and tab.errors == [] and tab.elsewhere == [], (tab.dialogs, tab.errors, tab.elsewhere)
        text = " ".join(tab.page.locator(".jp-OutputArea-output").all_inner_texts())
        for name, readable in READABLE.items():
            assert readable in text, f"{name}: {readable!r} is not shown"


def write_pictures(folder):
    """Writes a folder a hostile name, with pictures whose names are hostile too."""
    for number, name in enumerate(HOSTILE.values()):
        (folder / name).mkdir(parents=True)
        for count in range(10):
            (folder / name / f"{count} {name[:100]}.png").write_bytes(png(number, count))


def png(number, count, side=32):
    """A picture of one colour and a little noise, written by hand."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    def value(row, column, channel):
        return (number * 36 * (channel + 1) + count * 3 + row * column % 7) % 256

    rows = [
        b"\0" + bytes(value(row, column, channel) for column in range(side) for channel in range(3))
        for row in range(side)
    ]
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(b"".join(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


# ---- accessibility


def outputs_are_accessible_in_both_themes(context):
    counts = []
    for shown in (context.quickstart, context.tables, context.hostile):
        with context.tab() as tab:
            notebook = context.lab.open(tab, shown.path.name)
            wait_for(tab.page, shown)
            for theme in (DARK, LIGHT):
                notebook.theme(theme)
                counts.append(accessible(context, tab.page))
    return f"{sum(counts)} rules passed"


def exported_page_is_accessible(context):
    with context.tab() as tab:
        tab.page.goto(context.page.as_uri())
        settle(tab.page)
        return f"{accessible(context, tab.page)} rules passed"


def accessible(context, page):
    page.evaluate(context.axe)
    result = page.evaluate("() => axe.run({include: [['.jp-OutputArea-output']]})")
    serious = [violation for violation in result["violations"] if violation["impact"] in ("serious", "critical")]
    assert serious == [], "\n".join(map(described, serious))
    return len(result["passes"])


def described(violation):
    nodes = violation["nodes"]
    first = "\n".join(f"  {node['html'][:300]}\n  {node['failureSummary']}" for node in nodes[:3])
    return f"{violation['impact']}: {violation['help']}, {len(nodes)} times, first\n{first}"


CHECKS = [
    plotly_comes_from_where_it_is_set,
    live_chart_is_one_node_that_is_never_blank,
    each_chart_is_drawn_once,
    reload_shows_the_same_without_running,
    untrusted_copy_shows_static_pictures,
    exported_page_works_offline,
    saved_quickstart_is_small,
    long_run_keeps_the_zoom_and_stays_small,
    table_answers_the_mouse,
    table_answers_the_keyboard,
    large_table_answers_at_once,
    hostile_names_are_inert_and_readable,
    hostile_names_are_inert_in_an_exported_page,
    outputs_are_accessible_in_both_themes,
    exported_page_is_accessible,
]


def report(check, context):
    start = time.monotonic()
    note = failure = ""
    try:
        note = check(context) or ""
    except Exception as error:
        failure = "".join(traceback.format_exception(error))
    line = {"check": check.__name__, "seconds": round(time.monotonic() - start, 1), "note": note, "failure": failure}
    print(json.dumps(line), flush=True)
    return not failure


def skip(checks):
    reason = f"no Chromium: CHROMIUM names none, and none of {', '.join(CHROMIUMS)} is on the path"
    for check in checks:
        print(json.dumps({"check": check.__name__, "skipped": reason}), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--axe", type=pathlib.Path, required=True)
    parser.add_argument("--screenshots", type=pathlib.Path, required=True)
    parser.add_argument("checks", nargs="*")
    options = parser.parse_args()
    chosen = [check for check in CHECKS if not options.checks or check.__name__ in options.checks]
    chromium = next(filter(None, map(shutil.which, [os.environ.get("CHROMIUM", ""), *CHROMIUMS])), None)
    if chromium is None:
        return skip(chosen)
    with tempfile.TemporaryDirectory() as folder, Browser(chromium) as browser, Lab(folder) as lab:
        context = Context(browser, lab, folder, options.axe, options.screenshots)
        sys.exit(0 if all([report(check, context) for check in chosen]) else 1)


if __name__ == "__main__":
    main()
