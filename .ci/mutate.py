"""Mutation testing: changes the code in one small way at a time, and sees that a test fails.

    python .ci/mutate.py                             every module below
    python .ci/mutate.py schedule rule.Situation     what is named: modules, classes, functions

No source file is written. A change within a function is made to the live function, in a process
forked from one that has collected the tests; only the tests that call the function are run, the
quickest first. A change outside functions is made while the module is imported, in a process that
has imported nothing of the library yet; so is a change that survives in a function that was called
before the tests ran, since its results may have been kept from then.

The exit code is 1 where a mutant survives that docs/explanation/how-it-is-tested.md does not list.
"""

from __future__ import annotations

import ast
import builtins
import copy
import gc
import importlib.abc
import importlib.machinery
import os
import pickle
import resource
import signal
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import TYPE_CHECKING, TypeVar

# What the library and its tests import is imported here once, for all the processes.
import dateutil.easter
import dateutil.relativedelta  # noqa: F401
import hypothesis.strategies  # noqa: F401
import pydantic.json_schema  # noqa: F401
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_T = TypeVar("_T")

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "ccb_support"
EXPLAINED = ROOT / "docs" / "explanation" / "how-it-is-tested.md"

MODULES = (
    "holidays", "hours", "schedule", "zones", "intervals", "memo", "days",
    "router", "rule", "verification", "effects", "comparison", "requests", "instants", "text",
)  # fmt: skip

# Left out: tests that take long, and those of other things than what is changed here.
LONG_TESTS = (
    "test_minute_by_minute.py", "test_wrong_routers.py", "test_testing_kit.py",
    "test_robustness.py", "benchmarks", "fuzz", "typing",
)  # fmt: skip

# What meets a change that is made on import, after the tests of its module.
GENERAL = (
    "test_package.py", "test_docs.py", "test_worked_examples.py", "test_smaller_choices.py",
    "test_directory.py", "test_errors.py", "test_work.py", "test_wording.py",
    "test_recommendation.py", "test_cli.py", "test_laws.py", "test_text.py",
)  # fmt: skip

JOBS = len(os.sched_getaffinity(0))
MEMORY = 4 * 2**30
PATIENCE = 5
"""How many seconds a test may take, besides many times what it takes on the unchanged code."""

LONG = 0.25
"""From how many seconds on a test is run for the mutants of its own module only."""


# --- What is changed


@dataclass
class Mutant:
    """One small change of a module.

    Attributes:
        module: the module's name.
        path: the class and function in which the change is; empty outside.
        function: the name and the first line of the outermost function; `None` outside functions.
        before: the statement that is changed.
        after: what it is changed to.
        change: makes the change to the module's tree.
        tree: the module's tree.
    """

    module: str
    path: str
    function: tuple[str, int] | None
    before: str
    after: str
    change: Callable[[], None]
    tree: ast.Module

    @property
    def row(self) -> str:
        """How the documentation lists it."""
        place = f"{self.module}.{self.path}" if self.path else self.module
        return f"- `{place}`: `{self.before}` -> `{self.after}`"

    @property
    def key(self) -> tuple[str, str, int]:
        """The module, name and first line of the function in which it is."""
        return (self.module, *(self.function or ("", 0)))

    def code(self) -> CodeType:
        """Return the changed module, compiled."""
        self.change()
        ast.fix_missing_locations(self.tree)
        return compile(self.tree, str(PACKAGE / f"{self.module}.py"), "exec", dont_inherit=True)


_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_NAMES = {
    "min": "max", "max": "min", "any": "all", "all": "any",
    "bisect_left": "bisect_right", "bisect_right": "bisect_left", "sorted": "list",
}  # fmt: skip
_DELETABLE = (ast.Expr, ast.AugAssign, ast.Raise, ast.Continue, ast.Break, ast.Return)


def mutations(node: ast.AST, *, in_function: bool) -> Iterator[ast.AST]:
    """Yield what `node` may be changed to."""
    if isinstance(node, ast.stmt):
        yield from _statements(node, in_function=in_function)
    else:
        yield from _parts(node)
        if not in_function:
            yield from _rows(node)


def _statements(node: ast.stmt, *, in_function: bool) -> Iterator[ast.AST]:
    match node:
        case ast.If(body=body, orelse=orelse):
            yield ast.If(ast.Constant(value=True), body, orelse)
            yield ast.If(ast.Constant(value=False), body, orelse)
        case ast.Match(subject=subject, cases=cases):
            yield from (ast.Match(subject, fewer) for fewer in _but_one(cases))
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case _ if in_function and isinstance(node, _DELETABLE):
            yield ast.Pass()
        case _:
            pass


def _parts(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901, PLR0912 - a table of forms
    match node:
        case ast.Compare(left=left, ops=ops, comparators=others):
            for place, op in enumerate(ops):
                for other in _COMPARISONS[type(op)]:
                    yield ast.Compare(left, [*ops[:place], other(), *ops[place + 1 :]], others)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            yield ast.BinOp(left, _OPERATORS[type(op)](), right)
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield from values
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Constant(value=str() as value):
            yield ast.Constant(value + "X")
        case ast.IfExp(body=body, orelse=orelse):
            yield body
            yield orelse
        case ast.comprehension(target=target, iter=iterable, ifs=ifs):
            yield from (ast.comprehension(target, iterable, few, 0) for few in _but_one(ifs, 0))
        case ast.Call():
            yield from _calls(node)
        case ast.Slice(lower=lower, upper=upper, step=step):
            if lower:
                yield ast.Slice(None, upper, step)
            if upper:
                yield ast.Slice(lower, None, step)
        case ast.ExceptHandler(type=ast.Tuple(elts=kinds), name=name, body=body):
            for fewer in _but_one(kinds):
                yield ast.ExceptHandler(ast.Tuple(fewer, ast.Load()), name, body)
        case _:
            pass


def _rows(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a table with one row less."""
    match node:
        case ast.Tuple(elts=elements, ctx=ast.Load()):
            yield from (ast.Tuple(fewer, ast.Load()) for fewer in _but_one(elements))
        case ast.Dict(keys=keys, values=values):
            for fewer in _but_one(list(zip(keys, values, strict=True))):
                yield ast.Dict([key for key, _ in fewer], [value for _, value in fewer])
        case _:
            pass


def _but_one(items: list[_T], fewest: int = 1) -> Iterator[list[_T]]:
    """Yield `items` without each of them, where that leaves at least `fewest`."""
    if len(items) > fewest:
        for place in range(len(items)):
            yield [*items[:place], *items[place + 1 :]]


def _calls(call: ast.Call) -> Iterator[ast.AST]:
    function, arguments, keywords = call.func, call.args, call.keywords
    match function:
        case ast.Name(id=name) if name in _NAMES:
            # What `sorted` takes besides, `list` does not.
            fewer = [] if name == "sorted" else keywords
            yield ast.Call(ast.Name(_NAMES[name], ast.Load()), arguments, fewer)
        case ast.Attribute(value=value) if not arguments and not keywords:
            yield value
        case _:
            pass
    if len(arguments) + len(keywords) > 1:
        for place in range(len(arguments)):
            yield ast.Call(function, [*arguments[:place], *arguments[place + 1 :]], keywords)
        for place in range(len(keywords)):
            yield ast.Call(function, arguments, [*keywords[:place], *keywords[place + 1 :]])


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_left_alone(node: ast.AST) -> bool:
    """Tell whether `node` is there for readers and type checkers only."""
    match node:
        case (
            ast.Import()
            | ast.ImportFrom()
            | ast.If(test=ast.Name(id="TYPE_CHECKING"))
            | ast.Expr(value=ast.Constant(value=str()))
            | ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar")))
            | ast.Assign(targets=[ast.Name(id="__slots__")])
            | ast.AnnAssign(annotation=ast.Name(id="TypeAlias"), value=ast.Constant())
            | ast.Expr(value=ast.Constant(value=builtins.Ellipsis))
            | ast.Expr(value=ast.Call(func=ast.Name(id="assert_never")))
            | ast.Call(func=ast.Name(id="cast"))
        ):
            return True
        case _:
            return False


_ANNOTATIONS = {"annotation", "returns", "type_params", "decorator_list"}


@dataclass
class _Collector:
    module: str
    tree: ast.Module
    found: list[Mutant] = field(default_factory=list)

    def visit(
        self,
        node: ast.AST,
        path: tuple[str, ...] = (),
        function: tuple[str, int] | None = None,
        statement: ast.AST | None = None,
    ) -> None:
        """Collect the mutants of all that is below `node`."""
        for name, value in ast.iter_fields(node):
            if name in _ANNOTATIONS:
                continue
            inside, within = function, path
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                within = (*path, node.name)
                if isinstance(node, ast.FunctionDef) and name == "body" and not function:
                    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
                    inside = (node.name, first)
            many = value if isinstance(value, list) else [value]
            for place, child in enumerate(many):
                if not isinstance(child, ast.AST) or _is_left_alone(child):
                    continue
                put = partial(_put, node, name, place if isinstance(value, list) else None)
                around = child if isinstance(child, ast.stmt) else statement
                for other in mutations(child, in_function=inside is not None):
                    self._add(within, inside, around or child, child, other, put)
                self.visit(child, within, inside, around)

    def _add(
        self,
        path: tuple[str, ...],
        function: tuple[str, int] | None,
        statement: ast.AST,
        old: ast.AST,
        new: ast.AST,
        put: Callable[[ast.AST], None],
    ) -> None:
        ast.copy_location(new, old)
        before = _text(statement)
        put(new)
        after = _text(new if old is statement or isinstance(old, ast.stmt) else statement)
        put(old)
        if before != after:
            self.found.append(
                Mutant(self.module, ".".join(path), function, before, after,
                       partial(put, new), self.tree)
            )  # fmt: skip


def _put(parent: ast.AST, name: str, place: int | None, child: ast.AST) -> None:
    if place is None:
        setattr(parent, name, child)
    else:
        getattr(parent, name)[place] = child


def _text(node: ast.AST) -> str:
    """Return a statement as one line, without what it governs."""
    if isinstance(node, ast.If | ast.For | ast.While | ast.With | ast.FunctionDef | ast.ClassDef):
        node = copy.copy(node)
        node.body = [ast.Expr(ast.Constant(...))]
        if isinstance(node, ast.If | ast.For | ast.While):
            node.orelse = []
    lines = ast.unparse(node).splitlines()
    return " ".join(line.strip() for line in lines).removesuffix(" ...")


def all_mutants(names: Sequence[str]) -> list[Mutant]:
    """Return the mutants of what is named: modules, or classes and functions in them."""
    found: list[Mutant] = []
    for module in MODULES:
        collector = _Collector(module, ast.parse((PACKAGE / f"{module}.py").read_text()))
        collector.visit(collector.tree)
        found += collector.found
    if not names:
        return found
    return [
        each
        for each in found
        if any(f"{each.module}.{each.path}.".startswith(f"{name}.") for name in names)
    ]


# --- Changing it, and running the tests


def tests_of(module: str) -> list[str]:
    """Return the quick tests, those of the module first."""
    files = [
        path
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if not any(part in LONG_TESTS for part in path.parts)
    ]
    if module:
        # Those of the module; for what no module's own tests show, the rules and the laws.
        own = [path for path in files if module in path.name]
        files = own + [path for path in files if path.name in GENERAL and path not in own]
    return [str(path) for path in files]


def options(tests: Iterable[str]) -> list[str]:
    """Return the arguments of pytest."""
    return [
        *tests, "-q", "-x", "-s", "-p", "no:cacheprovider", "--hypothesis-profile=mutation",
        "-W", "ignore::pytest.PytestAssertRewriteWarning",
        "--deselect=tests/test_router.py::TestTimeline::test_a_decade_has_each_working_day_and_each_time_between",
    ]  # fmt: skip


def functions_in(code: CodeType) -> Iterator[CodeType]:
    """Yield all code within `code`."""
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from functions_in(each)


def note(called: set[int], frame: FrameType, _event: str, _argument: object) -> None:
    """Note, as a trace function, which code is called."""
    called.add(id(frame.f_code))


def is_ours(code: CodeType) -> bool:
    """Tell whether the library has this code."""
    return code.co_filename.startswith(str(PACKAGE))


class Warm:
    """A pytest plugin that runs the tests once on the code as it is, then once for each mutant."""

    def __init__(self, mutants: Sequence[Mutant], results: Path) -> None:
        self.mutants = mutants
        self.results = results
        self.session: pytest.Session
        self.limit: dict[str, float] = {}
        self.called: set[int] = set()
        self.live: defaultdict[tuple[str, str, int], list[FunctionType]] = defaultdict(list)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run them."""
        self.session = session
        sys.settrace(None)
        for each in gc.get_objects():
            if isinstance(each, FunctionType) and is_ours(code := each.__code__):
                key = Path(code.co_filename).stem, code.co_name, code.co_firstlineno
                self.live[key].append(each)
        calls = self._measured()
        tasks = [
            partial(self._killed, mutant, self.live[mutant.key], calls[mutant.key])
            for mutant in self.mutants
        ]
        killed = in_parallel(tasks, self.mutants)
        # What was called before the tests ran may have left its results behind.
        early = [
            any(id(each.__code__) in self.called for each in self.live[mutant.key])
            for mutant in self.mutants
        ]
        self.results.write_bytes(pickle.dumps((killed, early)))
        return True

    def _measured(self) -> dict[tuple[str, str, int], list[pytest.Item]]:
        """Return the tests that call each function, quickest first."""
        file = self.results.with_suffix(".calls")
        known = {id(each.__code__): key for key, several in self.live.items() for each in several}

        def measure() -> bool:
            measured = []
            for item in self.session.items:
                called: set[int] = set()
                started = time.perf_counter()
                sys.settrace(partial(note, called))
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                sys.settrace(None)
                seconds = time.perf_counter() - started
                measured.append((seconds, {known[each] for each in called & known.keys()}))
                if self.session.testsfailed:
                    print("fails unchanged:", item.nodeid, file=sys.stderr)
                    return True
            file.write_bytes(pickle.dumps(measured))
            return False

        (failed,) = in_parallel([measure], quiet=False)
        if failed:
            pytest.exit("a test fails on the code as it is", returncode=3)
        calls: defaultdict[tuple[str, str, int], list[pytest.Item]] = defaultdict(list)
        measured = pickle.loads(file.read_bytes())  # noqa: S301 - written just now
        print(f"{len(measured)} tests take {sum(each[0] for each in measured):.0f} s", flush=True)
        for item, (seconds, called) in sorted(
            zip(self.session.items, measured, strict=True), key=lambda pair: pair[1][0]
        ):
            self.limit[item.nodeid] = PATIENCE + 10 * seconds
            for key in called:
                if seconds < LONG or key[0] in item.path.name:
                    calls[key].append(item)
        return calls

    def _killed(
        self, mutant: Mutant, live: Sequence[FunctionType], tests: Sequence[pytest.Item]
    ) -> bool:
        for code in functions_in(mutant.code()):
            if (code.co_name, code.co_firstlineno) == mutant.function:
                for function in live:
                    function.__code__ = code
        for item in tests:
            signal.alarm(int(self.limit[item.nodeid]))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if self.session.testsfailed:
                return True
        return False


class Changed(importlib.abc.MetaPathFinder):
    """Finds a module of the library in its changed form."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(  # noqa: D102
        self, fullname: str, path: Sequence[str] | None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        del target
        if fullname != f"ccb_support.{self.mutant.module}":
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader.get_code = lambda _name: self.mutant.code()  # type: ignore[method-assign, assignment] # its way to code
        return spec


class _Alarm:
    """A pytest plugin that ends the process where a test takes very long."""

    def pytest_runtest_setup(self) -> None:
        """Set the alarm for each test."""
        signal.alarm(10 * PATIENCE)


def killed_on_import(mutant: Mutant) -> bool:
    """Tell whether a test fails where the module is changed as it is imported."""
    sys.meta_path.insert(0, Changed(mutant))
    # 5: no test was collected; then the change broke the import.
    return pytest.main(options(tests_of(mutant.module)), plugins=[_Alarm()]) != 0


def in_parallel(
    tasks: Sequence[Callable[[], bool]], mutants: Sequence[Mutant] = (), *, quiet: bool = True
) -> list[bool]:
    """Run each task in a process of its own; return whether it was true, or ended badly."""
    running: dict[int, int] = {}
    results = [True] * len(tasks)
    for number, task in enumerate(tasks):
        if len(running) == JOBS:
            _await_one(running, results, mutants)
        sys.stdout.flush()
        pid = os.fork()
        if not pid:
            _run(task, quiet=quiet)
        running[pid] = number
        if quiet and number and number % 100 == 0:
            print(f"  {number} of {len(tasks)}", flush=True)
    while running:
        _await_one(running, results, mutants)
    return results


def _await_one(running: dict[int, int], results: list[bool], mutants: Sequence[Mutant]) -> None:
    pid, status = os.wait()
    number = running.pop(pid)
    results[number] = status != 0
    if mutants and not results[number]:
        print("survived:", mutants[number].row, flush=True)


def _run(task: Callable[[], bool], *, quiet: bool) -> None:
    code = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        if quiet:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
        code = int(task())
    finally:
        os._exit(code)


def main(names: Sequence[str]) -> int:
    """Run the mutants of what is named; return the exit code."""
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.update(CI="true", PYTHONPATH=str(ROOT / "src"))
    text = EXPLAINED.read_text() if EXPLAINED.exists() else ""
    mutants = all_mutants(names)
    explained = [each for each in mutants if each.row in text]
    open_ones = [each for each in mutants if each.row not in text]
    warm = [each for each in open_ones if each.function]
    results = Path(tempfile.mkdtemp(prefix="mutation-")) / "results"
    print(f"{len(mutants)} mutants, {len(explained)} of them explained", flush=True)
    survivors = [each for each in open_ones if not each.function]
    alive: list[Mutant] = []
    if warm:
        plugin = Warm(warm, results)

        def all_warm() -> bool:
            sys.settrace(partial(note, plugin.called))
            return pytest.main(options(tests_of("")), plugins=[plugin]) != 0

        (failed,) = in_parallel([all_warm], quiet=False)
        if failed:
            return 3
        killed, early = pickle.loads(results.read_bytes())  # noqa: S301 - written just now
        for each, dead, again in zip(warm, killed, early, strict=True):
            if not dead:
                (survivors if again else alive).append(each)
    print(f"{len(survivors)} to be imported changed", flush=True)
    killed = in_parallel([partial(killed_on_import, each) for each in survivors], survivors)
    alive += [each for each, dead in zip(survivors, killed, strict=True) if not dead]
    for module in dict.fromkeys(each.module for each in mutants):
        made, known, left = (
            sum(each.module == module for each in some) for some in (mutants, explained, alive)
        )
        killed_ones = made - known - left
        print(f"{module}: {made} made, {killed_ones} killed, {known} explained, {left} alive")
    for each in alive:
        print(each.row)
    return int(bool(alive))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
