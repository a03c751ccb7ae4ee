"""The rule on contrast: letters against what is behind them (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from raadsvoorstel.audit.cells import Cells
from raadsvoorstel.audit.finding import Finding
from raadsvoorstel.audit.styles import Chain, Worn
from raadsvoorstel.audit.wordfile import Paragraph, WordFile
from raadsvoorstel.word.elements import child, is_on, value
from raadsvoorstel.word.xml import Element

_NEEDED, _NEEDED_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18, 14
"""Points from which letters are large, and from which bold ones are."""
_DARKEST = 0.04045
"""Below this share of a colour, sRGB is a straight line."""
_SHARE, _COLOUR = re.compile(r"pct(\d{1,2})"), re.compile(r"[0-9A-Fa-f]{6}")
_WHITE, _BLACK = "FFFFFF", "000000"
_HIGHLIGHTS = {
    "black": _BLACK,
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": _WHITE,
    "yellow": "FFFF00",
}


class Look(Struct, frozen=True):
    """Letters as they stand on the page; an empty colour is for Word to choose."""

    style: str
    colour: str
    behind: str
    is_large: bool


def contrast(file: WordFile) -> Iterator[Finding]:
    """Each look once, where it first occurs; what is behind a text box is not known."""
    seen, looks = set[Look](), _Looks(file)
    for story in file.stories:
        cells = Cells(story.root, file.styles)
        for paragraph in story.paragraphs:
            for look in looks.of(paragraph, cells) if not paragraph.in_text_box else ():
                if look in seen:
                    continue
                seen.add(look)
                needed = _NEEDED_LARGE if look.is_large else _NEEDED
                found = ratio(look.colour, look.behind) if look.colour else needed
                if found < needed:
                    yield _finding(paragraph, look, found, needed)


def _finding(paragraph: Paragraph, look: Look, found: float, needed: float) -> Finding:
    return Finding(
        paragraph.place,
        f"Het contrast is {_comma(int(found * 10) / 10)} in plaats van {_comma(needed)}: "
        f"{look.colour} op {look.behind} (stijl “{look.style}”)",
        "Kies een donkerder kleur: Start > Tekstkleur, of voor alle tekst in deze stijl "
        "Start > Stijlen, rechtermuisknop > Wijzigen",
    )


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _DARKEST else ((part + 0.055) / 1.055) ** 2.4


def _comma(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


# -- what letters look like --------------------------------------------------------------------


class _Ground(Struct, frozen=True):
    """What the letters of a paragraph stand in and on."""

    layers: Chain
    """The parts of the table style that hold here."""
    colour: str


class _Looks:
    """The looks of a file; where nothing but styles and ground decides, each is found once."""

    def __init__(self, file: WordFile) -> None:
        self._styles = file.styles
        self._page = _page(file) or _WHITE
        self._plain: dict[tuple[Worn, _Ground], Look | None] = {}

    def of(self, paragraph: Paragraph, cells: Cells) -> Iterator[Look]:
        """How the letters of a paragraph look, as far as they are not hidden."""
        ground = self._ground(paragraph, cells)
        for piece in paragraph.pieces:
            look = self._found(piece.worn, ground) if piece.text.strip() else None
            if look is not None:
                yield look

    def _ground(self, paragraph: Paragraph, cells: Cells) -> _Ground:
        """The nearest colour behind a paragraph: its own, that of a cell around it, the page."""
        colour = (
            fill(self._styles.shade(paragraph.own, paragraph.style))
            or next((found for one in cells.shades(paragraph.element) if (found := fill(one))), "")
            or self._page
        )
        return _Ground(cells.layers(paragraph.element), colour)

    def _found(self, worn: Worn, ground: _Ground) -> Look | None:
        if worn.direct is not None:
            return self._look(worn, ground)
        if (worn, ground) not in self._plain:
            self._plain[worn, ground] = self._look(worn, ground)
        return self._plain[worn, ground]

    def _look(self, worn: Worn, ground: _Ground) -> Look | None:
        """Nothing for letters that are hidden."""
        styles = self._styles
        properties = (
            *styles.properties(worn),
            *(inner for layer in ground.layers if (inner := child(layer, "rPr")) is not None),
            *([styles.defaults] if styles.defaults is not None else []),
        )
        if is_on(_first(properties, "vanish")):
            return None
        size = styles.size(worn)
        return Look(
            styles.name(styles.chain(worn.word) or styles.chain(worn.text)),
            _colour(value(_first(properties, "color"))),
            _behind(properties) or ground.colour,
            size >= _LARGE or (size >= _LARGE_BOLD and styles.is_bold(worn)),
        )


def _first(properties: Chain, name: str) -> Element | None:
    return next((found for one in properties if (found := child(one, name)) is not None), None)


def _behind(properties: Chain) -> str:
    """The colour of the marker pen, or of the letters' own shade."""
    pen = _HIGHLIGHTS.get(value(_first(properties, "highlight")), "")
    return pen or fill(_first(properties, "shd"))


def _page(file: WordFile) -> str:
    """The colour of the page, where the settings say that it is shown."""
    document = file.body.root.getparent()
    shown = is_on(child(file.settings, "displayBackgroundShape"))
    return _colour(value(child(document, "background"), "color")) if shown else ""


def fill(shade: Element | None) -> str:
    """The colour of a `w:shd`; nothing when it is transparent."""
    pattern, back, front = (value(shade, name) for name in ("val", "fill", "color"))
    share = _SHARE.fullmatch(pattern)
    if pattern == "solid":
        return _colour(front) or _BLACK
    if share:
        return _mixed(_colour(front) or _BLACK, _colour(back) or _WHITE, int(share[1]) / 100)
    return _colour(back)


def _mixed(front: str, back: str, share: float) -> str:
    pairs = ((int(front[at : at + 2], 16), int(back[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(one * share + other * (1 - share)):02X}" for one, other in pairs)


def _colour(text: str) -> str:
    return text.upper() if _COLOUR.fullmatch(text) else ""
