"""The order in which Word wants the children of an element (ISO/IEC 29500-1, the sequences)."""

from __future__ import annotations

from raadsvoorstel.word.elements import q
from raadsvoorstel.word.xml import Element


def _words(names: str) -> tuple[str, ...]:
    return tuple(names.split())


PARAGRAPH = _words(
    """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
    suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
    topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
    contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl divId cnfStyle rPr
    """
)
RUN = _words(
    """
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
    noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u
    effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
    """
)
STYLE = _words(
    """
    name aliases basedOn next link autoRedefine hidden uiPriority semiHidden
    unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr
    tblPr trPr tcPr tblStylePr
    """
)
TABLE = _words(
    """
    tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
    tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook
    """
)
CELL = _words(
    """
    cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText
    vAlign hideMark
    """
)
LEVEL = _words(
    """
    start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr
    """
)
NUMBERING = _words("numPicBullet abstractNum num numIdMacAtCleanup")
SECTION = _words(
    """
    headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
    pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection
    bidi rtlGutter docGrid printerSettings
    """
)
SETTINGS = _words(
    """
    zoom embedTrueTypeFonts saveSubsetFonts mirrorMargins alignBordersAndEdges
    bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop defaultTabStop autoHyphenation
    consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps evenAndOddHeaders bookFoldPrinting
    characterSpacingControl compat themeFontLang clrSchemeMapping decimalSymbol listSeparator
    """
)


def put(parent: Element, new: Element, order: tuple[str, ...]) -> None:
    """Set a child at its place, instead of the one of that name."""
    ranks = {q(name): rank for rank, name in enumerate(order)}
    for old in parent.findall(new.tag):
        parent.remove(old)
    later = (
        index
        for index, one in enumerate(parent)
        if ranks.get(str(one.tag), len(ranks)) > ranks[str(new.tag)]
    )
    parent.insert(next(later, len(parent)), new)


def in_order(parent: Element, order: tuple[str, ...]) -> None:
    """Sort the children; what the standard does not name stays behind them, as it stood."""
    ranks = {q(name): rank for rank, name in enumerate(order)}
    found = list(parent)
    sorted_ = sorted(found, key=lambda one: ranks.get(str(one.tag), len(ranks)))
    if sorted_ != found:
        parent[:] = sorted_
