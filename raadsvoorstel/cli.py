"""The command line: arguments in, text and an exit code out. The only module on `typer`.

Its annotations are evaluated here and now: typer would do that from text, at every start.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from raadsvoorstel import __version__
from raadsvoorstel.outside import OutsideError
from raadsvoorstel.usage import DutchCommand, DutchGroup, usage_error

if TYPE_CHECKING:
    from raadsvoorstel.loading import Case
    from raadsvoorstel.project import Project

GOOD, FINDINGS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    cls=DutchGroup,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="""Eén plan langs alle raden: raadsvoorstel en raadsbesluit van elke gemeente.

Voorbeelden:
  raadsvoorstel generate
  raadsvoorstel generate --gemeente heemstede
  raadsvoorstel validate --weergave kort""",
)


_FORMATS = ("docx", "md")
_FORMS = ("volledig", "kort", "json", "github", "sarif", "junit")
"""Of papers, and of findings: tests hold them to `writers` and `reporting`, slow to import."""


def _either(choices: tuple[str, ...]) -> str:
    return f"{', '.join(choices[:-1])} of {choices[-1]}"


def _complete(*names: str) -> Callable[[str], list[str]]:
    return lambda incomplete: [name for name in names if name.startswith(incomplete)]


def _complete_kind(incomplete: str) -> list[str]:
    return _complete(*_project(None).kinds)(incomplete)


def _complete_dossier(incomplete: str) -> list[str]:
    return _complete(*_project(None).dossiers)(incomplete)


def _complete_style(incomplete: str) -> list[str]:
    return _complete(*_project(None).house_styles)(incomplete)


def _complete_code(incomplete: str) -> list[str]:
    from raadsvoorstel.codes import CODES

    names = (*CODES, *(one.name for one in CODES.values()))
    return [name for name in names if name.casefold().startswith(incomplete.casefold())]


def _complete_gemeente(incomplete: str) -> list[str]:
    return [id_ for id_ in _known(_project(None)) if id_.startswith(incomplete.casefold())]


Map = Annotated[
    Path | None, typer.Option("--map", metavar="MAP", help="Map van het project (met data/)")
]
DossierName = Annotated[
    str | None,
    typer.Option(
        "--dossier",
        metavar="NAAM",
        autocompletion=_complete_dossier,
        help="Dossier: data/NAAM.yaml; standaard regiovisie, of het enige",
    ),
]
Gemeenten = Annotated[
    list[str] | None,
    typer.Option(
        "--gemeente",
        "-g",
        metavar="GEMEENTE",
        autocompletion=_complete_gemeente,
        help="Alleen deze gemeente (id of naam); mag vaker",
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--stuk",
        metavar="STUK",
        autocompletion=_complete_kind,
        help="Alleen dit soort stuk; mag vaker",
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--formaat",
        metavar="FORMAAT",
        autocompletion=_complete(*_FORMATS),
        help=f"Alleen dit formaat: {_either(_FORMATS)}; mag vaker",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--uitvoer", metavar="MAP", help="Map voor de stukken")
]
Deliver = Annotated[
    bool, typer.Option("--aanleveren", help="Eis dat alles is ingevuld, behalve door de griffie")
]
Papers = Annotated[
    list[Path],
    typer.Argument(metavar="BESTAND…", help="Stukken: .docx, .md, .txt of (extra) .pdf"),
]
Existing = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[BESTAND…]", help="Stukken van raden; standaard de gegevens zelf"),
]
Beside = Annotated[
    str | None,
    typer.Option(
        "--dossier",
        metavar="NAAM",
        autocompletion=_complete_dossier,
        help="Leg de stukken ook naast dit dossier",
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--alleen", metavar="CODE", help="Alleen deze code of reeks (RV7); mag vaker"),
]
Without = Annotated[
    list[str] | None,
    typer.Option("--zonder", metavar="CODE", help="Zonder deze code of reeks; mag vaker"),
]
Strict = Annotated[bool, typer.Option("--strikt", help="Ook een waarschuwing telt als fout")]


def _view(*choices: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        "--weergave",
        metavar="VORM",
        autocompletion=_complete(*choices),
        help=f"Vorm van de uitvoer: {_either(choices)}",
    )
    return option


huisstijl = typer.Typer(
    cls=DutchGroup,
    rich_markup_mode=None,
    help="""Bekijk een huisstijl, of het eigen Word-bestand van een gemeente.

Voorbeelden:
  raadsvoorstel huisstijl check briefpapier.dotx
  raadsvoorstel huisstijl preview haarlem""",
)
app.add_typer(huisstijl, name="huisstijl")


@huisstijl.callback(invoke_without_command=True)
def house_styles(ctx: typer.Context) -> None:
    """Without a command the help, as the program itself."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@app.callback(invoke_without_command=True)
def program(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Toon de versie")] = False,  # noqa: FBT002
) -> None:
    """Eén plan langs alle raden."""
    if version:
        typer.echo(f"raadsvoorstel {__version__}")
    elif ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@app.command("generate", cls=DutchCommand)
def generate(  # noqa: PLR0913, PLR0917 - the options of the command
    gemeente: Gemeenten = None,
    stuk: Kinds = None,
    formaat: Formats = None,
    uitvoer: Output = None,
    dossier: DossierName = None,
    map_: Map = None,
    aanleveren: Deliver = False,  # noqa: FBT002
) -> None:
    """Maak de stukken van alle deelnemers, of van de gemeenten die u noemt.

    Voorbeelden:
      raadsvoorstel generate
      raadsvoorstel generate --gemeente heemstede --formaat docx
      raadsvoorstel generate --aanleveren
    """
    from raadsvoorstel import remembering, reporting
    from raadsvoorstel.project import shown
    from raadsvoorstel.verdict import Asked, exit_code

    project = _named_project(map_)
    kinds, formats = tuple(stuk or ()), tuple(formaat or ())
    asked = Asked(_dossier(project, dossier), tuple(gemeente or ()), kinds, formats)
    output = uitvoer or project.output
    with reporting.progress() as progress:
        made = remembering.generated(project, asked, output, progress)
    told = reporting.report(made, shown(output), sys.stdout, deliver=aanleveren)
    typer.echo(told, nl=False)
    raise typer.Exit(exit_code(made, deliver=aanleveren))


@app.command("validate", cls=DutchCommand)
def validate(  # noqa: PLR0913, PLR0917 - the options of the command
    weergave: Annotated[str, _view(*_FORMS)] = "volledig",
    dossier: Annotated[
        str | None,
        typer.Option(
            "--dossier",
            metavar="NAAM",
            autocompletion=_complete_dossier,
            help="Alleen dit dossier; standaard alle",
        ),
    ] = None,
    map_: Map = None,
    alleen: Only = None,
    zonder: Without = None,
    strikt: Strict = False,  # noqa: FBT002
) -> None:
    """Controleer alle gegevens, sjablonen en huisstijlen, zonder iets te schrijven.

    Voorbeelden:
      raadsvoorstel validate
      raadsvoorstel validate --weergave json --strikt
    """
    from raadsvoorstel import remembering, reporting
    from raadsvoorstel.choosing import chosen
    from raadsvoorstel.codes import selected

    project = _named_project(map_)
    (form,) = chosen([weergave], _same(reporting.REPORTERS), "--weergave")
    names = (_dossier(project, dossier),) if dossier else project.dossiers
    checked = remembering.validated(project, names).only(selected(alleen or (), zonder or ()))
    setting = reporting.Setting(reporting.wants_colour(sys.stdout), strict=strikt)
    typer.echo(reporting.REPORTERS[form](checked.findings, setting), nl=False)
    typer.echo(reporting.summary(checked), err=True)
    raise typer.Exit(FINDINGS if checked.has_errors(strict=strikt) else GOOD)


@app.command("check", cls=DutchCommand)
def check(  # noqa: PLR0913, PLR0917 - the options of the command
    bestand: Papers,
    weergave: Annotated[str, _view(*_FORMS)] = "volledig",
    dossier: Beside = None,
    map_: Map = None,
    alleen: Only = None,
    zonder: Without = None,
    strikt: Strict = False,  # noqa: FBT002
) -> None:
    """Zoek fouten in stukken die er al zijn: in de woorden, en in Word ook de toegankelijkheid.

    Voorbeelden:
      raadsvoorstel check nota.docx bijlage.docx
      raadsvoorstel check stuk.txt --dossier regiovisie --weergave kort
    """
    from raadsvoorstel import inspecting, reporting
    from raadsvoorstel.choosing import chosen
    from raadsvoorstel.codes import selected
    from raadsvoorstel.diagnostics import has_errors

    (form,) = chosen([weergave], _same(reporting.REPORTERS), "--weergave")
    codes = selected(alleen or (), zonder or ())
    case = _case(map_, dossier) if dossier else None
    inspected = inspecting.inspect(bestand, case, codes)
    findings = tuple(one for file in inspected for one in file.findings)
    setting = reporting.Setting(
        reporting.wants_colour(sys.stdout), strikt, tuple(one.file for one in inspected)
    )
    typer.echo(reporting.REPORTERS[form](findings, setting), nl=False)
    typer.echo(reporting.inspection_summary(inspected), err=True)
    raise typer.Exit(FINDINGS if has_errors(findings, strict=strikt) else GOOD)


@app.command("compare", cls=DutchCommand)
def compare(
    bestand: Existing = None,
    weergave: Annotated[str, _view("volledig", "json")] = "volledig",
    dossier: DossierName = None,
    map_: Map = None,
    strikt: Strict = False,  # noqa: FBT002
) -> None:
    """Leg de beslispunten van alle raden naast elkaar: gelijk, vastgelegde afwijking of verschil.

    Zonder bestanden: zoals de gegevens het nu zeggen, niet de bestanden op schijf.
    Met bestanden: stukken die er al zijn, naast het dossier.

    Voorbeelden:
      raadsvoorstel compare
      raadsvoorstel compare --weergave json
      raadsvoorstel compare heemstede.docx velsen.docx --dossier regiovisie
    """
    from raadsvoorstel import comparing, reporting, sidebyside
    from raadsvoorstel.choosing import chosen

    (form,) = chosen([weergave], _same(sidebyside.FORMS), "--weergave")
    if bestand:
        compared = comparing.files(bestand, _case(map_, dossier))
    else:
        project = _named_project(map_)
        compared = comparing.own_papers(project, _dossier(project, dossier))
    typer.echo(sidebyside.FORMS[form](compared), nl=False)
    typer.echo(reporting.volledig(compared.broken), err=True, nl=False)
    typer.echo(sidebyside.summary(compared), err=True)
    raise typer.Exit(FINDINGS if compared.fails(strict=strikt) else GOOD)


@huisstijl.command("check", cls=DutchCommand)
def check_base(
    bestand: Annotated[
        Path,
        typer.Argument(metavar="BESTAND", help="Een Word-bestand (.docx, .dotx, .docm, .dotm)"),
    ],
    weergave: Annotated[str, _view(*_FORMS)] = "volledig",
    strikt: Strict = False,  # noqa: FBT002
) -> None:
    """Zie wat er van een eigen Word-bestand op de stukken komt, voordat een huisstijl het noemt.

    Voorbeelden:
      raadsvoorstel huisstijl check briefpapier.dotx
      raadsvoorstel huisstijl check briefpapier.dotx --weergave kort
    """
    from raadsvoorstel import appraisal, reporting, trial
    from raadsvoorstel.choosing import chosen
    from raadsvoorstel.papers.files import refuse_missing

    (form,) = chosen([weergave], _same(reporting.REPORTERS), "--weergave")
    refuse_missing(bestand)
    tried = trial.trial(bestand)
    if form == "volledig":
        typer.echo(appraisal.appraisal(tried, sys.stdout), nl=False)
    else:
        typer.echo(reporting.REPORTERS[form](tried.findings), nl=False)
    typer.echo(appraisal.verdict(tried), err=True)
    raise typer.Exit(FINDINGS if tried.fails(strict=strikt) else GOOD)


@huisstijl.command(cls=DutchCommand)
def preview(
    naam: Annotated[
        str,
        typer.Argument(
            metavar="NAAM", autocompletion=_complete_style, help="Map onder templates/huisstijlen/"
        ),
    ],
    uitvoer: Output = None,
    map_: Map = None,
) -> None:
    """Maak een Word-bestand met alle elementen van een stuk in een huisstijl: voorbeeld-NAAM.docx.

    Voorbeelden:
      raadsvoorstel huisstijl preview haarlem
      raadsvoorstel huisstijl preview haarlem --uitvoer proef
    """
    from raadsvoorstel import pipeline, reporting
    from raadsvoorstel.choosing import chosen
    from raadsvoorstel.outside import OutsideError
    from raadsvoorstel.project import shown
    from raadsvoorstel.verdict import exit_code

    project = _named_project(map_)
    if project.lacks_style_file(naam):
        file = f"templates/huisstijlen/{naam}/huisstijl.yaml"
        hint = "Maak het, en begin met `naam: …` en `gebaseerd_op: standaard`"
        raise OutsideError(f"Het bestand {file} ontbreekt", hint)
    (name,) = chosen([naam], _same(project.house_styles), "De huisstijl")
    output = uitvoer or project.output
    made = pipeline.preview(project, name, output)
    colour = reporting.wants_colour(sys.stdout)
    typer.echo(reporting.preview_report(made, shown(output), colour=colour), nl=False)
    raise typer.Exit(exit_code(made))


@app.command("explain", cls=DutchCommand)
def explain(
    code: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CODE…]",
            autocompletion=_complete_code,
            help="Codes uit een melding, of hun namen: RV307 of weekend; zonder: alle codes",
        ),
    ] = None,
) -> None:
    """Leg een melding uit: wat zij betekent, waarom het ertoe doet en hoe u het herstelt.

    Voorbeelden:
      raadsvoorstel explain RV307
      raadsvoorstel explain weekend RV209
    """
    from raadsvoorstel import explaining

    typer.echo(explaining.explain(code or ()), nl=False)


@app.command("list", cls=DutchCommand)
def list_(
    weergave: Annotated[str, _view("tabel", "json")] = "tabel",
    dossier: DossierName = None,
    map_: Map = None,
) -> None:
    """Toon de gemeenten: code, raadsdatum, huisstijl en haar herkomst, lege plekken.

    Voorbeelden:
      raadsvoorstel list
      raadsvoorstel list --weergave json
    """
    from raadsvoorstel import checking, listing, reporting
    from raadsvoorstel.choosing import chosen

    project = _named_project(map_)
    (form,) = chosen([weergave], _same(("tabel", "json")), "--weergave")
    checked = checking.check(project, _dossier(project, dossier))
    typer.echo(listing.listing(checked, form, sys.stdout), nl=False)
    typer.echo(reporting.volledig(checked.verdict.errors), err=True, nl=False)
    raise typer.Exit(FINDINGS if checked.verdict.errors else GOOD)


@app.command("init", cls=DutchCommand)
def init(
    folder: Annotated[Path, typer.Argument(metavar="MAP", help="Map voor het nieuwe project")],
    leeg: Annotated[bool, typer.Option("--leeg", help="Begin leeg, zonder het voorbeeld")] = False,  # noqa: FBT002
) -> None:
    """Begin een eigen project: het voorbeeld om te bewerken, of een lege start.

    Voorbeelden:
      raadsvoorstel init mijn-regio
      raadsvoorstel init mijn-regio --leeg
    """
    from raadsvoorstel.project import shown
    from raadsvoorstel.starting import start

    written = start(folder, empty=leeg)
    typer.echo(f"{len(written)} bestanden geschreven in {shown(folder)}")
    typer.echo(f"Verder: bewerk data/ en draai `raadsvoorstel generate --map {shown(folder)}`")


def _complete_file_kind(incomplete: str) -> list[str]:
    from raadsvoorstel.schemas import NAMES

    return _complete(*NAMES)(incomplete)


@app.command("schema", cls=DutchCommand)
def schema(
    soort: Annotated[
        str | None,
        typer.Argument(
            metavar="[SOORT]",
            autocompletion=_complete_file_kind,
            help="dossier, gemeenten of huisstijl; standaard alle drie",
        ),
    ] = None,
    uitvoer: Annotated[
        Path | None,
        typer.Option("--uitvoer", metavar="MAP", help="Map; standaard data/schema van het project"),
    ] = None,
    map_: Map = None,
) -> None:
    """Schrijf de JSON Schema's van uw bestanden: een editor helpt er bij het invullen mee.

    Noemt u een soort en geen map, dan komt dat schema op het scherm.
    Een schema dat met de hand is bewerkt, blijft staan.

    Voorbeelden:
      raadsvoorstel schema
      raadsvoorstel schema huisstijl
      raadsvoorstel schema dossier --uitvoer schema
    """
    from raadsvoorstel import reporting, schemas
    from raadsvoorstel.choosing import chosen
    from raadsvoorstel.project import shown
    from raadsvoorstel.publishing import State

    names = chosen([soort], _same(schemas.NAMES), "Het schema") if soort else schemas.NAMES
    if soort and uitvoer is None:
        typer.echo(schemas.text(names[0]), nl=False)
        return
    folder = uitvoer or schemas.folder(_named_project(map_))
    written = schemas.write(folder, names)
    typer.echo(reporting.schema_report(written, shown(folder)), nl=False)
    raise typer.Exit(FINDINGS if State.KEPT in written.values() else GOOD)


@app.command("completion", cls=DutchCommand)
def completion(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh, fish of powershell")],
) -> None:
    """Toon het script waarmee uw shell met Tab aanvult.

    Voorbeelden:
      raadsvoorstel completion bash >> ~/.bashrc
      raadsvoorstel completion powershell >> $PROFILE
    """
    from typer._completion_shared import get_completion_script

    from raadsvoorstel.choosing import chosen

    (name,) = chosen([shell], _same(("bash", "zsh", "fish", "powershell")), "De shell")
    typer.echo(get_completion_script(prog_name=_NAME, complete_var=_COMPLETE, shell=name))


_NAME = "raadsvoorstel"
_COMPLETE = "_RAADSVOORSTEL_COMPLETE"


def _project(folder: Path | None) -> "Project":
    from raadsvoorstel.project import find

    return find(folder)


def _dossier(project: "Project", name: str | None) -> str:
    from raadsvoorstel.choosing import chosen
    from raadsvoorstel.outside import OutsideError

    wanted = project.default_dossier if name is None else name
    if wanted is None:
        message = f"Er zijn {len(project.dossiers)} dossiers: {', '.join(project.dossiers)}"
        raise OutsideError(message, "Noem er een met `--dossier`")
    (found,) = chosen([wanted], _same(project.dossiers), "--dossier")
    return found


def _case(folder: Path | None, name: str | None) -> "Case":
    """The dossier to hold papers against; what is wrong in it is said by `validate`."""
    from raadsvoorstel.loading import usable_case

    project = _named_project(folder)
    return usable_case(project, _dossier(project, name))


def _named_project(folder: Path | None) -> "Project":
    project = _project(folder)
    typer.echo(project.description, err=True)
    return project


def _known(project: "Project") -> Mapping[str, str]:
    from raadsvoorstel.loading import municipality_names

    return municipality_names(project)


def _same(names: Iterable[str]) -> dict[str, str]:
    return {name: name for name in names}


# -- the process -------------------------------------------------------------------------------


def main() -> NoReturn:
    """Run, and turn every way of ending into an exit code; a bug of ours keeps its traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal in cp1252 shows ? and does not fail
    code = _run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    if os.environ.get(_COMPLETE):
        from typer._completion_classes import completion_init

        completion_init()
    try:
        code = _with_the_asked(arguments)(arguments, prog_name=_NAME, standalone_mode=False)
    except OutsideError as error:
        typer.echo(f"Fout: {error.message}\nHulp: {error.hint}", err=True)
        return USAGE
    except BrokenPipeError:
        _silence()
        return GOOD
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001 - told apart by kind below
        return _ended(error)
    if code == INTERRUPTED:  # typer turns Ctrl-C into this code, without a word
        typer.echo("Afgebroken; wat al geschreven was, is heel.", err=True)
    return code if isinstance(code, int) else GOOD


def _with_the_asked(arguments: list[str]) -> typer.Typer:
    """The program with the one command that is asked for: typer prepares all that it knows."""
    asked = [one for one in app.registered_commands if one.name in arguments[:1]]
    if not asked:
        return app
    narrowed = copy(app)
    narrowed.registered_commands, narrowed.registered_groups = asked, []
    return narrowed


def _ended(error: Exception) -> int:
    usage = typer.BadParameter.__base__
    if usage is not None and isinstance(error, usage):
        typer.echo(usage_error(error), err=True)
        return USAGE
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        typer.echo(
            "Fout: De naam van een map of bestand is te lang\nHulp: Kies een kortere", err=True
        )
        return USAGE
    import traceback

    traceback.print_exception(error)
    typer.echo("Dit is een fout in raadsvoorstel zelf; meld hem met de tekst hierboven.", err=True)
    return BUG


def _silence() -> None:
    """The reader of a pipe went away: nothing more can be said, and that is no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
