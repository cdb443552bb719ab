"""The rules of the house, read from the syntax tree: who may import what, where, and how."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PACKAGE = "assessment"
ROOMS = ("intake", "score", "ballots", "plan", "account", "report", "sample")
# From the ground up: a module imports from lower floors and from its own unit only.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("core",),
    ROOMS,
    ("studio",),
    ("pipeline",),
    ("storage", "runs"),
    ("versions",),
    ("renewal", "lookup"),
    ("checking",),
    ("workspace",),
    ("founding", "notebook", "sending", "following", "archiving"),
    ("rulebook", "door"),
    ("cli",),
    ("__main__", "__init__"),
)
FLOOR_OF = {unit: floor for floor, units in enumerate(FLOORS) for unit in units}
# The room of intake has floors of its own: bytes, cells and words, layouts, sheets, subjects.
INTAKE_FLOORS: tuple[tuple[str, ...], ...] = (
    ("cells",),
    ("guard", "words"),
    ("formats",),
    ("layouts", "isolate"),
    ("register",),
    ("inbox",),
    ("corrections", "rule_form"),
    ("forms", "grids"),
    ("sheets",),
    ("money", "marks", "votes", "red_flags"),
    ("applications",),
    ("read",),
)
INTAKE_FLOOR_OF = {part: floor for floor, parts in enumerate(INTAKE_FLOORS) for part in parts}
ANYWHERE = ("numpy", "pandas")
LIBRARIES: dict[str, tuple[str, ...]] = {
    "pydantic": ("core",),
    "cn2an": ("core", "sample"),
    "openpyxl": ("intake", "report", "sample"),
    "python_calamine": ("intake",),
    "xlrd": ("intake",),
    "rapidfuzz": ("intake",),
    "psutil": ("intake",),
    "docx": ("intake", "report", "sample"),
    "matplotlib": ("report",),
    "cycler": ("report",),
    "PIL": ("report",),
    "altair": ("report",),
    "jinja2": ("report",),
    "markupsafe": ("report",),
    "xlsxwriter": ("report", "sample"),
    "xlwt": ("sample",),
    "scipy": ("score", "plan"),
    "krippendorff": ("score",),
    "threadpoolctl": ("score",),
    "duckdb": ("ballots",),
    "ibis": ("ballots",),
    "pyarrow": ("storage",),
    "nbformat": ("notebook",),
    "nbclient": ("notebook",),
    "nbconvert": ("notebook",),
    "jupyter_client": ("notebook",),
    "traitlets": ("notebook",),
    "ipywidgets": ("door",),
    "click": ("cli",),
    "rich": ("cli",),
}
MAY_READ_OFFICE = ("intake", "report.feedback")
LAZY = ("cli", "pipeline", "__init__")
# studio's main runs in the second process: the first one must not load the drawing library.
# scipy takes a second to load and serves the rare year of very many candidates or of no choice.
LAZY_FUNCTIONS = {
    ("core.problems", "Problems.frame"),
    ("core.text", "_chinese_number"),
    ("plan.choice", "Choice.is_possible"),
    ("plan.selection", "choose_projects"),
    ("studio", "main"),
    ("studio", "Studio.collect"),
}
FORBIDDEN_NAMES = ("utils", "helpers", "common", "misc", "util", "helper")
PATH_CALLS = ("open", "Path", "read_bytes", "read_text", "write_bytes", "write_text", "unlink")
PATH_MODULES = ("os", "io", "pathlib", "shutil", "tempfile")
CLOCKS = ("now", "today", "utcnow")
MOST_LINES = 299


@dataclass(frozen=True, slots=True)
class Module:
    """A module by its name inside the package (`core.rules`, `cli`) and its source."""

    name: str
    source: str

    @property
    def unit(self) -> str:
        """The room, or the module that stands alone on its floor."""
        return self.name.split(".")[0]


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the dotted name, its line, and the function it hides in (empty: none)."""

    name: str
    line: int
    function: str


def imports(module: Module) -> Iterator[Import]:
    """Yield every import, relative ones made whole."""
    yield from _imports(ast.parse(module.source), module.name, ())


def _imports(node: ast.AST, name: str, scope: tuple[str, ...]) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        inner = scope
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = (*scope, child.name)
        hidden = ".".join(scope) if _in_function(node, scope) else ""
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, hidden) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (Import(one, child.lineno, hidden) for one in _from(child, name))
        yield from _imports(child, name, inner)


def _in_function(node: ast.AST, scope: tuple[str, ...]) -> bool:
    return bool(scope) and not isinstance(node, ast.ClassDef)


def _from(node: ast.ImportFrom, name: str) -> list[str]:
    base = node.module or ""
    if node.level:
        above = [PACKAGE, *name.split(".")][: -node.level]
        base = ".".join([*above, *([base] if base else [])])
    # `from assessment import pipeline` names a module, `from assessment.core import x` a room.
    opened = (PACKAGE, f"{PACKAGE}.intake")
    return [f"{base}.{alias.name}" for alias in node.names] if base in opened else [base]


def calls(module: Module) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last word of what is called."""
    for node in ast.walk(ast.parse(module.source)):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name | ast.Attribute):
                yield (called.id if isinstance(called, ast.Name) else called.attr), node


def check(module: Module) -> list[str]:
    """Return every breach of the rules in a module, each as one line."""
    rules = (
        _check_name,
        _check_floors,
        _check_intake_floors,
        _check_libraries,
        _check_lazy,
        _check_calls,
        _check_length,
    )
    return [f"{module.name}: {breach}" for rule in rules for breach in rule(module)]


def _check_name(module: Module) -> Iterator[str]:
    parts = module.name.split(".")
    yield from (f"no module may be called {part}" for part in parts if part in FORBIDDEN_NAMES)
    if module.unit not in FLOOR_OF:
        yield f"{module.unit} stands on no floor"


def _check_floors(module: Module) -> Iterator[str]:
    here = FLOOR_OF.get(module.unit, -1)
    for one in imports(module):
        parts = one.name.split(".")
        if parts[0] != PACKAGE or len(parts) == 1 or parts[1] not in FLOOR_OF:
            continue
        there = parts[1]
        if there != module.unit and FLOOR_OF[there] >= here:
            yield f"line {one.line}: {module.unit} must not import {there}"


def _check_intake_floors(module: Module) -> Iterator[str]:
    parts = module.name.split(".")
    if parts[0] != "intake" or len(parts) == 1:
        return
    if (here := INTAKE_FLOOR_OF.get(parts[1], -1)) < 0:
        yield f"{parts[1]} stands on no floor of intake"
    for one in imports(module):
        package, room, there, *_ = *one.name.split("."), "", ""
        if (package, room) != (PACKAGE, "intake") or there in ("", parts[1]):
            continue
        if INTAKE_FLOOR_OF.get(there, len(INTAKE_FLOORS)) >= here:
            yield f"line {one.line}: intake.{parts[1]} must not import intake.{there}"


def _check_libraries(module: Module) -> Iterator[str]:
    for one in imports(module):
        library = one.name.split(".")[0]
        if library in sys.stdlib_module_names or library in (PACKAGE, *ANYWHERE):
            continue
        if module.unit not in LIBRARIES.get(library, ()):
            allowed = "、".join(LIBRARIES.get(library, ())) or "nowhere"
            yield f"line {one.line}: {library} belongs in {allowed}"


def _check_lazy(module: Module) -> Iterator[str]:
    for one in imports(module):
        if not one.function or module.unit in LAZY or (module.name, one.function) in LAZY_FUNCTIONS:
            continue
        yield f"line {one.line}: {one.name} is imported inside {one.function}"


def _check_calls(module: Module) -> Iterator[str]:
    for name, call in calls(module):
        line, plain = call.lineno, isinstance(call.func, ast.Name)
        if name == "print" and plain and module.unit != "cli":
            yield f"line {line}: print belongs in cli"
        if name == "load_workbook" and not _may_read_office(module):
            yield f"line {line}: workbooks are read in intake"
        if name == "Document" and plain and call.args and not _may_read_office(module):
            yield f"line {line}: Word files are read in intake"
        if module.unit == "pipeline" and name in PATH_CALLS:
            yield f"line {line}: pipeline opens no path ({name})"
        if name in CLOCKS and module.unit != "cli":
            yield f"line {line}: no clock ({name}) without an argument"
        if _is_loose_chance(call):
            yield f"line {line}: no random without a seed"
    if module.unit == "pipeline":
        opened = [one for one in imports(module) if one.name.split(".")[0] in PATH_MODULES]
        yield from (f"line {one.line}: pipeline opens no path ({one.name})" for one in opened)


def _may_read_office(module: Module) -> bool:
    return module.unit == "intake" or module.name in MAY_READ_OFFICE


def _is_loose_chance(call: ast.Call) -> bool:
    """Return whether a call draws from the module-wide generator, or from one without a seed."""
    called = call.func
    if isinstance(called, ast.Name):
        return called.id in ("default_rng", "Random") and not (call.args or call.keywords)
    if not isinstance(called, ast.Attribute):
        return False
    if called.attr in ("default_rng", "Random"):
        return not (call.args or call.keywords)
    owner = ast.unparse(called.value)
    return owner in ("random", "np.random", "numpy.random")


def _check_length(module: Module) -> Iterator[str]:
    lines = len(module.source.splitlines())
    if lines > MOST_LINES:
        yield f"{lines} lines: divide it by noun (at most {MOST_LINES})"


def without_tests(modules: Sequence[str], tests: Sequence[str]) -> list[str]:
    """Return the modules that no test file mirrors.

    `core.rules` is mirrored by `core/test_rules.py` and `storage` by `test_storage.py`. The
    modules of a room, of `cli` or of `pipeline` share the tests of its folder, or of `test_cli.py`.
    """
    return [name for name in modules if not _is_tested(name, tests)]


def _is_tested(name: str, tests: Sequence[str]) -> bool:
    unit, *rest = name.split(".")
    if unit in (*ROOMS, "cli", "pipeline"):
        return any(test.startswith((f"{unit}/", f"test_{unit}.py")) for test in tests)
    *folders, last = (unit, *rest)
    return "/".join([*folders, f"test_{last}.py"]) in tests
