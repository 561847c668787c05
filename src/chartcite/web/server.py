"""The server of the page: on this machine only, and on a port that is free."""

from __future__ import annotations

import asyncio
import errno
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from chartcite.catalog.library import Library
from chartcite.copilot import Copilot
from chartcite.errors import UnavailableError
from chartcite.settings import Settings
from chartcite.web.desk import Desk
from chartcite.web.guard import Guard
from chartcite.web.markup import el
from chartcite.web.page import build_page
from chartcite.web.sources_view import passages_html

ASSETS = Path(__file__).parent / "assets"
ESCAPED_AT_MOST = 6
"""JSON writes one character of a note in up to six."""
BESIDES_THE_NOTE = 256 * 1024


def serve(settings: Settings, build: Callable[[], Copilot]) -> None:
    """Serve the page until interrupted; prints the address. The port is taken first: a taken one is told at once."""
    with bind(settings.host, settings.port) as listener:
        app = make_app(settings, build())
        sys.stdout.write(f"Chartcite is at {address(listener)} (Ctrl+C ends it)\n")
        sys.stdout.flush()
        server(app).run(sockets=[listener])


def make_app(settings: Settings, copilot: Copilot) -> FastAPI:
    """The page inside its guard."""
    desk = Desk(copilot, settings)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/chartcite/assets", StaticFiles(directory=ASSETS))

    @app.get("/chartcite/source/{identity}", response_class=HTMLResponse)
    def source(identity: str) -> Response:
        passages = passages_html(copilot.library, identity)
        return HTMLResponse(passages or el("p", "There is no such source."), 200 if passages else 404)

    with ThreadPoolExecutor(1) as apart:  # the caller's thread may have a loop of its own
        apart.submit(asyncio.run, _mount(app, desk, settings, copilot.library)).result()
    longest = settings.max_note_bytes * ESCAPED_AT_MOST + BESIDES_THE_NOTE
    app.add_middleware(Guard, longest_body=longest)
    return app


async def _mount(app: FastAPI, desk: Desk, settings: Settings, library: Library) -> None:
    """Mount the page; inside a loop, as Gradio opens one that it never closes where none runs."""
    gr.mount_gradio_app(
        app,
        build_page(desk, library, settings),
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
        max_file_size=1,
        theme=theme(),
    )


def theme() -> gr.themes.Base:
    """Fonts of the reader's own system, nothing to fetch."""
    return gr.themes.Base(
        primary_hue="teal",
        neutral_hue="slate",
        font=["system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )


def server(app: FastAPI) -> uvicorn.Server:
    """Uvicorn without a log of requests and without trust in forwarded headers."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=2,
        )
    )


def bind(host: str, port: int) -> socket.socket:
    """A listening socket, or an error that names the port and the setting."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UnavailableError(
            f"The host {host!r} is not one of this machine ({error.strerror}); set CHARTCITE_HOST."
        ) from error
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise _unavailable(host, port, error) from error
    return listener


def address(listener: socket.socket) -> str:
    """The address a browser takes."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _unavailable(host: str, port: int, error: OSError) -> UnavailableError:
    if error.errno == errno.EADDRINUSE:
        said = f"Port {port} on {host} is taken by another program. End that one, or set CHARTCITE_PORT to a free port."
    elif error.errno == errno.EACCES:
        said = f"Port {port} may not be opened by this user. Set CHARTCITE_PORT to a port from 1024 on."
    else:
        said = f"Port {port} on {host} can't be opened ({error.strerror}). Set CHARTCITE_HOST and CHARTCITE_PORT."
    return UnavailableError(said)
