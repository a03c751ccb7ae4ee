"""The logo of a house style: what can be one, and its XML in a header.

What its files hold is asked of `word.image` once, and kept: to tell takes python-docx and lxml.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import NamedTuple

from raadsvoorstel import cache as kept
from raadsvoorstel.housestyle import Logo, LogoFiles, UnusableFileError
from raadsvoorstel.word.markup import escaped

_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
_HIGHEST = 8
"""Centimetres; a header that is higher leaves no page."""
_PER_CENTIMETRE, _PER_TWENTIETH = 360_000, 635
"""The measure of drawings: 914400 to the inch."""
_PICTURE_ID, _DRAWING_ID = "rLogo", "rLogoSvg"
_FILE_NAME = re.compile(
    r"\S.*\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp|heic|pdf)"
    r"|(image|img|dsc|afbeelding|picture|foto|figuur|graphic|scan)[\s_-]*\d*",
    re.IGNORECASE,
)
_OFFICE = "http://schemas.openxmlformats.org/drawingml/2006"
_INLINE = f"""
<w:r xmlns:wp="{_OFFICE}/wordprocessingDrawing"
     xmlns:a="{_OFFICE}/main"
     xmlns:pic="{_OFFICE}/picture"
><w:drawing
  ><wp:inline distT="0" distB="0" distL="0" distR="0"
    ><wp:extent {{size}}/><wp:docPr id="20001" name="Logo" descr="{{alt}}"
    /><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr
    ><a:graphic><a:graphicData uri="{_OFFICE}/picture"
      ><pic:pic
        ><pic:nvPicPr><pic:cNvPr id="20001" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr
        ><pic:blipFill><a:blip r:embed="{_PICTURE_ID}">{{svg}}</a:blip
          ><a:stretch><a:fillRect/></a:stretch></pic:blipFill
        ><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {{size}}/></a:xfrm
          ><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr
      ></pic:pic></a:graphicData></a:graphic
  ></wp:inline></w:drawing></w:r>
""".strip()
"""The number of the drawing is far from those that a base with drawings of its own counts."""
_SHARP = f"""
<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"
  ><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"
                 r:embed="{_DRAWING_ID}"
/></a:ext></a:extLst>
""".strip()


class Picture(NamedTuple):
    """What a file holds: PNG or JPEG, and its height for each unit of width."""

    suffix: str
    ratio: float


class Placed(NamedTuple):
    """A logo that is ready for a header: its members of the zip, and its size."""

    members: dict[str, bytes]
    alt: str
    width: int
    height: int

    @property
    def types(self) -> dict[str, str]:
        """The content type of each member."""
        return {name: _TYPES[name.rpartition(".")[2]] for name in self.members}

    @property
    def relations(self) -> dict[str, str]:
        """The members as a header in `word/` names them, by the id of the relation."""
        ids = (_PICTURE_ID, _DRAWING_ID)
        return {
            id_: name.removeprefix("word/") for id_, name in zip(ids, self.members, strict=False)
        }

    def drawing(self) -> str:
        """The picture in line with the text; the ratio of its sides is that of the file."""
        size = f'cx="{self.width}" cy="{self.height}"'
        svg = _SHARP if len(self.members) > 1 else ""
        return _INLINE.format(size=size, alt=escaped(self.alt), svg=svg)


def placed(logo: Logo, files: LogoFiles, text_width: int) -> Placed:
    """The logo in its width, or in that of the text where it would stand out."""
    shape = picture(files.picture)
    wanted = round(_centimetres(logo) * _PER_CENTIMETRE)
    width = min(wanted, text_width * _PER_TWENTIETH)
    members = {f"word/media/logo.{shape.suffix}": files.picture}
    if files.svg is not None:
        members["word/media/logo.svg"] = files.svg
    return Placed(members, str(logo.alt), width, round(width * shape.ratio))


def _centimetres(logo: Logo) -> float:
    return float(logo.breedte.replace(",", "."))


@cache
def picture(data: bytes) -> Picture:
    """The kind and shape of a picture; raises `UnusableFileError` where it is none."""
    key = kept.key(kept.stamp(), data)
    found = kept.get("beeld", key)
    if found is None:
        from raadsvoorstel.word.image import shape

        found = json.dumps(shape(data)).encode()
        kept.put("beeld", key, found)
    return Picture(*json.loads(found))


def refuse_picture(data: bytes, logo: Logo) -> None:
    """Raise `UnusableFileError` for what can't stand in a header."""
    height = _centimetres(logo) * picture(data).ratio
    if height > _HIGHEST:
        raise UnusableFileError(
            f"Het logo wordt bij deze breedte {height:.0f} centimeter hoog",
            f"Kies een kleinere `breedte`: hooguit {_HIGHEST} centimeter hoog past",
        )


def refuse_svg(data: bytes | None) -> None:
    """Raise `UnusableFileError` for a drawing that runs or fetches anything, or is none."""
    if data is None:
        return
    key = kept.key(kept.stamp(), data)
    if kept.get("tekening", key) is None:
        from raadsvoorstel.word import image

        image.refuse_svg(data)
        kept.put("tekening", key, b"")


def is_file_name(alt: str) -> bool:
    """Whether an alternative text is what a camera or program called the file."""
    return _FILE_NAME.fullmatch(alt.strip()) is not None
