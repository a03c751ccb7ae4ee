"""What a user is told of a municipality's own Word file, word for word and at which line.

A case of `test_gevallen` is a folder of texts; a base is a Word file that code makes, so the
projects of these cases are made here.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from raadsvoorstel import cache
from raadsvoorstel.trial import as_yaml, quoted, trial
from raadsvoorstel.word import own
from raadsvoorstel.word.own import adopt
from raadsvoorstel.word.own.suspect import is_offered
from raadsvoorstel.word.ready import of_look
from tests import word_bases
from tests.audit.goed import p
from tests.bases.beelden import media, picture, png
from tests.bases.pakket import (
    FOOTER,
    HEADER,
    STYLES,
    cut,
    dutch,
    foot,
    head,
    line,
    related,
    suffix,
    swap,
)
from tests.conftest import Run
from tests.test_nederlands import english
from tests.word_fouten import zipped

THEME, FONTS = "word/theme/theme1.xml", "word/fontTable.xml"
STYLE = "templates/huisstijlen/eigen/huisstijl.yaml"
FOLDER = "templates/huisstijlen/eigen"
MAIL = "mailto:p.jansen@example.org"
PHONE = "Doorkiesnummer 023 - 511 00 00"
BLANK = "Zaaknummer [nog in te vullen: zaaknummer]"
NUMBERED = "  stijlen: {genummerd: Lijst opsom.teken}"
"""The Dutch template has no numbered list; without this line RV322 says so."""


def lay(project: Path, content: bytes | None, *lines: str) -> Path:
    """Give every council a house style with this base; gives the path of the Word file."""
    folder = project / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    if content is not None:
        (folder / "basis.docx").write_bytes(content)
    head = ("naam: Eigen", "gebaseerd_op: standaard", "bron: {soort: aanname, toelichting: proef}")
    text = "\n".join((*head, *lines)) + "\n"
    (folder / "huisstijl.yaml").write_text(text, encoding="utf-8")
    councils = project / "data/municipalities.yaml"
    named = councils.read_text(encoding="utf-8").replace("huisstijl: standaard", "huisstijl: eigen")
    councils.write_text(named, encoding="utf-8")
    return folder / "basis.docx"


def footed(*texts: str) -> bytes:
    """The Dutch template with these paragraphs in its footer."""
    return dutch(foot("".join(p(text, "Voettekst") for text in texts)))


def heavy(size: int) -> bytes:
    """The Dutch template with a logo of this many bytes."""
    noise = hashlib.shake_256().digest(size - len(png()))  # what does not pack is no zip bomb
    logo = png() + noise
    return dutch(
        suffix("png", "image/png"),
        media(HEADER, "rLogo", "image1.png", logo),
        head(line(picture('r:embed="rLogo"'))),
    )


class Told(NamedTuple):
    """A base, the lines of YAML about it, and all that `validate` says."""

    content: bytes | None
    lines: tuple[str, ...]
    said: tuple[str, ...]


BASIS = ("basis:", "  bestand: basis.docx")

AT = f"{STYLE}:5:12:"
OWN_HEADER = (
    f"{AT} RV324 De koptekst van de huisstijl komt niet op de stukken: de basis heeft een eigen"
)
"""The house style on which these build has a header of its own."""
CASES: dict[str, Told] = {
    "delen blijven achter": Told(
        word_bases.content("met macro's"),
        (*BASIS, NUMBERED),
        (f"{AT} RV320 Uit de basis komen niet mee: macro's", OWN_HEADER),
    ),
    "onbevestigde tekst": Told(
        footed(PHONE),
        (*BASIS, NUMBERED),
        (
            (
                f"{AT} RV321 In de voettekst van de basis staat een nummer: “{PHONE}”; "
                "dat komt op elk stuk"
            ),
            OWN_HEADER,
        ),
    ),
    "een bevestiging te veel": Told(
        footed(PHONE),
        (*BASIS, NUMBERED, "  vaste_tekst:", f'    - "{PHONE}"', '    - "Postbus 1"'),
        (
            OWN_HEADER,
            (
                f"{STYLE}:9:7: RV321 De vaste tekst “Postbus 1” staat niet in de kop- of voettekst "
                "van de basis"
            ),
        ),
    ),
    "een lege plek die bevestigd wordt": Told(
        footed(BLANK),
        (*BASIS, NUMBERED, "  vaste_tekst:", f'    - "{BLANK}"'),
        (
            OWN_HEADER,
            (
                f"{STYLE}:8:7: RV321 De vaste tekst “{BLANK}” is een lege plek; "
                "die zou op elk stuk staan, en niemand telt haar"
            ),
        ),
    ),
    "geen genummerde lijst": Told(
        dutch(),
        BASIS,
        (
            (
                f"{AT} RV322 De basis heeft geen stijl 'Lijstnummering'; "
                "de stukken krijgen daarvoor een sobere opmaak"
            ),
            OWN_HEADER,
        ),
    ),
    "een stijl met een schrijffout": Told(
        dutch(),
        (*BASIS, "  stijlen:", "    genummerd: Lijst opsom.tekn"),
        (OWN_HEADER, f"{STYLE}:7:16: RV323 De stijl 'Lijst opsom.tekn' staat niet in de basis"),
    ),
    "alleen de koptekst vervalt": Told(dutch(), (*BASIS, NUMBERED), (OWN_HEADER,)),
    "zware afbeeldingen": Told(
        heavy(2_100_000),
        (*BASIS, NUMBERED),
        (
            OWN_HEADER,
            f"{AT} RV329 De afbeeldingen in de basis zijn samen 2,1 MB; die komen in elk stuk",
        ),
    ),
    "te zware afbeeldingen": Told(
        heavy(20_100_000),
        (*BASIS, NUMBERED),
        ((f"{AT} RV325 De afbeeldingen in de basis zijn samen 20,1 MB; meer dan 20 MB kan niet"),),
    ),
    "geen Word": Told(b"%PDF-1.7", BASIS, (f"{AT} RV325 Dit is geen Word-bestand",)),
    "geen bestand": Told(None, BASIS, (f"{AT} RV325 Het bestand basis.docx ontbreekt",)),
    "half bestand": Told(
        word_bases.content("afgekapte zip"),
        BASIS,
        (f"{AT} RV325 Het bestand is beschadigd of niet compleet",),
    ),
    "Excel": Told(
        word_bases.content("werkmap"),
        BASIS,
        (f"{AT} RV325 Dit is geen Word-document of -sjabloon, maar een ander bestand van Office",),
    ),
}
TRIALS: dict[str, tuple[bytes, str]] = {
    "een lijst zonder nummering": (
        dutch(cut(STYLES, r'<w:numPr><w:numId w:val="\d+"/></w:numPr>')),
        (
            "RV326 De stijl 'Lijst opsom.teken' heeft zelf geen nummering; de lijsten in de "
            "stukken springen in zoals in een stuk zonder basis (het hele bestand)"
        ),
    ),
    "een Engelse basis": (
        word_bases.content("Engelse Word"),
        (
            "RV327 De taal van de basis is en-GB; de stukken krijgen de taal van de huisstijl, en "
            "dat is nl-NL als daar geen andere staat (het hele bestand)"
        ),
    ),
    "een eigen lettertype": (
        dutch(swap(THEME, 'typeface="Calibri"', 'typeface="Stadsletter"')),
        (
            "RV328 Niet elke lezer heeft “Stadsletter”: dat komt niet met Word mee en zit niet in "
            "de basis (het hele bestand)"
        ),
    ),
}
"""What only `huisstijl check` says: a base and the line."""
SHOWN = {line.split()[1] for told in CASES.values() for line in told.said} | {
    line.split()[0] for _, line in TRIALS.values()
}
"""The codes whose exact words stand here."""


def lines(said: str) -> tuple[str, ...]:
    """Findings in short, without how grave they are: that follows from the code."""
    weighed = re.compile(r"^(\S+: )(?:fout|waarschuwing|opmerking) (?=RV)")
    return tuple(weighed.sub(r"\1", line) for line in said.splitlines())


@pytest.mark.parametrize("name", CASES)
def test_a_base_gets_its_message(minimal: Path, run: Run, name: str) -> None:
    told = CASES[name]
    lay(minimal, told.content, *told.lines)

    said = lines(run("validate", "--weergave", "kort").out)

    assert tuple(line for line in said if " RV210 " not in line) == told.said


@pytest.mark.parametrize("name", CASES)
def test_every_message_says_what_to_do_in_dutch(minimal: Path, run: Run, name: str) -> None:
    lay(minimal, CASES[name].content, *CASES[name].lines)

    for one in json.loads(run("validate", "--weergave", "json").out):
        assert one["hint"]
        assert english(f"{one['message']} {one['hint']}") == set()


# -- before a house style names it -------------------------------------------------------------


def tried(folder: Path, content: bytes, name: str = "basis.docx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", TRIALS)
def test_a_trial_says_what_a_base_lacks(minimal: Path, run: Run, name: str) -> None:
    content, said = TRIALS[name]
    tried(minimal, content)

    ran = run("huisstijl", "check", "basis.docx", "--weergave", "kort")

    assert f"basis.docx:1:1: {said}" in lines(ran.out)
    assert ran.code == 0


def test_a_trial_of_the_plain_template_says_none_of_it(minimal: Path, run: Run) -> None:
    tried(minimal, dutch())

    said = run("huisstijl", "check", "basis.docx", "--weergave", "kort").out

    assert [line.split()[1] for line in lines(said)] == ["RV322"]


@pytest.mark.parametrize(("embedding", "codes"), [(rb"\g<0>", set()), (b"", {"RV328"})])
def test_a_font_that_is_in_the_file_is_no_finding(
    tmp_path: Path, embedding: bytes, codes: set[str]
) -> None:
    with zipfile.ZipFile(io.BytesIO(word_bases.content("ingesloten lettertypen"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for part in (THEME, FONTS):
        parts[part] = parts[part].replace(b'"Calibri"', b'"Stadsletter"')
    own = re.sub(rb"<w:embedRegular[^>]*/>", lambda m: m.expand(embedding), parts[FONTS])

    found = trial(tried(tmp_path, zipped({**parts, FONTS: own}))).findings

    assert {one.code for one in found} & {"RV328"} == codes


@pytest.mark.parametrize("name", word_bases.REFUSED)
def test_a_refused_file_gets_one_message(tmp_path: Path, run: Run, name: str) -> None:
    path = tried(tmp_path, word_bases.content(name))

    ran = run("huisstijl", "check", str(path), "--weergave", "json")

    (found,) = json.loads(ran.out)
    assert (found["code"], ran.code) == ("RV325", 1)
    assert "kan geen basis zijn" in ran.err
    assert "Traceback" not in ran.err


def test_a_name_that_no_house_style_can_use_is_told(tmp_path: Path, run: Run) -> None:
    path = tried(tmp_path, dutch(), "basis (2).docx")

    ran = run("huisstijl", "check", str(path), "--weergave", "kort")

    assert "RV325 In een huisstijl kan het bestand niet 'basis (2).docx' heten" in ran.out
    assert ran.code == 1


@pytest.mark.parametrize("name", ["weg.docx", "."])
def test_no_file_at_all_is_wrong_use(minimal: Path, run: Run, name: str) -> None:
    assert minimal.is_dir()
    assert run("huisstijl", "check", name).code == 2


def test_the_papers_on_a_base_are_audited(minimal: Path, run: Run) -> None:
    tried(minimal, word_bases.content("python-docx"))

    ran = run("huisstijl", "check", "basis.docx", "--weergave", "kort")

    assert "RV629 Het contrast is 4,0 in plaats van 4,5: 4F81BD op FFFFFF" in ran.out
    assert "(in een voorbeeldstuk op deze basis: alinea 7: “Tekst”)" in ran.out
    assert ran.code == 1


def test_a_warning_fails_a_trial_under_strict_alone(minimal: Path, run: Run) -> None:
    tried(minimal, dutch())

    assert run("huisstijl", "check", "basis.docx").code == 0
    assert run("huisstijl", "check", "basis.docx", "--strikt").code == 1


def test_a_trial_lists_the_letterhead_and_the_styles(minimal: Path, run: Run) -> None:
    tried(minimal, footed(PHONE))

    rows = [
        tuple(re.split(r" {2,}", line.strip()))
        for line in run("huisstijl", "check", "basis.docx").out.splitlines()
    ]

    assert ("koptekst", "tekst", "BRIEFHOOFD kop", "blijft staan") in rows
    assert ("voettekst", "veld", "PAGE", "blijft staan") in rows
    assert ("voettekst", "tekst", PHONE, "blijft staan na bevestiging: een nummer") in rows
    assert ("kop1", "Kop 2") in rows
    assert ("genummerd", "sobere stijl van raadsvoorstel") in rows
    assert (f'- "{PHONE}"',) in rows


def test_a_file_without_a_letterhead_says_so(minimal: Path, run: Run) -> None:
    tried(minimal, word_bases.content("zonder kop en voet"))

    ran = run("huisstijl", "check", "basis.docx")

    assert ran.out.startswith("Het bestand heeft geen kop- of voettekst;")
    assert ran.out.endswith("basis:\n  bestand: basis.docx\n")


# -- what nobody confirmed ---------------------------------------------------------------------

LOOSE = [name for name, base in word_bases.BASES.items() if not base.needs]
ODD = (
    'Tel: 023 - 511 "00" \\ #1 * ~ {{ naam',
    "14 023 | www.example.org: b>1&lt;/b",
    "Coo\u0308rdinatie 1",
    "zacht\u00adstreepje en nul\u200bbreedte 1",
    "- 1 streepje",
    "  twee   spaties\u00a01 ",
    "'s-Hertogenbosch 1: !x &amp; %",
)


def confirmed(project: Path, content: bytes) -> None:
    """Do what `huisstijl check` says: put its YAML into the house style."""
    block = as_yaml(trial(tried(project, content)))
    lay(project, content, *block.splitlines())


@pytest.mark.parametrize("name", LOOSE)
def test_the_yaml_of_a_trial_confirms_all_but_what_differs_per_paper(
    minimal: Path, run: Run, name: str
) -> None:
    content = word_bases.content(name)
    confirmed(minimal, content)
    differs = {text for text in trial(minimal / "basis.docx").doubtful if not is_offered(text)}

    ran = run("validate", "--weergave", "json")

    found = json.loads(ran.out)
    assert {one["code"] for one in found} <= {"RV210", "RV320", "RV321", "RV322", "RV324"}
    doubted = [one["message"] for one in found if one["code"] == "RV321"]
    assert {name for one in doubted for name in re.findall("“(.*)”", one)} == differs
    assert ran.code == bool(differs)


@pytest.mark.parametrize(
    "text",
    [BLANK, "Besluit van […]", "Datum …", "12 mei 2021", "Zaaknummer 2025-0012", "Ons kenmerk 7"],
)
def test_what_differs_per_paper_is_not_offered_but_shown_a_way_out(
    minimal: Path, run: Run, text: str
) -> None:
    tried(minimal, footed(text, PHONE))

    said = run("huisstijl", "check", "basis.docx").out

    assert said.endswith(f'basis:\n  bestand: basis.docx\n  vaste_tekst:\n    - "{PHONE}"\n')
    assert "(Zaaknummer, Collegedatum of Raadsdatum)" in said
    assert "DocProperty" in said


def test_a_letterhead_with_blanks_alone_has_nothing_to_confirm(minimal: Path, run: Run) -> None:
    tried(minimal, footed(BLANK))

    ran = run("huisstijl", "check", "basis.docx")

    assert "vaste_tekst:\n" not in ran.out
    assert ran.out.endswith("basis:\n  bestand: basis.docx\n")
    assert ran.code == 1


def test_no_paper_is_made_with_a_confirmed_blank(minimal: Path, run: Run) -> None:
    lay(minimal, footed(BLANK), *BASIS, NUMBERED, "  vaste_tekst:", f'    - "{BLANK}"')

    assert run("generate").code == 1

    assert not list((minimal / "uitvoer").rglob("*.docx"))


@pytest.mark.parametrize("text", ODD)
def test_a_text_with_signs_of_yaml_is_confirmed_as_well(minimal: Path, run: Run, text: str) -> None:
    content = footed(text)
    assert trial(tried(minimal, content)).doubtful

    confirmed(minimal, content)

    ran = run("validate", "--weergave", "kort")
    assert {line.split()[1] for line in lines(ran.out)} <= {"RV210", "RV322", "RV324"}


@pytest.mark.parametrize("text", ['"', "\\", "a: b", "# c", "- d", "{{ e }}", "'f'", "%", "„g”"])
def test_a_quoted_text_is_read_back_letter_for_letter(text: str) -> None:
    assert yaml.safe_load(f"- {quoted(text)}") == [text]


def published(project: Path) -> list[str]:
    """The papers that hold the telephone number of a colleague."""
    papers = sorted((project / "uitvoer").rglob("*.docx"))
    return [one.name for one in papers if any(PHONE in text for text in _said(one))]


def _said(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        yield from (
            archive.read(name).decode() for name in archive.namelist() if name[-4:] == ".xml"
        )


def test_a_number_of_a_colleague_is_not_published(minimal: Path, run: Run) -> None:
    lay(minimal, footed(PHONE), *BASIS, NUMBERED)

    ran = run("generate")

    assert ran.code == 1
    assert PHONE in ran.out
    assert published(minimal) == []


def test_that_test_fails_without_the_check(
    minimal: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget() -> None:
        adopt.cache_clear()
        of_look.cache_clear()

    forget()
    monkeypatch.setenv(cache.VARIABLE, cache.OFF)
    monkeypatch.setattr(own, "_doubts", lambda *_: ())
    lay(minimal, footed(PHONE), *BASIS, NUMBERED)

    run("generate")

    forget()
    assert len(published(minimal)) == 4


def test_a_confirmed_number_stands_on_every_paper(minimal: Path, run: Run) -> None:
    confirmed(minimal, footed(PHONE))

    assert run("generate").code == 0

    assert len(published(minimal)) == 4


def test_a_confirmation_holds_for_what_it_says_alone(minimal: Path, run: Run) -> None:
    confirmed(minimal, footed(PHONE))
    tried(minimal / FOLDER, footed(PHONE.replace("00 00", "11 11")))

    ran = run("validate", "--weergave", "kort")

    assert ran.out.count("RV321") == 2
    assert ran.code == 1


def test_an_address_behind_words_is_doubted(tmp_path: Path) -> None:
    words = '<w:p><w:hyperlink r:id="rPost"><w:r><w:t>Vraag het ons</w:t></w:r></w:hyperlink></w:p>'
    address = related(FOOTER, "rPost", "hyperlink", MAIL, external=True)

    found = trial(tried(tmp_path, dutch(foot(words), address))).doubtful

    assert found == (MAIL,)


def test_the_description_of_a_picture_is_doubted(tmp_path: Path) -> None:
    logo = word_bases.content("logo PNG")
    with zipfile.ZipFile(io.BytesIO(logo)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[HEADER] = parts[HEADER].replace(b"Logo van de gemeente", b"Foto van Petra Jansen")

    assert trial(tried(tmp_path, zipped(parts))).doubtful == ("Foto van Petra Jansen",)
