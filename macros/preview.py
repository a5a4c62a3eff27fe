"""`centre-guide serve`: build, serve, and build again when a file changes.

Every build is a process of its own, so that changes to the code count as well; a build that fails is
reported and the last good site stays on show.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from macros.policy import lift_policies

WATCHED = ("data", "docs", "macros", "overrides", "mkdocs.yml")


def serve_preview(project: Path, host: str, port: int, show: Callable[[str], object]) -> None:
    """Serve the project at http://host:port/ until interrupted."""
    from mkdocs.livereload import LiveReloadServer

    with tempfile.TemporaryDirectory(prefix="centre-guide-") as folder:
        out = Path(folder) / "site"

        def rebuild() -> None:
            build = [sys.executable, "-m", "macros", "build", "--out", str(out)]
            done = subprocess.run(build, cwd=project, capture_output=True, text=True, check=False)
            lift_policies(out)
            show(done.stdout.splitlines()[-2] if done.returncode == 0 else done.stderr.strip())

        rebuild()
        server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(out))
        for name in WATCHED:
            server.watch(str(project / name))
        show(f"Look at http://{host}:{port}/ (Ctrl+C stops)")
        try:
            server.serve(open_in_browser=False)
        except KeyboardInterrupt:
            show("Stopped")
        finally:
            server.shutdown()
