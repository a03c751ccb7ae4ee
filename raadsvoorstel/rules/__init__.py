"""The rules on the words of papers: what a reader would see, whoever made the paper.

A rule is a generator of hits; adding one is adding it to a table and its code to `CODES`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from raadsvoorstel import dutch_words
from raadsvoorstel.diagnostics import Diagnostic
from raadsvoorstel.loading import Case, located
from raadsvoorstel.papers.reading import Reading
from raadsvoorstel.rules import (
    aaneen,
    ambtsdragers,
    beslissing,
    besluit,
    bijlagen,
    choices,
    conversie,
    datums,
    deelnemers,
    eensluidendheid,
    formule,
    gedeelde_zinnen,
    geheimhouding,
    geld,
    infinitieven,
    leestekens,
    onaf,
    opsommingen,
    perioden,
    schrijfwijze,
    secties,
    sjabloonresten,
    soort_voorstel,
    spelling,
    termen,
    titels,
    voorkeurswoorden,
    wetten,
    woordvorm,
    zinnen,
)
from raadsvoorstel.rules.choices import chosen, may_be_set
from raadsvoorstel.rules.needed import Needed, worth
from raadsvoorstel.rules.rule import (
    AnyRule,
    CouncilsRule,
    DossierRule,
    EitherRule,
    Hit,
    KnownPassageRule,
    PaperRule,
    PapersRule,
    PassageRule,
    diagnostic,
)
from raadsvoorstel.rules.shared import MOST, Shared

__all__ = [
    "COUNCILS_RULES",
    "DOSSIER_RULES",
    "EITHER_RULES",
    "KNOWN_PASSAGE_RULES",
    "LANGUAGE_PASSAGE_RULES",
    "LANGUAGE_RULES",
    "PAPERS_RULES",
    "PAPER_RULES",
    "PASSAGE_RULES",
    "WORD_RULES",
    "chosen",
    "codes",
    "findings",
    "may_be_set",
]

PASSAGE_RULES: tuple[PassageRule, ...] = (
    PassageRule("RV720", wetten.abbreviation),
    PassageRule("RV721", wetten.wrong_year),
    PassageRule("RV730", datums.no_such_day, dutch_words.MAANDEN),
    PassageRule("RV731", datums.wrong_weekday, dutch_words.MAANDEN),
    PassageRule("RV801", schrijfwijze.word_twice),
    PassageRule("RV770", geld.badly_written, ("€", ",-", "euro")),
    PassageRule("RV802", sjabloonresten.remains, sjabloonresten.REMAINS_NEED),
    PassageRule("RV805", sjabloonresten.markup, sjabloonresten.MARKUP_NEEDS),
    PassageRule("RV807", leestekens.spacing),
    PassageRule("RV830", aaneen.written_apart),
    PassageRule("RV831", aaneen.ministry, ("minister",)),
    PassageRule("RV724", wetten.misspelt),
)
PAPER_RULES: tuple[PaperRule, ...] = (
    PaperRule("RV733", datums.days_do_not_follow),
    PaperRule(
        "RV735",
        ambtsdragers.wrong_pair,
        ("secretaris", "wethouder", "griffier", "voorzitter", "loco"),
    ),
    PaperRule("RV736", ambtsdragers.signature_without_name),
    PaperRule("RV738", ambtsdragers.holder_without_function, ("portefeuillehouder",)),
    PaperRule("RV739", secties.heading_twice),
    PaperRule("RV740", secties.empty_section),
    PaperRule("RV741", secties.header_data_missing),
    PaperRule("RV742", secties.decision_without_closing),
    PaperRule("RV743", secties.review_without_a_moment, ("evaluatie",)),
    PaperRule("RV745", geheimhouding.secret_without_ground, ("geheim",)),
    PaperRule("RV746", geheimhouding.secrecy_without_confirmation, ("geheimhouding",)),
    PaperRule("RV756", besluit.two_acts),
    PaperRule("RV757", besluit.wrong_form),
    PaperRule("RV760", formule.marks),
    PaperRule("RV761", formule.proposal_without_date, ("gelezen",)),
    PaperRule("RV763", formule.two_label_styles, (" :", "\t:", "\u00a0:")),
    PaperRule("RV764", formule.no_legal_ground),
    PaperRule("RV766", bijlagen.not_in_list, ("bijlage", "document", "bijgevoegde", "bijgaande")),
    PaperRule("RV767", bijlagen.not_mentioned),
    PaperRule("RV769", bijlagen.not_identified),
    PaperRule("RV771", geld.two_forms, ("€", ",-", "euro")),
    PaperRule("RV772", geld.wrong_total, ("totaal", "totale", "tezamen", "gezamenlijk", "samen")),
    PaperRule("RV774", geld.other_amount, ("€",)),
    PaperRule("RV803", sjabloonresten.missing_value),
    PaperRule("RV806", leestekens.pairs),
    PaperRule("RV808", leestekens.one_dash, (" – ",)),
    PaperRule("RV809", conversie.residue),
    PaperRule("RV784", onaf.not_applicable),
    PaperRule("RV785", onaf.college_without_date),
    PaperRule("RV788", onaf.opened_not_closed),
)
EITHER_RULES: tuple[EitherRule, ...] = (
    EitherRule("RV722", wetten.year_missing),
    EitherRule("RV723", wetten.not_in_force),
    EitherRule("RV811", termen.two_spellings),
    EitherRule("RV732", datums.meeting_on_a_day_off, ("vergadering",)),
    EitherRule("RV734", datums.year_out_of_reach),
    EitherRule("RV744", geheimhouding.article_of_another_day, ("geheimhouding",)),
    EitherRule("RV748", perioden.impossible),
    EitherRule(
        "RV783",
        onaf.begins_before_it_is_made,
        ("opgesteld", "gemaakt", "geschreven", "opgemaakt", "ontwikkeld"),
    ),
    EitherRule("RV804", sjabloonresten.label_in_heading),
    EitherRule("RV759", besluit.not_withdrawn, ("vervang", "in de plaats van")),
)
LANGUAGE_PASSAGE_RULES: tuple[PassageRule, ...] = (
    PassageRule("RV823", woordvorm.participle),
    PassageRule("RV824", woordvorm.adjective),
    PassageRule("RV832", infinitieven.te_missing),
)
LANGUAGE_RULES: tuple[EitherRule, ...] = (
    EitherRule("RV820", spelling.unknown_word),
    EitherRule("RV821", spelling.stray_accent),
    EitherRule("RV822", spelling.confused_letters),
)
"""These need a dictionary, which takes as long to load as all papers to make."""
KNOWN_PASSAGE_RULES: tuple[KnownPassageRule, ...] = (
    KnownPassageRule("RV747", perioden.other_period, ("19", "20")),
    KnownPassageRule("RV701", deelnemers.wrong_number, deelnemers.COUNTED),
    KnownPassageRule("RV706", titels.other_title),
    KnownPassageRule("RV707", titels.title_dressed),
    KnownPassageRule("RV709", titels.subject_is_a_sentence),
    KnownPassageRule("RV782", voorkeurswoorden.other_kind),
    KnownPassageRule("RV810", termen.other_than_dossier),
)
DOSSIER_RULES: tuple[DossierRule, ...] = (
    DossierRule("RV206", perioden.fact_of_a_later_day),
    DossierRule("RV737", ambtsdragers.not_in_office),
    DossierRule("RV702", opsommingen.participant_missing),
    DossierRule("RV703", opsommingen.stranger),
    DossierRule("RV704", opsommingen.out_of_order),
    DossierRule("RV705", deelnemers.counts_itself),
    DossierRule("RV708", titels.annex_named_otherwise),
    DossierRule("RV755", besluit.not_self_contained),
    DossierRule(
        "RV758", besluit.agrees_instead, ("stemmen", "akkoord", "kennis", "onderschrijven")
    ),
    DossierRule("RV762", formule.other_date, ("gelezen",)),
    DossierRule("RV765", formule.other_numbering),
    DossierRule("RV768", bijlagen.other_title),
    DossierRule("RV773", geld.other_contribution),
)
WORD_RULES: tuple[KnownPassageRule, ...] = (
    KnownPassageRule("RV780", voorkeurswoorden.other_word),
    KnownPassageRule("RV781", voorkeurswoorden.other_noun),
)
"""These need the dictionary and a dossier."""
COUNCILS_RULES: tuple[CouncilsRule, ...] = (CouncilsRule("RV750", eensluidendheid.differs),)
PAPERS_RULES: tuple[PapersRule, ...] = (
    PapersRule("RV749", soort_voorstel.not_discussed),
    PapersRule("RV751", eensluidendheid.two_versions),
    PapersRule("RV786", gedeelde_zinnen.drifted),
    PapersRule("RV787", gedeelde_zinnen.other_account),
)


def findings(
    readings: tuple[Reading, ...], case: Case | None, *, language: bool = True
) -> Iterator[Diagnostic]:
    """Every finding in these papers; without a case only what the papers themselves say.

    What the dossier excepts is left out; an exception that nothing needs is a finding of its own,
    where every council's papers were looked at.
    """
    exceptions = case.dossier.uitzonderingen if case is not None else ()
    used = set[int]()
    for code, reading, hit in _hits(readings, case, language=language):
        needed = {
            index
            for index, one in enumerate(exceptions)
            if choices.silences(one, code, reading, hit)
        }
        used |= needed
        if not needed:
            yield diagnostic(code, reading, hit, case)
    if case is not None and {one.gemeente for one in readings if one.is_ours} >= set(case.names):
        yield from (located(case, problem) for problem in choices.unused(case, used))
    beslissing.forget()


def _hits(
    readings: tuple[Reading, ...], case: Case | None, *, language: bool
) -> Iterator[tuple[str, Reading, Hit]]:
    shared = Shared(
        (*PASSAGE_RULES, *(LANGUAGE_PASSAGE_RULES if language else ())),
        (*KNOWN_PASSAGE_RULES, *(WORD_RULES if language else ())),
        case,
    )
    either_rules = (*EITHER_RULES, *(LANGUAGE_RULES if language else ()))
    needed = Needed((*PAPER_RULES, *either_rules, *DOSSIER_RULES))
    for reading in readings:  # all of one paper together: what is kept of it is used at once
        yield from ((code, reading, hit) for code, hit in shared.hits(reading))
        held = needed.in_paper(reading)
        yield from (
            (code, reading, hit) for code, hit in _of_paper(reading, case, either_rules, held)
        )
        zinnen.forget()
    for side_by_side in PAPERS_RULES:
        yield from ((side_by_side.code, *found) for found in side_by_side.find(readings, case))
    if case is None:
        return
    for across in COUNCILS_RULES:
        yield from ((across.code, *found) for found in across.find(readings, case))


def _of_paper(
    reading: Reading, case: Case | None, either_rules: tuple[EitherRule, ...], held: frozenset[str]
) -> Iterator[tuple[str, Hit]]:
    for rule in worth(PAPER_RULES, held):
        for hit in _first(rule.find(reading)):
            yield rule.code, hit
    for either in worth(either_rules, held):
        for hit in _first(either.find(reading, case)):
            yield either.code, hit
    if case is None:
        return
    for known in worth(DOSSIER_RULES, held):
        for hit in _first(known.find(reading, case)):
            yield known.code, hit


def _first(hits: Iterator[Hit]) -> Iterator[Hit]:
    """As many as somebody may want to read; a file that is no paper could give thousands."""
    return islice(hits, MOST)


def codes(*, with_case: bool) -> tuple[str, ...]:
    """The codes of the rules that look at a paper."""
    tables: tuple[Iterable[AnyRule], ...] = (
        PASSAGE_RULES,
        PAPER_RULES,
        PAPERS_RULES,
        EITHER_RULES,
        LANGUAGE_PASSAGE_RULES,
        LANGUAGE_RULES,
    )
    if with_case:
        tables = (*tables, KNOWN_PASSAGE_RULES, DOSSIER_RULES, WORD_RULES, COUNCILS_RULES)
    return tuple(rule.code for table in tables for rule in table)
