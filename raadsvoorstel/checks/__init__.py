"""The rules on the data of a case. A check is a generator of problems; `CHECKS` is the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from raadsvoorstel.checks import (
    controles,
    controlesom,
    councils,
    dates,
    dossier,
    herkomst,
    samenhang,
    secrecy,
    styles,
    texts,
)
from raadsvoorstel.diagnostics import Problem
from raadsvoorstel.loading import Case

Check = Callable[[Case], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    dossier.participant_not_in_file,
    dossier.nothing_to_decide,
    dossier.clause_is_dressed,
    dossier.participant_twice,
    dossier.same_name,
    dossier.contribution_of_a_stranger,
    dossier.same_id_twice,
    dossier.secret_annex_without_ground,
    dossier.unknown_source,
    herkomst.unsourced,
    texts.unknown_slot,
    texts.local_text_not_one_of_four,
    texts.local_text_twice,
    texts.local_text_not_printed,
    councils.locked,
    councils.locked_text_is_unknown,
    councils.deviation,
    councils.unknown_annex,
    councils.unknown_dossier,
    councils.two_in_one_office,
    councils.same_folder,
    councils.still_unnamed,
    councils.unknown_kind,
    dates.meeting_in_the_weekend,
    dates.dates_out_of_order,
    dates.day_of_the_decision_twice,
    dates.year_far_away,
    dates.meeting_on_a_holiday,
    dates.meeting_on_another_weekday,
    dates.proposal_after_the_council,
    dates.term_runs_back,
    dossier.title_too_long,
    secrecy.secrecy_on_another_law,
    secrecy.secrecy_not_confirmed,
    samenhang.other_version,
    controlesom.other_file,
    samenhang.shared_text_replaced,
    styles.unknown_field,
    styles.decision_not_printed,
    controles.unknown_check,
)


def check(case: Case) -> Iterator[Problem]:
    """Every problem in the data of a case."""
    for one in CHECKS:
        yield from one(case)
