"""The files of a project to one checked case: the straight line from bytes to data."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Mapping as Map
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from raadsvoorstel import nodes
from raadsvoorstel.codes import severity_of
from raadsvoorstel.decode import Known, decode
from raadsvoorstel.diagnostics import DataPath, Diagnostic, Location, Problem, Report, Severity
from raadsvoorstel.dutch import folded, nearest
from raadsvoorstel.housestyle import HouseStyle
from raadsvoorstel.model import ID, Dossier, LokaalDossier, Municipality
from raadsvoorstel.nodes import Mapping, Node, Scalar
from raadsvoorstel.outside import OutsideError
from raadsvoorstel.project import MUNICIPALITIES, Project, may_be_dossier, shown
from raadsvoorstel.trees import tree_of
from raadsvoorstel.values import Regel

DOSSIER = "dossier"
STYLE = "huisstijl"
Trees = Map[str, Node]
_NOTHING = LokaalDossier()


class Case(Struct, frozen=True, eq=False):
    """One dossier with its municipalities and their house styles; only what decoded well.

    A case equals no other, so that what is derived from it can be kept by its identity.

    `names` holds every participant, also one whose own block is broken: an enumeration in another
    council's paper must not lose it.
    """

    project: Project
    dossier_id: str
    dossier: Dossier
    names: Map[str, Regel]
    municipalities: Map[str, Municipality]
    styles: Map[str, HouseStyle]
    trees: Trees
    known: Map[str, Regel] = field(default_factory=dict)
    """Every municipality in the file, also one that takes no part: id to name."""

    @property
    def participants(self) -> tuple[str, ...]:
        """The ids of the participants that can be rendered, in the order of their names."""
        return tuple(id_ for id_ in self.names if self.takes_part(id_))

    @property
    def is_counted(self) -> bool:
        """Whether each participant is in the file and named once: else nobody knows how many."""
        return len(self.names) == len(self.dossier.deelnemers)

    def takes_part(self, gemeente: str) -> bool:
        """Whether a council is a participant that can be rendered."""
        return gemeente in self.names and gemeente in self.municipalities

    def local(self, gemeente: str) -> LokaalDossier:
        """What this municipality holds for this dossier; nothing at all is a set of blanks."""
        return self.municipalities[gemeente].dossiers.get(self.dossier_id, _NOTHING)

    def folder(self, gemeente: str) -> str:
        """The folder of a participant's papers, below the output folder."""
        return str(self.municipalities[gemeente].map or gemeente)

    def style(self, gemeente: str) -> HouseStyle:
        """The house style of a participant."""
        return self.styles[self.municipalities[gemeente].huisstijl]


class Loaded(Struct, frozen=True):
    """A case, or None where a shared file is unusable, with the trees of all files that are."""

    case: Case | None
    trees: Trees
    known: Map[str, Regel] = field(default_factory=dict)
    """Every municipality in the file, broken ones included: id to name."""


def locate(trees: Trees, path: DataPath) -> Location:
    """The file, line and column of a value by its data path."""
    root, rest = str(path[0]), path[1:]
    if root == STYLE:
        root, rest = f"{STYLE}/{path[1]}", path[2:]
    tree = trees.get(root)
    return Location(root) if tree is None else nodes.locate(tree, rest)


def local_path(case: Case, gemeente: str, *rest: str | int) -> DataPath:
    """The path of a value in a municipality's block for the dossier in hand."""
    return (MUNICIPALITIES, gemeente, "dossiers", case.dossier_id, *rest)


def locals_(case: Case) -> Iterator[tuple[str, LokaalDossier]]:
    """Each participant with its part of the dossier."""
    return ((gemeente, case.local(gemeente)) for gemeente in case.participants)


def located(case: Case, problem: Problem) -> Diagnostic:
    """A problem of a check as a finding for people."""
    return Diagnostic(
        problem.code,
        problem.severity or severity_of(problem.code),
        locate(case.trees, problem.at),
        problem.message,
        problem.hint,
        _concerned(case, problem.at),
    )


def _concerned(case: Case, path: DataPath) -> frozenset[str]:
    """The councils that a value is about: its own, or those in its house style."""
    match path:
        case (root, str(name), *_) if root == MUNICIPALITIES:
            return frozenset({name})
        case (root, str(name), *_) if root == STYLE:
            users = (id_ for id_, one in case.municipalities.items() if one.huisstijl == name)
            return frozenset(users)
        case _:
            return frozenset()


def load(project: Project, dossier_id: str, report: Report, *, all_styles: bool = False) -> Loaded:
    """Read and decode every file of a dossier, reporting every problem in them.

    `all_styles` also reads what is there besides: files that are passed over, and the house styles
    of the project that no municipality uses.
    """
    _refuse_a_path(dossier_id)
    trees: dict[str, Node] = {}
    local: list[Diagnostic] = []
    known = _blocks(trees, project.data(MUNICIPALITIES), local.append)
    shared = _read_tree(trees, DOSSIER, project.data(dossier_id), report)
    municipalities = _municipalities(known, local.append) if known is not None else {}
    dossier = _decoded(shared, report) if shared is not None else None
    _tell_local(local, known, dossier, report)
    if all_styles:
        _tell_misnamed(project, report)
    extra = project.own_house_styles if all_styles else ()
    styles = _styles(project, trees, municipalities, extra, report)
    names = _names(known)
    if dossier is None or known is None:
        return Loaded(None, trees, names)
    usable = {
        id_: municipality
        for id_, municipality in municipalities.items()
        if municipality.huisstijl in styles
    }
    case = Case(
        project,
        dossier_id,
        dossier,
        names={id_: name for id_, name in names.items() if id_ in dossier.deelnemers},
        municipalities=usable,
        styles=styles,
        trees=trees,
        known=names,
    )
    return Loaded(case, trees, names)


def _decoded(tree: Node, report: Report) -> Dossier | None:
    """A dossier; one finding where a file of municipalities stands in its place."""
    blocks = [node for _, node in tree.entries] if isinstance(tree, Mapping) else []
    if not blocks or not all(isinstance(one, Mapping) and one.get("huisstijl") for one in blocks):
        return decode(tree, Dossier, report)
    report(
        Diagnostic(
            "RV103",
            Severity.ERROR,
            tree.at,
            "Hier hoort een dossier, maar er staan gemeenten",
            f"Alle gemeenten staan in {MUNICIPALITIES}.yaml; zet een kopie ervan buiten `data/`",
        )
    )
    return None


def house_style(project: Project, name: str, report: Report) -> tuple[HouseStyle | None, Trees]:
    """One house style by its name, whether a municipality uses it or not."""
    trees: dict[str, Node] = {}
    return _styles(project, trees, {}, (name,), report).get(name), trees


def source_names(project: Project) -> frozenset[str]:
    """The ids of `bronnen` in every dossier of a project."""
    trees = (_read(project.data(name), lambda _: None) for name in project.dossiers)
    lists = (tree.get("bronnen") for tree in trees if isinstance(tree, Mapping))
    return frozenset(
        key.value for one in lists if isinstance(one, Mapping) for key, _ in one.entries
    )


def usable_case(project: Project, dossier: str) -> Case:
    """The data of a dossier; raises `OutsideError` where too much is wrong to use it."""
    case = load(project, dossier, lambda _: None).case
    if case is None:
        raise OutsideError(
            f"Het dossier '{dossier}' is niet te gebruiken",
            "`raadsvoorstel validate` zegt wat er mis is",
        )
    return case


def municipality_names(project: Project) -> dict[str, Regel]:
    """Id to name of every municipality in the file; none where it can't be read."""
    path = project.data(MUNICIPALITIES)
    return _names(_read(path, lambda _: None))


def _names(tree: Node | None) -> dict[str, Regel]:
    """Id to name of every municipality, sorted by `sorteernaam` or else the name itself."""
    entries = tree.entries if isinstance(tree, Mapping) else ()
    blocks = {key.value: (node if isinstance(node, Mapping) else None) for key, node in entries}
    names = {id_: _text(block, "naam") or Regel(id_) for id_, block in blocks.items()}
    order = {
        id_: folded(_text(block, "sorteernaam") or names[id_]) for id_, block in blocks.items()
    }
    return {id_: names[id_] for id_ in sorted(names, key=lambda id_: (order[id_], id_))}


def _text(block: Mapping | None, field: str) -> Regel | None:
    """A line of a municipality, by the rules of any line; None where it can't be used."""
    node = block.get(field) if block is not None else None
    return decode(node, Regel, lambda _: None) if node is not None else None


def _is_nameless(node: Node) -> bool:
    """Whether other papers can't name this municipality, or not in its place."""
    if not isinstance(node, Mapping) or _text(node, "naam") is None:
        return True
    sort = node.get("sorteernaam")
    known = sort is not None and not (isinstance(sort, Scalar) and sort.is_null)
    return known and _text(node, "sorteernaam") is None


def _tell_local(
    local: list[Diagnostic], tree: Mapping | None, dossier: Dossier | None, report: Report
) -> None:
    """What is wrong with a participant that has no name concerns all: each paper names it."""
    entries = tree.entries if tree is not None else ()
    deelnemers = dossier.deelnemers if dossier is not None else ()
    nameless = {
        key.value for key, node in entries if key.value in deelnemers and _is_nameless(node)
    }
    for one in local:
        report(replace(one, gemeenten=frozenset()) if one.gemeenten & nameless else one)


def _tell_misnamed(project: Project, report: Report) -> None:
    for path in project.misnamed:
        report(
            Diagnostic(
                "RV015",
                Severity.WARNING,
                Location(shown(path)),
                f"Een dossier kan niet '{path.stem}' heten; het bestand wordt overgeslagen",
                "Gebruik in de naam letters, cijfers, streepjes en enkele spaties",
            )
        )


def _read_tree(trees: dict[str, Node], name: str, path: Path, report: Report) -> Node | None:
    tree = _read(path, report)
    if tree is not None:
        trees[name] = tree
    return tree


def _blocks(trees: dict[str, Node], path: Path, report: Report) -> Mapping | None:
    """The municipalities; a mistake inside one block concerns that council alone."""
    found: list[Diagnostic] = []
    tree = _read_tree(trees, MUNICIPALITIES, path, found.append)
    keys = [key for key, _ in tree.entries] if isinstance(tree, Mapping) else []
    for one in found:
        at = one.location
        above = reversed(keys[: bisect_left(keys, at, key=lambda key: key.at)])
        owner = next((key.value for key in above if key.at.column < at.column), None)
        report(one if owner is None else replace(one, gemeenten=frozenset({owner})))
    if tree is None or isinstance(tree, Mapping):
        return tree
    report(
        Diagnostic(
            "RV103",
            Severity.ERROR,
            tree.at,
            "Hier horen gemeenten, elk met een naam en een blok velden",
            "Schrijf `heemstede:` en daaronder, ingesprongen, de velden",
        )
    )
    return None


def _refuse_a_path(dossier_id: str) -> None:
    if not may_be_dossier(dossier_id):
        raise OutsideError(
            f"'{dossier_id}' kan geen naam van een dossier zijn",
            "Noem het bestand in `data/` zonder map en zonder `.yaml`",
        )


def _read(path: Path, report: Report) -> Node | None:
    file = shown(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        report(
            Diagnostic(
                "RV001",
                Severity.ERROR,
                Location(file),
                "Het bestand ontbreekt",
                _instead(path) or "Maak het, of begin met `raadsvoorstel init MAP`",
            )
        )
        return None
    except OSError as error:
        report(
            Diagnostic(
                "RV001",
                Severity.ERROR,
                Location(file),
                f"Het bestand kan niet worden gelezen ({_reason(error)})",
                "Controleer de rechten en of het echt een bestand is",
            )
        )
        return None
    return tree_of(content, file, report)


def _instead(path: Path) -> str:
    """What to do with a file that stands there under the other suffix of YAML."""
    other = path.with_suffix(".yml")
    return f"Er staat wel {other.name}; verander die naam in {path.name}" if other.exists() else ""


def _reason(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "het is een map"
    return "geen rechten" if isinstance(error, PermissionError) else "leesfout"


def _municipalities(tree: Mapping, report: Report) -> dict[str, Municipality]:
    """Each municipality by itself: a mistake in one leaves the others whole."""
    found = {}
    for key, node in tree.entries:
        municipality = decode(node, Municipality, _about(report, key.value))
        if _safe_id(key, report) and municipality is not None:
            found[key.value] = municipality
    return found


def _about(report: Report, *gemeenten: str) -> Report:
    """A report in which every finding concerns these councils; without any, the whole run."""
    return lambda diagnostic: report(replace(diagnostic, gemeenten=frozenset(gemeenten)))


def _safe_id(key: Scalar, report: Report) -> bool:
    if re.fullmatch(ID, key.value, re.ASCII):
        return True
    report(
        Diagnostic(
            "RV305",
            Severity.ERROR,
            key.at,
            f"'{key.value}' kan geen id van een gemeente zijn",
            "Gebruik hooguit 60 kleine letters zonder accenten, cijfers en streepjes; "
            "de echte naam staat in `naam`",
            frozenset({key.value}),
        )
    )
    return False


# -- house styles ------------------------------------------------------------------------------


def _styles(
    project: Project,
    trees: dict[str, Node],
    municipalities: Map[str, Municipality],
    extra: tuple[str, ...],
    report: Report,
) -> dict[str, HouseStyle]:
    wanted: dict[str, list[str]] = {}
    for id_, municipality in municipalities.items():
        wanted.setdefault(str(municipality.huisstijl), []).append(id_)
    for name in extra:
        wanted.setdefault(name, [])
    files = _StyleFiles(project, project.house_styles)
    styles: dict[str, HouseStyle] = {}
    known: Known = {}
    for name, users in wanted.items():
        tree = _style_tree(files, name, _for_users(users, trees, report))
        if tree is None:
            continue
        trees[f"{STYLE}/{name}"] = tree
        style = decode(tree, HouseStyle, _of_a_style(tree, name, _about(report, *users)), known)
        if style is not None:
            styles[name] = style
    return styles


_BASE = "standaard"
_OF_A_WHOLE_STYLE = {"formule", "handtekeningen", "stukken"}
"""What a house style only writes itself if it rests on no other."""


def _of_a_style(tree: Node, name: str, report: Report) -> Report:
    """One finding where a house style forgot what it rests on, and not one per field it lacks."""
    keys = {key.value for key, _ in tree.entries} if isinstance(tree, Mapping) else set()
    if not keys or "gebaseerd_op" in keys or _OF_A_WHOLE_STYLE & keys or name == _BASE:
        return report
    report(
        Diagnostic(
            "RV102",
            Severity.ERROR,
            tree.at,
            "De huisstijl rust op geen andere, en beschrijft zelf niet hoe een stuk eruitziet",
            f"Voeg `gebaseerd_op: {_BASE}` toe; dan hoeft hier alleen wat anders is",
        )
    )
    return lambda one: None if (one.code, one.location) == ("RV102", tree.at) else report(one)


class _StyleFiles(Struct):
    """The house styles of one load; a base that many share is read once."""

    project: Project
    names: tuple[str, ...]
    found: dict[str, tuple[Node | None, tuple[Diagnostic, ...]]] = field(default_factory=dict)

    def path(self, name: str) -> Path | None:
        if name not in self.names:
            return None
        return self.project.template(f"huisstijlen/{name}/huisstijl.yaml")

    def tree(self, name: str, path: Path, report: Report) -> Node | None:
        """The tree of a file; whoever asks is told what is wrong with it."""
        if name not in self.found:
            found: list[Diagnostic] = []
            tree = _read(path, found.append)
            self.found[name] = tree, tuple(found)
        tree, told = self.found[name]
        for one in told:
            report(one)
        return tree


def _for_users(users: list[str], trees: Trees, report: Report) -> Report:
    """A missing style is reported where each municipality names it; the rest where it stands."""

    def tell(diagnostic: Diagnostic) -> None:
        if diagnostic.code != "RV302" or diagnostic.location.file:
            _about(report, *users)(diagnostic)
            return
        for id_ in users:
            at = locate(trees, (MUNICIPALITIES, id_, "huisstijl"))
            report(replace(diagnostic, location=at, gemeenten=frozenset({id_})))

    return tell


def _style_tree(
    files: _StyleFiles,
    name: str,
    report: Report,
    seen: tuple[str, ...] = (),
    at: Location | None = None,
) -> Node | None:
    """The tree of a house style, merged over the one that it is based on."""
    if name in seen:
        ring = seen[seen.index(name) :]
        if name == min(ring):  # told once, whichever of them is read
            report(
                Diagnostic(
                    "RV303",
                    Severity.ERROR,
                    at or Location(""),
                    f"De huisstijlen verwijzen in een kring: {' → '.join((*ring, name))}",
                    "Haal één keer `gebaseerd_op` weg",
                )
            )
            return None
    path = files.path(name)
    if path is None:
        report(
            Diagnostic(
                "RV302",
                Severity.ERROR,
                at or Location(""),
                f"De huisstijl '{name}' bestaat niet",
                _style_meant(name, files),
            )
        )
        return None
    tree = files.tree(name, path, report)
    base = tree.get("gebaseerd_op") if isinstance(tree, Mapping) else None
    if tree is None or not isinstance(base, Scalar) or base.is_null:
        return tree
    below = _style_tree(files, base.value, report, (*seen, name), base.at)
    return None if below is None else merge(below, tree)


def _style_meant(name: str, files: _StyleFiles) -> str:
    if files.project.lacks_style_file(name):
        return f"Er is wel een map; maak daarin huisstijl.yaml, met `gebaseerd_op: {_BASE}`"
    return nearest(name, files.names) or f"Mogelijk zijn: {', '.join(files.names)}"


def merge(below: Node, above: Node) -> Node:
    """Maps merge per key; anything else is replaced whole. Each value keeps its own place."""
    if not (isinstance(below, Mapping) and isinstance(above, Mapping)):
        return above
    own = {key.value: (key, node) for key, node in above.entries}
    kept = tuple(
        (own[key.value][0], merge(node, own[key.value][1])) if key.value in own else (key, node)
        for key, node in below.entries
    )
    inherited = {key.value for key, _ in below.entries}
    added = tuple(entry for entry in above.entries if entry[0].value not in inherited)
    return Mapping(kept + added, above.at)
