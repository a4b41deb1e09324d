"""Writing a council's protocol, under the council's own address."""

from __future__ import annotations

from django.urls import URLPattern, path

from concerns.views.protocols import (
    clauses,
    comparing,
    coverage,
    documents,
    pictures,
    proposals,
    proposed_parts,
    remarks,
    rule_parts,
    rule_steps,
    rule_when,
    rules,
    seats,
    trying,
    versions,
    whole,
)

_AT = "c/<slug:council>/protocols/"
_ONE = f"{_AT}<int:version>/"
_PROPOSED = f"{_ONE}rules/proposed/"
_RULE = f"{_ONE}rules/<path:rule>/"
_STEPS = f"{_RULE}steps/"
_STEP = f"{_STEPS}<path:step>/"
_PARTS = f"{_STEP}has/<slug:kind>/"


def _remarks(kind: remarks.RemarkKind) -> list[URLPattern]:
    """The pages of the notices, or of the gaps."""
    all_of, name = f"{_ONE}{kind.field}/", kind.name
    one = f"{all_of}<int:place>/"
    return [
        path(all_of, remarks.RemarkList.as_view(kind=kind), name=f"{name}-list"),
        path(f"{all_of}add/", remarks.RemarkAdd.as_view(kind=kind), name=f"{name}-add"),
        path(f"{one}change/", remarks.RemarkChange.as_view(kind=kind), name=f"{name}-change"),
        path(f"{one}when/<slug:part>/", remarks.RemarkWhen.as_view(kind=kind), name=f"{name}-when"),
        path(f"{one}move/", remarks.RemarkMove.as_view(kind=kind), name=f"{name}-move"),
        path(f"{one}remove/", remarks.RemarkRemove.as_view(kind=kind), name=f"{name}-remove"),
    ]


urlpatterns = [
    path(_AT, versions.VersionList.as_view(), name="version-list"),
    path(f"{_AT}begin/", versions.VersionBegin.as_view(), name="version-begin"),
    path(_ONE, versions.VersionDetail.as_view(), name="version-detail"),
    path(f"{_ONE}about/", whole.VersionAbout.as_view(), name="version-about"),
    path(f"{_ONE}owner/", whole.VersionOwner.as_view(), name="version-owner"),
    path(f"{_ONE}review/", whole.VersionReview.as_view(), name="version-review"),
    path(f"{_ONE}ready/", versions.VersionOffer.as_view(), name="version-offer"),
    path(f"{_ONE}draft/", versions.VersionTakeBack.as_view(), name="version-take-back"),
    path(f"{_ONE}delete/", versions.VersionDiscard.as_view(), name="version-discard"),
    path(f"{_ONE}adopt/", versions.VersionAdopt.as_view(), name="version-adopt"),
    path(f"{_ONE}reviewed/", versions.VersionReviewed.as_view(), name="version-reviewed"),
    path(f"{_ONE}pack/", versions.VersionPack.as_view(), name="version-pack"),
    path(f"{_ONE}checks/", versions.FindingList.as_view(), name="finding-list"),
    path(f"{_ONE}coverage/", coverage.Coverage.as_view(), name="coverage-read"),
    path(f"{_ONE}coverage.csv", coverage.CoverageFile.as_view(), name="coverage-file"),
    path(f"{_ONE}compare/", comparing.VersionCompare.as_view(), name="version-compare"),
    path(f"{_ONE}compare.csv", comparing.CompareFile.as_view(), name="compare-file"),
    path(f"{_ONE}pictures/", pictures.PictureList.as_view(), name="picture-list"),
    path(f"{_ONE}try/", trying.VersionTry.as_view(), name="version-try"),
    path(f"{_ONE}replay/", trying.VersionReplay.as_view(), name="version-replay"),
    path(f"{_ONE}tests/", trying.TrialList.as_view(), name="trial-list"),
    path(f"{_ONE}tests/<int:trial>/remove/", trying.TrialRemove.as_view(), name="trial-remove"),
    path(f"{_ONE}document/", documents.DocumentRead.as_view(), name="document-read"),
    path(
        f"{_ONE}documents/<int:document>/",
        documents.DocumentDetail.as_view(),
        name="document-detail",
    ),
    path(
        f"{_ONE}documents/<int:document>/clear/",
        documents.AcceptClear.as_view(),
        name="document-clear",
    ),
    path(
        f"{_ONE}documents/<int:document>/delete/",
        documents.DocumentDiscard.as_view(),
        name="document-discard",
    ),
    path(
        f"{_ONE}documents/<int:document>/finish/",
        documents.DocumentFinish.as_view(),
        name="document-finish",
    ),
    path(
        f"{_ONE}documents/<int:document>/passages/<int:passage>/",
        documents.PassageDecide.as_view(),
        name="passage-decide",
    ),
    path(
        f"{_ONE}documents/<int:document>/passages/<int:passage>/split/",
        documents.PassageSplit.as_view(),
        name="passage-split",
    ),
    path(f"{_ONE}clauses/", clauses.ClauseList.as_view(), name="clause-list"),
    path(f"{_ONE}clauses/add/", clauses.ClauseAdd.as_view(), name="clause-add"),
    path(
        f"{_ONE}clauses/<path:clause>/change/",
        clauses.ClauseChange.as_view(),
        name="clause-change",
    ),
    path(
        f"{_ONE}clauses/<path:clause>/remove/",
        clauses.ClauseRemove.as_view(),
        name="clause-remove",
    ),
    path(
        f"{_ONE}clauses/<path:clause>/conduct/",
        clauses.ClauseExpects.as_view(),
        name="clause-expects",
    ),
    path(
        f"{_ONE}clauses/<path:clause>/settle/",
        clauses.ClauseSettle.as_view(),
        name="clause-settle",
    ),
    path(
        f"{_ONE}clauses/<path:clause>/divide/",
        clauses.ClauseSplit.as_view(),
        name="clause-split",
    ),
    path(f"{_ONE}clauses/<path:clause>/join/", clauses.ClauseJoin.as_view(), name="clause-join"),
    path(f"{_ONE}clauses/<path:clause>/move/", clauses.ClauseMove.as_view(), name="clause-move"),
    path(f"{_ONE}offices/", seats.SeatList.as_view(), name="seat-list"),
    path(f"{_ONE}offices/add/", seats.SeatAdd.as_view(), name="seat-add"),
    path(f"{_ONE}offices/<slug:office>/change/", seats.SeatChange.as_view(), name="seat-change"),
    path(f"{_ONE}offices/<slug:office>/remove/", seats.SeatRemove.as_view(), name="seat-remove"),
    path(f"{_ONE}safety-net/", seats.NetChange.as_view(), name="net-change"),
    *_remarks(remarks.NOTICE),
    *_remarks(remarks.GAP),
    path(f"{_ONE}rules/", rules.RuleList.as_view(), name="rule-list"),
    path(f"{_ONE}rules/add/", rules.RuleAdd.as_view(), name="rule-add"),
    path(f"{_PROPOSED}", proposals.ProposalList.as_view(), name="proposal-list"),
    path(
        f"{_PROPOSED}<int:passage>/<int:place>/use/",
        proposals.ProposalUse.as_view(),
        name="proposal-use",
    ),
    path(
        f"{_PROPOSED}<int:passage>/<int:place>/next/",
        proposals.ProposalNext.as_view(),
        name="proposal-next",
    ),
    path(
        f"{_PROPOSED}<int:passage>/<int:place>/refuse/",
        proposals.ProposalRefuse.as_view(),
        name="proposal-refuse",
    ),
    path(
        f"{_PROPOSED}<int:passage>/<slug:what>/<int:place>/use/",
        proposed_parts.ProposedUse.as_view(),
        name="proposed-use",
    ),
    path(
        f"{_PROPOSED}<int:passage>/<slug:what>/<int:place>/refuse/",
        proposed_parts.ProposedRefuse.as_view(),
        name="proposed-refuse",
    ),
    path(
        f"{_PROPOSED}<int:passage>/<slug:what>/<int:place>/back/",
        proposals.ProposalBack.as_view(),
        name="proposal-back",
    ),
    # A step's key may be anything, so what is longer has to be looked for first.
    path(f"{_PARTS}add/", rule_parts.PartAdd.as_view(), name="part-add"),
    path(f"{_PARTS}<int:place>/change/", rule_parts.PartChange.as_view(), name="part-change"),
    path(f"{_PARTS}<int:place>/remove/", rule_parts.PartRemove.as_view(), name="part-remove"),
    path(f"{_STEPS}add/", rule_steps.StepAdd.as_view(), name="step-add"),
    path(f"{_STEP}move/", rule_steps.StepMove.as_view(), name="step-move"),
    path(f"{_STEP}remove/", rule_steps.StepRemove.as_view(), name="step-remove"),
    path(f"{_STEP}<slug:part>/change/", rule_steps.StepPart.as_view(), name="step-part"),
    path(f"{_RULE}when/<slug:part>/", rule_when.RuleWhen.as_view(), name="rule-when"),
    path(f"{_RULE}name/", rule_when.RuleSummary.as_view(), name="rule-summary"),
    path(f"{_RULE}doubt/remove/", rule_when.RuleDoubtRemove.as_view(), name="rule-doubt-remove"),
    path(f"{_RULE}doubt/", rule_when.RuleDoubt.as_view(), name="rule-doubt"),
    path(f"{_RULE}change/", rule_when.RuleChange.as_view(), name="rule-change"),
    path(f"{_RULE}move/", rules.RuleMove.as_view(), name="rule-move"),
    path(f"{_RULE}remove/", rules.RuleRemove.as_view(), name="rule-remove"),
]
