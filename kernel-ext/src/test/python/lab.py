"""JupyterLab in a headless Chromium, driven as its user drives it."""

import contextlib
import json
import os
import pathlib
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request

from playwright.sync_api import sync_playwright

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ELSEWHERE = re.compile(r"^(?!(http|ws)://127\.0\.0\.1[:/]|file:|data:|blob:|about:)")
LIGHT = "JupyterLab Light"
DARK = "JupyterLab Dark"
SECONDS = 1000
USUAL = {"width": 1280, "height": 1000}
TALL = {"width": 1280, "height": 6000}  # so that no output is cut by the window


class Browser:
    """A Chromium; use it in a `with`."""

    def __init__(self, program):
        self.program = program

    def __enter__(self):
        self.driver = sync_playwright().start()
        self.chromium = self.driver.chromium.launch(executable_path=self.program, args=OPTIONS)
        return self

    def __exit__(self, *_):
        self.chromium.close()
        self.driver.stop()

    def tab(self, **options):
        """Opens a tab that shares nothing with the others; use it in a `with`."""
        return Tab(self.chromium.new_context(viewport=USUAL, **options))


class Tab:
    """A tab that reaches this machine alone, and remembers what it was asked to reach besides."""

    def __init__(self, context):
        self.context = context
        self.elsewhere = []
        self.dialogs = []
        self.errors = []
        context.route(ELSEWHERE, self._refuse)
        self.page = context.new_page()
        self.page.on("websocket", self._note)
        self.page.on("dialog", self._dismiss)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def _refuse(self, route):
        self.elsewhere.append(route.request.url)
        route.abort()

    def _note(self, websocket):
        if ELSEWHERE.match(websocket.url):
            self.elsewhere.append(websocket.url)

    def _dismiss(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()


class Lab:
    """A JupyterLab of its own, which keeps all it writes in one folder; use it in a `with`."""

    def __init__(self, folder):
        self.root = pathlib.Path(folder, "notebooks")
        self.home = pathlib.Path(folder, "jupyter")
        self.token = secrets.token_hex(16)
        self.address = f"http://127.0.0.1:{free_port()}"

    def __enter__(self):
        self.root.mkdir(parents=True)
        self.home.mkdir(parents=True)
        self._ask_for_no_news()
        self.log = open(self.home / "lab.log", "w")
        self.process = subprocess.Popen(
            self._command(), stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, env=self.environment()
        )
        self._wait_until_ready()
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):
            self._ask("POST", "/api/shutdown")
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()

    def _command(self):
        return [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser",
            "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={self.address.rpartition(':')[2]}",
            "--ServerApp.port_retries=0", f"--ServerApp.root_dir={self.root}", f"--IdentityProvider.token={self.token}",
            "--LabApp.news_url=None", "--LabApp.extension_manager=readonly",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ]

    def _ask_for_no_news(self):
        settings = self.home / "settings" / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps({"fetchNews": "false", "checkForUpdates": False}))

    def environment(self):
        """Returns an environment in which Jupyter keeps settings, signatures and the like to itself."""
        names = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "IPYTHONDIR": "ipython",
        }
        own = {name: str(self.home / folder) for name, folder in names.items()}
        return {**os.environ, **own, "JUPYTER_PREFER_ENV_PATH": "1"}

    def _wait_until_ready(self):
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError):
                return self._ask("GET", "/api/status")
            time.sleep(0.1)
        raise RuntimeError(f"JupyterLab did not start: {pathlib.Path(self.log.name).read_text()}")

    def _ask(self, method, path):
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(self.address + path, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.read()

    def write(self, name, cells):
        """Writes a notebook of code cells."""
        made = [
            {"cell_type": "code", "id": f"cell-{number}", "metadata": {}, "outputs": [], "execution_count": None,
             "source": source}
            for number, source in enumerate(cells)
        ]
        kernel = {"display_name": "Java (Graft)", "language": "java", "name": "graft"}
        notebook = {"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        (self.root / name).write_text(json.dumps(notebook), encoding="utf-8")

    def open(self, tab, name):
        """Opens a notebook in a tab."""
        tab.page.goto(f"{self.address}/lab/tree/{urllib.parse.quote(name)}?reset&token={self.token}")
        notebook = Notebook(tab, self.root / name)
        notebook.wait_until_open()
        return notebook


class Notebook:
    """A notebook that a tab shows."""

    def __init__(self, tab, path):
        self.tab = tab
        self.page = tab.page
        self.path = path

    def wait_until_open(self):
        self.page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.context?.isReady"
            " && jupyterapp.shell.currentWidget.sessionContext?.session?.kernel?.connectionStatus === 'connected'",
            timeout=60 * SECONDS,
        )

    def run_all(self, seconds=150):
        """Runs all cells to their end."""
        self.start_all()
        self.wait_idle(seconds)

    def start_all(self):
        self.page.evaluate(
            "() => { window.ranAll = false;"
            " jupyterapp.commands.execute('notebook:run-all-cells').then(() => { window.ranAll = true; }); }"
        )

    def wait_idle(self, seconds=150):
        self.page.wait_for_function("() => window.ranAll", timeout=seconds * SECONDS)

    def save(self):
        self.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")

    def reload(self):
        self.page.reload()
        self.wait_until_open()

    def theme(self, name):
        self.page.evaluate("name => jupyterapp.commands.execute('apputils:change-theme', {theme: name})", name)
        light = "true" if name == LIGHT else "false"
        self.page.wait_for_selector(f"body[data-jp-theme-light={light}]", state="attached")

    def outputs(self):
        """Returns the outputs of each code cell, as the notebook would save them."""
        model = self.page.evaluate("() => jupyterapp.shell.currentWidget.content.model.toJSON()")
        return [cell["outputs"] for cell in model["cells"] if cell["cell_type"] == "code"]

    def errors(self):
        """Returns what cells that failed said."""
        return [output["evalue"] for cell in self.outputs() for output in cell if output["output_type"] == "error"]

    def screenshots(self, folder, name):
        """Takes a picture of each cell's outputs."""
        self.page.set_viewport_size(TALL)
        for number, area in enumerate(self.page.locator(".jp-Cell-outputArea:has(.jp-OutputArea-output)").all()):
            screenshot(area, folder, f"{name}-{number + 1:02}")
        self.page.set_viewport_size(USUAL)


def screenshot(locator, folder, name):
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    locator.screenshot(path=pathlib.Path(folder, f"{name}.png"), animations="disabled")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
