"""The shape of the code: imports point one way, the core needs no MkDocs, modules and functions stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

CODE = ROOT / "macros"
MAY_IMPORT_MKDOCS = {"hooks.py", "mkdocs_run.py", "preview/site.py", "theme_files.py", "written.py"}
LONGEST_MODULE, LONGEST_FUNCTION = 250, 40

# Lower layers first: a module imports only from its own layer or those before it.
LAYERS = [
    {"wording"},
    {"errors", "fields", "prose", "bootstrap", "libraries", "contents", "published", "script", "frame", "parallel", "images",
     "included", "sums", "typesetting", "files", "fragments", "templates", "described",
     "loaded", "links", "yaml_faults", "version"},
    {"policy", "theme_files", "centre_forms", "assets", "hosting", "standing"},
    {"read", "crawl", "headers", "offline", "kept"},
    {"quick_read", "remembered"},
    {"compiled"},
    {"model"},
    {"snapshot", "explain", "grouping"},
    {"catalogue"},
    {"typed_quotes"},
    {"offer", "aliases", "colours", "load", "pictures", "downloads", "citation", "changes", "case", "house", "mappings"},
    {"addresses", "registry", "schemas", "ahead"},
    {"provenance"},
    {"mapping_data"},
    {"search", "api", "feed", "freeze", "glossary"},
    {"rules"},
    {"centre_check"},
    {"check", "reference", "api_reference", "measured"},
    {"brand"},
    {"migrate"},
    {"render"},
    {"guide", "drafts", "new_centre", "set_aside"},
    {"canonical"},
    {"export"},
    {"criteria_data"},
    {"cards", "pages", "pinned"},
    {"linked_data"},
    {"traced"},
    {"kept_pages"},
    {"layout", "look", "joined"},
    {"output"},
    {"beside"},
    {"vocabulary"},
    {"docs_check"},
    {"mkdocs_run", "staging"},
    {"build", "hooks", "shell"},
    {"preview", "written"},
    {"fleet"},
    {"centre_commands", "draft_commands", "diff", "intake", "pack", "verify", "upload"},
    {"upgrade"},
    {"cli"},
]
LAYER = {name: place for place, names in enumerate(LAYERS) for name in names}
ALLOWED_UPWARDS = {("reference", "cli")}  # the authors' pages show each command's help, read when a page is made


def modules() -> list[Path]:
    return sorted(CODE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return named | {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}


def part_of(path: Path) -> str:
    return path.relative_to(CODE).with_suffix("").parts[0]


def test_imports_point_one_way() -> None:
    """A module imports only from lower layers."""
    offenders = []
    for path in modules():
        own = part_of(path)
        if own in ("__init__", "__main__"):
            continue
        for name in imports(path):
            other = name.split(".")[1] if name.startswith("macros.") else ""
            if other and other != own and LAYER[other] >= LAYER[own] and (own, other) not in ALLOWED_UPWARDS:
                offenders.append(f"{path.relative_to(ROOT)} imports {name}")

    assert sorted(offenders) == []


def test_every_module_has_its_layer() -> None:
    """A new module is given its place in the layers."""
    assert {part_of(path) for path in modules()} - {"__init__", "__main__"} == set(LAYER)


def test_only_the_shell_imports_mkdocs() -> None:
    """MkDocs is imported by the hook, the build, the preview and what renders hand-written pages again, alone."""
    offenders = [path for path in modules() if any(name.split(".")[0] == "mkdocs" for name in imports(path))]

    assert {path.relative_to(CODE).as_posix() for path in offenders} <= MAY_IMPORT_MKDOCS


def test_core_works_without_mkdocs(project: Path) -> None:
    """Data, pages and the search index are made where MkDocs is not installed."""
    script = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("mkdocs", "material", "mkdocs_macros"):
            raise ImportError(name)
sys.meta_path.insert(0, Refuse())
from pathlib import Path
from macros.docs_check import check_everything
from macros.guide import load_guide
from macros.pages import list_pages, render_page
from macros.search import list_entries, make_scripts
project = Path(sys.argv[1])
check_everything(project)
guide = load_guide(project)
pages = [render_page(guide, page) for page in list_pages(guide.catalogue)]
print(sum(len(page) > 500 for page in pages), sum(map(len, make_scripts(guide.site, list_entries(guide.site)).values())) > 10000)
"""
    command = [sys.executable, "-c", script, str(project)]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    assert done.stdout.split() == ["59", "True"], done.stderr


def test_modules_and_functions_stay_small() -> None:
    """No module is longer than 250 lines, no function longer than 40."""
    offenders = []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > LONGEST_MODULE:
            offenders.append(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
                offenders.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")

    assert offenders == []


def test_every_module_and_public_name_says_what_it_is() -> None:
    """Modules, public classes and public functions have a docstring."""
    offenders = []
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")]
        offenders += [f"{path.relative_to(ROOT)} {node.name}" for node in named if not ast.get_docstring(node)]
        if not ast.get_docstring(tree):
            offenders.append(str(path.relative_to(ROOT)))

    assert offenders == []


def test_no_html_in_python() -> None:
    """Python decides, templates lay out: no tag stands in a string of the code (a Word document's own parts begin with w:)."""
    offenders = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if not text.startswith("<w:") and any(tag in text for tag in ("</", "<p", "<a ", "<div")):
                offenders.append(f"{path.relative_to(ROOT)}:{node.lineno}")

    assert offenders == []
