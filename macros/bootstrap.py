"""Set up the project: its environment in .venv/, browser libraries in node_modules/. Standard library only.

Run by `make`, or by hand: `python3 macros/bootstrap.py site` (what building needs) or `… test` (what tests need too).
Kept readable by old Pythons, so that those can say what is missing.
"""

import hashlib
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11, 5)
NEWER_NAMES = ("python3.14", "python3.13", "python3.12", "python3.11")
PROJECT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(PROJECT, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
OLDEST_NODE = 18


def main():
    """Set up for `site` or `test`, doing nothing that is already done."""
    for_tests = sys.argv[1:] == ["test"]
    if sys.version_info < OLDEST:
        use_newer_python()
    os.chdir(PROJECT)
    make_environment()
    install_once("requirements-test.lock" if for_tests else "requirements.lock", for_tests)
    install_browser_libraries(for_tests)
    if for_tests:
        install_storage()


def stop(sentence):
    """End with one clear sentence."""
    sys.exit(sentence)


def use_newer_python():
    """Run again with a newer Python, or say that there is none."""
    for name in NEWER_NAMES:
        path = shutil.which(name)
        asked = "import sys; sys.exit(sys.version_info < %r)" % (OLDEST,)
        if path and subprocess.call([path, "-c", asked]) == 0:
            sys.exit(subprocess.call([path, os.path.abspath(__file__)] + sys.argv[1:]))
    have = ".".join(str(number) for number in sys.version_info[:3])
    stop("Centre Guide needs Python 3.11.5 or newer, and this is Python %s: install a newer Python and try again." % have)


def python():
    """Return the environment's Python."""
    return os.path.join(BIN, "python.exe" if os.name == "nt" else "python")


def make_environment():
    """Create .venv/ with pip in it."""
    if os.path.exists(python()) and subprocess.call([python(), "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0:
        return
    say("Creating the environment in .venv/")
    if not has_ensurepip():
        stop("Python's venv module is incomplete here: run `apt install python3-venv` and try again.")
    run([sys.executable, "-m", "venv", "--clear", VENV], "The environment could not be created.")


def has_ensurepip():
    """Return whether a new environment will have pip, after trying to install what Debian leaves out."""
    def check():
        return subprocess.call([sys.executable, "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL) == 0

    if check():
        return True
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing python3-venv")
        package = "python%d.%d-venv" % sys.version_info[:2]
        subprocess.call(["apt-get", "update", "-q"], stdout=subprocess.DEVNULL)
        subprocess.call(["apt-get", "install", "-y", "-q", package], stdout=subprocess.DEVNULL)
    return check()


def install_once(lock, for_tests):
    """Install the locked packages and the project itself, unless this very lock has been installed."""
    stamp = os.path.join(VENV, ".installed-test" if for_tests else ".installed")
    state = digest(lock, "pyproject.toml") + sys.version
    if read(stamp) == state:
        return
    say("Installing Python packages from %s" % lock)
    pip = [python(), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    run(pip + ["--require-hashes", "-r", lock], "The Python packages could not be installed.")
    run(pip + ["--no-deps", "--no-build-isolation", "-e", "."], "The project could not be installed.")
    write(stamp, state)


def install_storage():
    """Install a server of object storage into an environment of its own: it cannot stand beside the guide's packages."""
    lock, folder = "requirements-storage.lock", os.path.join(VENV, "storage")
    stamp, state = os.path.join(folder, ".installed"), digest(lock) + sys.version
    if read(stamp) == state:
        return
    say("Installing a storage server for the tests from %s" % lock)
    run([sys.executable, "-m", "venv", "--clear", folder], "The environment for it could not be created.")
    own = os.path.join(folder, "Scripts" if os.name == "nt" else "bin", "python.exe" if os.name == "nt" else "python")
    pip = [own, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    run(pip + ["-r", lock], "The storage server could not be installed.")
    write(stamp, state)


def install_browser_libraries(for_tests):
    """Install the npm packages of the lock into node_modules/, bringing Node where there is none."""
    stamp = os.path.join("node_modules", ".installed-test" if for_tests else ".installed")
    state = digest("package-lock.json")
    if read(stamp) == state or read(os.path.join("node_modules", ".installed-test")) == state:
        return
    npm = find_npm()
    say("Installing browser libraries from package-lock.json")
    arguments = ["ci", "--silent", "--no-progress"] + ([] if for_tests else ["--omit=dev"])
    environment = dict(os.environ, PATH=os.path.dirname(npm) + os.pathsep + os.environ.get("PATH", ""))
    run([npm] + arguments, "The browser libraries could not be installed.", environment)
    write(stamp, state)


def find_npm():
    """Return an npm whose Node is new enough, installing one into the environment where there is none."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and node_version(node) >= OLDEST_NODE:
        return npm
    own = shutil.which("npm", path=BIN)
    if not own:
        say("Installing Node into the environment")
        pip = [python(), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
        run(pip + ["-r", "requirements-node.lock"], "Node could not be installed.")
        own = shutil.which("npm", path=BIN)
    return own or stop("There is no npm: install Node %d or newer and try again." % OLDEST_NODE)


def node_version(node):
    """Return the major version of a Node, 0 where it does not run."""
    try:
        said = subprocess.check_output([node, "--version"], universal_newlines=True)
        return int(said.lstrip("v").split(".")[0])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return 0


def run(command, failure, environment=None):
    """Run a command; on failure end with one sentence (the command has printed why)."""
    if subprocess.call(command, env=environment) != 0:
        stop(failure + " The lines above say why; mend that and run the same command again.")


def digest(*paths):
    """Return a sum of the files' contents."""
    total = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as file:
            total.update(file.read())
    return total.hexdigest()


def read(path):
    """Return what a stamp file says, or nothing."""
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


def write(path, text):
    """Write a stamp file."""
    with open(path, "w") as file:
        file.write(text)


def say(sentence):
    """Tell the user what is going on."""
    print(sentence, flush=True)


if __name__ == "__main__":
    main()
