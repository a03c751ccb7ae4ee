"""A base taken apart: what every paper has goes into one zip, what a paper adds to becomes text."""

from __future__ import annotations

from raadsvoorstel.housestyle import Basis, Logo, StyleFiles, Uiterlijk, UnusableFileError
from raadsvoorstel.word.base import CONTENT_TYPES, DOCUMENT, NUMBERING, RELATIONS, Base, Ready
from raadsvoorstel.word.built import built
from raadsvoorstel.word.filling import asked
from raadsvoorstel.word.logo import Placed, placed
from raadsvoorstel.word.markup import extended
from raadsvoorstel.word.opening import UnreadableError
from raadsvoorstel.word.package import APP, PROPERTIES, overrides, package
from raadsvoorstel.word.remark import Remark
from raadsvoorstel.word.xml import kept, parsed, prefixed, serialised, w


def prepared(
    look: Uiterlijk, basis: Basis | None, logo: Logo | None, files: StyleFiles, language: str
) -> Ready:
    """All of a base that can be done once; raises `UnusableFileError` for a file that is none."""
    base, remarks = _base(look, basis, files.basis, language)
    place = _placed(logo, files, base)
    frames = _frames(base)
    filled = {*frames, *PROPERTIES, *(one.part for one in base.running)}
    parts = _with_logo({**base.parts, **APP}, place)
    return Ready(
        package({name: part for name, part in parts.items() if name not in filled}),
        frames,
        {role.id: style for role, style in base.styles.items()},
        base.numbering,
        base.running,
        base.text_width,
        base.letter,
        base.language,
        base.marked,
        asked(frames[name] for name in base.marked),
        is_own=files.basis is not None,
        drawing=place.drawing() if place else "",
        pictures=place.relations if place else {},
        remarks=remarks,
    )


def _base(
    look: Uiterlijk, basis: Basis | None, content: bytes | None, language: str
) -> tuple[Base, tuple[Remark, ...]]:
    if content is None:
        return built(look, language), ()
    from raadsvoorstel.word.own import adopted

    try:
        own = adopted(content, basis, look, language)
    except UnreadableError as error:
        raise UnusableFileError(error.message, error.hint) from error
    return own.base, own.remarks


def _frames(base: Base) -> dict[str, str]:
    """The members that a paper adds to, without what it adds."""
    empty = serialised(w("document", w("body", parsed(base.section))))
    numbers = kept(prefixed(parsed(base.parts[NUMBERING])))
    own = {name: base.parts[name] for name in (*base.marked, RELATIONS)}
    frames = {DOCUMENT: empty, NUMBERING: numbers, **own}
    return {name: part.decode() for name, part in frames.items()}


def _placed(logo: Logo | None, files: StyleFiles, base: Base) -> Placed | None:
    """The logo of a house style; where a base has headers of its own there is no place for it."""
    room = any(one.kind == "header" for one in base.running)
    if logo is None or files.logo is None or not room:
        return None
    return placed(logo, files.logo, base.text_width)


def _with_logo(parts: dict[str, bytes], place: Placed | None) -> dict[str, bytes]:
    if place is None:
        return parts
    types = extended(parts[CONTENT_TYPES].decode(), overrides(place.types))
    return {**parts, **place.members, CONTENT_TYPES: types}
