"""Rules on what is not text: pictures, text boxes, content controls."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from raadsvoorstel.audit.finding import Finding
from raadsvoorstel.audit.wordfile import Place, Story, WordFile
from raadsvoorstel.word.elements import child, q, says_yes, value
from raadsvoorstel.word.logo import is_file_name
from raadsvoorstel.word.xml import Element

_LONGEST = 150
_ALT = "Klik met de rechtermuisknop op de afbeelding en kies Alternatieve tekst bewerken"


class Picture(Struct, frozen=True):
    """A picture, chart or drawing; not a text box."""

    alt: str
    place: Place
    in_body: bool
    floats: bool


def no_alt(file: WordFile) -> Iterator[Finding]:
    """Who can't see the picture hears nothing."""
    for picture in _pictures(file):
        if not picture.alt.strip():
            yield Finding(
                picture.place,
                "Een afbeelding heeft geen alternatieve tekst",
                f"{_ALT}; zegt zij niets, kies daar Markeren als decoratief",
            )


def file_name_as_alt(file: WordFile) -> Iterator[Finding]:
    """The name of a file says nothing of what it shows."""
    for picture in _pictures(file):
        if is_file_name(picture.alt):
            yield Finding(
                picture.place,
                f"De alternatieve tekst van een afbeelding is een bestandsnaam: “{picture.alt}”",
                f"{_ALT}; schrijf wat de afbeelding laat zien",
            )


def long_alt(file: WordFile) -> Iterator[Finding]:
    """An alternative text can't be paused or skimmed."""
    for picture in _pictures(file):
        length = len(picture.alt.strip())
        if length > _LONGEST:
            yield Finding(
                picture.place,
                f"De alternatieve tekst van een afbeelding is {length} tekens lang",
                f"{_ALT}; houd het bij {_LONGEST} tekens en zet de rest in de tekst zelf",
            )


def floating(file: WordFile) -> Iterator[Finding]:
    """What floats has no place in the reading order."""
    for picture in _pictures(file):
        if picture.in_body and picture.floats:
            yield Finding(
                picture.place,
                "Een afbeelding zweeft over de pagina",
                "Klik op de afbeelding en kies Indelingsopties > In lijn met tekst",
            )


def text_boxes(file: WordFile) -> Iterator[Finding]:
    """The text in a box is read at the wrong moment, or not at all."""
    for story in file.stories:
        for box in story.root.iter(q("txbxContent")):
            yield Finding(
                story.place(next(box.iter(q("p")), box)),
                "Tekst staat in een tekstvak",
                "Knip de tekst uit het vak, plak haar in het stuk en verwijder het vak; "
                "een kader maakt u met Start > Randen",
            )


def untitled_controls(file: WordFile) -> Iterator[Finding]:
    """Who fills in a form without seeing it hears the title of each field."""
    for story in file.stories:
        for control in story.root.iter(q("sdt")):
            properties = child(control, "sdtPr")
            is_made_by_word = child(properties, "docPartObj") is not None
            if not is_made_by_word and not value(child(properties, "alias")).strip():
                yield Finding(
                    story.place(control),
                    "Een invulveld (inhoudsbesturingselement) heeft geen titel",
                    "Klik in het veld, kies Ontwikkelaars > Eigenschappen en vul Titel in",
                )


# -- finding pictures --------------------------------------------------------------------------


def _pictures(file: WordFile) -> Iterator[Picture]:
    for story in file.stories:
        for drawing in story.root.iter(q("drawing")):
            yield from _drawn(story, drawing)
        for old in story.root.iter(q("pict"), q("object")):
            yield from _old(story, old)


def _drawn(story: Story, drawing: Element) -> Iterator[Picture]:
    named = next(drawing.iter(q("wp:docPr")), None)
    if named is None or _is_text_box(drawing) or _is_decorative(named):
        return
    floats = child(drawing, "wp:anchor") is not None
    alt = named.get("descr") or named.get("title") or ""
    yield Picture(alt, story.place(drawing), story.is_body, floats)


def _old(story: Story, holder: Element) -> Iterator[Picture]:
    """A picture as Word wrote it until 2007, and as it still writes embedded objects."""
    image = next(holder.iter(q("v:imagedata")), None)
    shape = image.getparent() if image is not None else None
    if shape is None or _is_text_box(holder):
        return
    floats = "position:absolute" in shape.get("style", "").replace(" ", "")
    yield Picture(shape.get("alt", ""), story.place(holder), story.is_body, floats)


def _is_text_box(element: Element) -> bool:
    return next(element.iter(q("txbxContent")), None) is not None


def _is_decorative(named: Element) -> bool:
    marks = named.iter(q("adec:decorative"))
    return any(says_yes(mark.get("val", "")) for mark in marks)
