"""Data to papers: the template of a kind, filled in for one council, as a `Paper`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache, partial

from msgspec import Struct
from msgspec.structs import asdict, replace

from raadsvoorstel import dutch, tokens, wording
from raadsvoorstel.codes import severity_of
from raadsvoorstel.diagnostics import Diagnostic, Location, Report
from raadsvoorstel.document import (
    Blank,
    Block,
    Document,
    Group,
    Heading,
    Paper,
    Paragraph,
    Properties,
    Section,
    Text,
    inline_text,
    texts,
)
from raadsvoorstel.fingerprint import DataPrints, data_prints, of_templates
from raadsvoorstel.housestyle import Stuk
from raadsvoorstel.loading import Case
from raadsvoorstel.placeholders import PlaceholderError, phrase
from raadsvoorstel.project import Project, shown
from raadsvoorstel.readers import recalled
from raadsvoorstel.templating import Environment, Filled, environment, fill, tracing
from raadsvoorstel.templating.errors import TemplateError
from raadsvoorstel.tokens import Line
from raadsvoorstel.values import Regel, plain
from raadsvoorstel.view import StukView, View, view

EXAMPLE_NOTICE = "Voorbeeld op basis van openbare stukken; geen officieel raadsstuk"
_EXAMPLE = "voorbeeld"
_PAGE_1 = 1500
"""Letters that fit on page 1 in any usual look: some twenty lines and their headings."""
_LETTER = re.compile(r"\w")
_UNWORDED = Stuk(titel=plain("-"))
"""The wording of a kind that a house style does not know: its template says everything."""


class Template(Struct, frozen=True):
    """The name of a template, and its file: the place of the words that no value brought."""

    name: str
    at: Location


class Composer(Struct, frozen=True):
    """Composes the papers of one case; each template is compiled once."""

    case: Case
    sandbox: Environment
    printers: Mapping[str, str]
    """The template of each slot that is more than a text."""
    prints: DataPrints
    template: Callable[[str, str], Template]
    """The template for a council and a kind, looked for once."""

    def compose(self, gemeente: str, kind: str, report: Report) -> Paper | None:
        """One paper; None after reporting why there is none."""
        try:
            return self._paper(gemeente, kind, self.template(gemeente, kind))
        except PlaceholderError as error:
            code, at, message, hint = error.code, error.origin, error.message, error.hint
        except TemplateError as error:
            code, at, message, hint = error.code, error.at, error.message, error.hint
        report(Diagnostic(code, severity_of(code), at, message, hint, frozenset({gemeente})))
        return None

    def _paper(self, gemeente: str, kind: str, template: Template) -> Paper:
        council = view(self.case, gemeente)
        stuk = council.huisstijl.stukken.get(kind, _UNWORDED)
        seen = replace(council, stuk=_stuk_view(kind, stuk, council))
        filled = fill(self.sandbox, template.name, seen, self._names(stuk, seen, council))
        blocks = _with_name(
            _with_notice(_blocks(filled, self.case.project, template.at), seen), seen
        )
        document = Document(blocks, str(seen.huisstijl.taal))
        prints = (
            ("Gegevens", self.prints.of(gemeente, kind, document)),
            ("Sjabloon", of_templates(filled.templates)),
        )
        return Paper(
            document,
            _properties(seen, self.case, prints),
            header=tuple(phrase(line, seen) for line in stuk.koptekst),
            footer=tuple(phrase(line, seen) for line in stuk.voettekst),
            woordmerk=_wordmark(seen),
            page_number=str(seen.huisstijl.paginatekst),
        )

    def _names(self, stuk: Stuk, seen: View, council: View) -> dict[str, object]:
        """Every name that a template knows: the view, and the house style's words around it."""
        return {
            **asdict(seen),
            "voorbeeldtekst": Regel(EXAMPLE_NOTICE),
            "concepttekst": stuk.concept,
            "kenmerken": wording.kenmerken(stuk, seen),
            "secties": wording.secties(stuk, seen, self.printers),
            **(_words_of_all(council) or _words(seen)),
            "ondertekening": stuk.ondertekening,
        }


def composer(case: Case, sandbox: Environment | None = None) -> Composer:
    """A composer with the templates of the case's project; those of a sandbox have been read."""
    project = case.project
    return Composer(
        case,
        sandbox or environment(project),
        printers(project),
        data_prints(case),
        partial(_template_of, project.council_templates, cache(partial(_template, project))),
    )


@lru_cache(maxsize=4)
def _words_of_all(council: View) -> dict[str, object] | None:
    """The words that are the same in all papers of a council; None where one names the paper."""
    try:
        return _words(replace(council, stuk=None))
    except PlaceholderError:  # of a paper that is not there; any other is found again
        return None


def _words(seen: View) -> dict[str, object]:
    style = seen.huisstijl
    return {
        "besluit": wording.punten(seen.beslispunten, style.beslispunten, seen),
        "collegebesluit": wording.punten(seen.collegepunten, style.collegepunten, seen),
        "formule": wording.formule(seen),
        "handtekeningen": {
            pair: wording.handtekeningen(pair, seen) for pair in ("indiener", "raad")
        },
    }


def printers(project: Project) -> dict[str, str]:
    """The slots that have a template of their own in `templates/onderdelen/`."""
    return {name: f"onderdelen/{name}.md.j2" for name in project.templates("onderdelen", ".md.j2")}


def _template_of(
    own: frozenset[str], named: Callable[[str], Template], gemeente: str, kind: str
) -> Template:
    """A municipality's own template for a kind goes before the common one."""
    name = f"gemeenten/{gemeente}/{kind}.md.j2"
    return named(name if name in own else f"{kind}.md.j2")


def _template(project: Project, name: str) -> Template:
    return Template(name, Location(shown(project.template(name) or project.root)))


def _stuk_view(kind: str, stuk: Stuk, seen: View) -> StukView:
    title = stuk.titel_concept if seen.concept and stuk.titel_concept else stuk.titel
    worded = plain(kind.capitalize()) if stuk is _UNWORDED else title
    return StukView(kind, Line(phrase(worded, seen)))


def _blocks(filled: Filled, project: Project, at: Location) -> tuple[Block, ...]:
    reading = recalled.read(filled.markdown, groups=True)
    broken = partial(_broken, filled, project, at)
    if reading.refusals:
        first = reading.refusals[0]
        raise broken(
            f"Het sjabloon levert opmaak die niet kan: {first.message}",
            "Gebruik koppen, alinea's, lijsten, tabellen en groepen met :::",
            line=first.line,
        )
    if all(isinstance(block, Heading | Group) for block in reading.blocks):
        raise broken(
            "Het sjabloon levert een stuk zonder inhoud",
            "Beschrijf dit stuk in de huisstijl onder `stukken`, of schrijf tekst in het sjabloon",
        )
    try:
        return reading.mould(filled.values)
    except tokens.MisplacedBlocksError as error:
        raise broken(
            "Een tekst van meer alinea's staat midden in een regel",
            "Zet {{ … }} met zo'n tekst alleen op een regel",
            is_wrong=tracing.is_misplaced,
        ) from error
    except tokens.NotOnlyLettersError as error:
        raise broken(
            "Een waarde in een adres of achter ::: is nog onbekend, of heeft opmaak",
            "Schrijf het adres uit, of druk de link alleen af waar de waarde bekend is",
            is_wrong=tracing.is_no_name,
        ) from error
    except tokens.NoLanguageError as error:
        raise broken(
            f"Achter ::: staat '{error}', en dat is geen taal",
            "Schrijf een taal met haar land: {lang=fy-NL}",
            is_wrong=tracing.is_of_group(str(error)),
        ) from error


def _broken(  # noqa: PLR0913 - what was filled in, what is wrong with it, and what tells where
    filled: Filled,
    project: Project,
    at: Location,
    message: str,
    hint: str,
    *,
    line: int | None = None,
    is_wrong: Callable[[tracing.Hole], bool] | None = None,
) -> TemplateError:
    """What is wrong with what a template yields: at its own line, where one line yields it."""
    source = {_template(project, name).at.file: text for name, text in filled.templates}
    place = None
    if line is not None:
        place = tracing.at_line(filled.markdown.split("\n")[line], source)
    elif is_wrong is not None:
        place = tracing.at_hole(filled.markdown, filled.values, source, is_wrong)
    return TemplateError("RV405", place or at, message, hint)


def _with_notice(blocks: tuple[Block, ...], seen: View) -> tuple[Block, ...]:
    """An example says so on page 1, also where a template forgets to."""
    says_so = any(isinstance(block, Group) and block.role == _EXAMPLE for block in blocks)
    if says_so or not seen.voorbeeld:
        return blocks
    return _below_title(Group(_EXAMPLE, (Paragraph((Text(EXAMPLE_NOTICE),)),)), blocks)


def _below_title(block: Block, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    after_title = 1 if isinstance(blocks[0], Heading) else 0
    return (*blocks[:after_title], block, *blocks[after_title:])


def _with_name(blocks: tuple[Block, ...], seen: View) -> tuple[Block, ...]:
    """Page 1 says whose paper it is: no listener hears a header, and no Markdown has one."""
    own, others = str(seen.gemeente.naam), seen.andere_deelnemers
    if any(_tells_whose(line, own, others) for line in _top(blocks, seen)):
        return blocks
    name = Text(_municipality(seen), seen.gemeente.naam.origin)
    return _below_title(Group("gemeente", (Paragraph((name,)),)), blocks)


def _wordmark(seen: View) -> str:
    words = seen.huisstijl.woordmerktekst
    return _municipality(seen) if words is None else inline_text(phrase(words, seen))


def _municipality(seen: View) -> str:
    return f"Gemeente {seen.gemeente.naam}"


def _top(blocks: tuple[Block, ...], seen: View) -> Iterator[str]:
    """The lines that stand on page 1, whatever the look."""
    letters = 0
    new_page = seen.huisstijl.uiterlijk.nieuwe_pagina_voor
    for number, block in enumerate(blocks):
        if number and isinstance(block, Section) and block.slot in new_page:
            return
        for children in texts((block,)):
            if letters > _PAGE_1:
                return
            line = inline_text(children)
            yield line
            letters += len(line)


def _tells_whose(line: str, own: str, others: tuple[Regel, ...]) -> bool:
    """A line that names this municipality; among others it does not say whose paper this is."""
    if not _has_word(line, own):
        return False
    return not any(name in line and name not in own for name in others)


def _has_word(line: str, name: str) -> bool:
    """Whether a name stands by itself; a pattern for each municipality takes long to compile."""
    start = line.find(name)
    while start >= 0:
        end = start + len(name)
        if not _LETTER.search(line[max(start - 1, 0) : start] + line[end : end + 1]):
            return True
        start = line.find(name, start + 1)
    return False


def _properties(seen: View, case: Case, prints: tuple[tuple[str, str], ...]) -> Properties:
    custom = (
        ("Gemeente", str(seen.gemeente.naam)),
        ("Dossier", case.dossier_id),
        ("Stuk", seen.stuk.soort),
        ("Versie", str(seen.dossier.versie)),
        *_known(seen),
        ("Status", _status(seen)),
        *prints,
    )
    return Properties(
        title=f"{inline_text(seen.stuk.titel.children)}: {seen.dossier.titel}",
        author=f"{seen.indiener.naam} van {seen.gemeente.naam}",
        subject=str(seen.dossier.titel),
        custom=custom,
    )


def _status(seen: View) -> str:
    """How far the paper is: an example, a concept, or what the council did with it."""
    if seen.voorbeeld:
        return EXAMPLE_NOTICE
    uitslag = seen.raad.besluit.uitslag if seen.raad.besluit is not None else "concept"
    return dutch.hoofdletter(str(uitslag))


def _known(seen: View) -> Iterator[tuple[str, str]]:
    """What a letterhead may show; a value that is not known yet gets no property."""
    if not isinstance(seen.zaaknummers, Blank):
        yield "Zaaknummer", "; ".join(seen.zaaknummers)
    for name, day in (("Collegedatum", seen.college.datum), ("Raadsdatum", seen.raad.datum)):
        if isinstance(day, date):
            yield name, dutch.datum(day)
