"""A real nginx on the loopback, with a recipe as it is shipped: only the host's own folder and port are put in."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tools import find_nginx

MAIN = """\
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    include mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/conf.d/*.conf;
}}
"""


@contextmanager
def serve_with_nginx(recipe: str, www: Path, folder: Path) -> Iterator[str]:
    """Serve what lies in `www` as a recipe says, and yield the address of the host."""
    program = find_nginx()
    if program is None:
        pytest.skip("nginx is not here")
    port = _find_free_port()
    (folder / "conf.d").mkdir(parents=True)
    shutil.copyfile(_find_types(program), folder / "mime.types")
    user = "user root;" if os.name == "posix" and os.geteuid() == 0 else ""  # the folders of tests are their owner's alone
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    put_in = recipe.replace("/srv/www", str(www)).replace("listen 80;", f"listen 127.0.0.1:{port};")
    (folder / "conf.d" / "guide.conf").write_text(put_in, encoding="utf-8")
    command = [program, "-e", str(folder / "error.log"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    warned = [line for line in checked.stderr.splitlines() if "[warn]" in line and "duplicate extension" not in line]
    assert (checked.returncode, warned) == (0, []), checked.stderr  # a newer nginx may know more endings by itself
    server = subprocess.Popen(command)
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _find_types(program: str) -> Path:
    """Return the list of types that came with this nginx."""
    said = subprocess.run([program, "-V"], capture_output=True, text=True, check=True).stderr
    return Path(re.search(r"--conf-path=(\S+)", said)[1]).with_name("mime.types")  # type: ignore[index]


def _find_free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    pytest.fail("nginx does not answer")
