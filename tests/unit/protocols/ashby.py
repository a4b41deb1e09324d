"""A town council whose protocol leaves nothing open, for planting faults in.

Small and invented: every matter has a rule, every rule a time and an end, everybody named has
somebody else to act for them, and no two rules meet.
"""

from __future__ import annotations

import copy
from typing import Any

import yaml

from concerns.engine.plain import unplain
from concerns.engine.protocol import Protocol

GONE = object()  # in a change: take the key away

ASHBY = """
format: 1
council: ashby
name: Ashby Town Council
nation: england
tier: parish
version: "1"
title: Protocol for councillors and officers
status: adopted
adopted_on: 2025-05-12
owner: clerk
principal_authority: Borsetshire District Council
review: {text: Every two years., due: 2027-05-31, clauses: ["8"]}
offices:
  clerk: {title: Town Clerk, deputy: deputy_clerk}
  deputy_clerk: {title: Deputy Town Clerk}
  chair: {title: Mayor}
  group_leader: {title: Group leader}
  hr_panel: {title: Personnel Panel}
  monitoring_officer: {title: Monitoring Officer of the district, external: true}
  external_adviser: {title: Independent adviser, external: true}
safety_net: [clerk, chair, external_adviser]
clauses:
  - {id: "1", label: "1", heading: Code, summary: To the district., kinds: [routing],
     quote: What alleges a breach of the code of conduct goes to the Monitoring Officer.}
  - {id: "2", label: "2", heading: Clerk, summary: To the Mayor., kinds: [routing],
     quote: "A concern about the Town Clerk goes to the Mayor; see paragraph 4."}
  - {id: "3", label: "3", heading: Others, summary: To the Clerk., kinds: [routing],
     quote: Every other concern goes to the Town Clerk within ten working days.}
  - {id: "4", label: "4", heading: Panel, summary: Three hear it., kinds: [routing],
     quote: What is not settled is heard by three members of the Personnel Panel.}
  - {id: "5", label: "5", heading: Appeal, summary: To an adviser., kinds: [routing],
     quote: Against the Panel one may appeal to the independent adviser.}
  - {id: "6", label: "6", heading: Papers, summary: To the Clerk., kinds: [routing, duty],
     quote: The Town Clerk decides on requests for information and gives reasons.}
  - {id: "7", label: "7", heading: Groups, summary: The others are told., kinds: [routing, duty],
     quote: The Town Clerk decides on requests of a group and tells the other groups.}
  - {id: "8", label: "8", heading: Times, summary: Ten days., kinds: [limit, review],
     quote: Whoever has a matter replies within ten working days.}
rules:
  - key: code
    summary: A breach of the code goes to the Monitoring Officer
    when: {code_breach: true}
    steps:
      - {key: district, capacity: decide, to: [monitoring_officer], procedure: code_of_conduct,
         clauses: ["1"], final: true,
         limits: [{what: reply, n: 10, unit: working_days, source: protocol, clauses: ["8"]}]}
  - key: clerk
    summary: A concern about the Clerk goes to the Mayor
    when: {about_any: [clerk], code_breach: false}
    steps:
      - {key: mayor, capacity: receive, to: [chair], clauses: ["2"], next: {unresolved: hearing},
         otherwise: [{to: [hr_panel], clauses: ["4"]}],
         limits: [{what: reply, n: 10, unit: working_days, source: protocol, clauses: ["8"]}]}
      - {key: hearing, capacity: hear, to: [hr_panel], panel: {size: 3}, clauses: ["4"],
         next: {not_upheld: appeal}}
      - {key: appeal, capacity: decide, track: appeal, to: [external_adviser], clauses: ["5"],
         final: true}
  - key: others
    summary: Any other concern goes to the Clerk
    when: {about_not: [clerk], code_breach: false}
    steps:
      - {key: settle, capacity: receive, to: [clerk], clauses: ["3"], next: {unresolved: hearing},
         otherwise: [{to: [hr_panel], clauses: ["4"]}],
         limits: [{what: reply, n: 10, unit: working_days, source: protocol, clauses: ["8"]}]}
      - {key: hearing, capacity: hear, to: [hr_panel], panel: {size: 3}, clauses: ["4"],
         next: {not_upheld: appeal}}
      - {key: appeal, capacity: decide, track: appeal, to: [external_adviser], clauses: ["5"],
         final: true}
  - key: information
    summary: The Clerk decides on requests for information
    when: {matter: [access_request]}
    steps:
      - {key: request, capacity: decide, to: [clerk], clauses: ["6"], next: {refused: appeal},
         otherwise: [{to: [chair], clauses: ["6"]}],
         duties: [{kind: reasons, when: with_decision, clauses: ["6"]}],
         limits: [{what: decide, n: 10, unit: working_days, source: protocol, clauses: ["8"]}]}
      - {key: appeal, capacity: decide, track: appeal, to: [chair], clauses: ["5"], final: true,
         otherwise: [{to: [external_adviser], clauses: ["5"]}]}
  - key: refusal
    summary: An appeal against a refusal goes to the Mayor
    when: {matter: [access_appeal]}
    steps:
      - {key: appeal, capacity: decide, track: appeal, to: [chair], clauses: ["5"], final: true,
         otherwise: [{to: [external_adviser], clauses: ["5"]}],
         duties: [{kind: reasons, when: with_decision, clauses: ["6"]}],
         limits: [{what: decide, n: 10, unit: working_days, source: protocol, clauses: ["8"]}]}
  - key: groups
    summary: The Clerk decides on what a group asks for
    when: {matter: [group_report, attendance]}
    steps:
      - {key: request, capacity: decide, to: [clerk], clauses: ["7"], final: true,
         otherwise: [{to: [chair], clauses: ["7"]}],
         duties: [{kind: inform, when: after_decision, clauses: ["7"],
                   who: [{office: group_leader, of: other_groups}]}],
         limits: [{what: decide, n: 10, unit: working_days, source: protocol, clauses: ["8"]}]}
  - key: asked
    summary: The Clerk answers what councillors ask or declare
    when: {matter: [enquiry, declaration, meeting]}
    steps:
      - {key: answer, capacity: receive, to: [clerk], clauses: ["3"], final: true,
         otherwise: [{to: [chair], clauses: ["3"]}],
         limits: [{what: reply, n: 10, unit: working_days, source: protocol, clauses: ["8"]}]}
"""


def ashby(**changes: Any) -> Protocol:
    """The protocol, with some of it changed.

    :param changes: by its path, such as `rules/others/steps/settle/to`; `GONE` takes it away, and
        a path that ends in `+` adds to a list.
    """
    pack = _stated(yaml.safe_load(ASHBY))
    for path, value in changes.items():
        _change(pack, path.split("/"), value)
    return unplain(pack, Protocol)


def _stated(pack: dict[str, Any]) -> dict[str, Any]:
    """As `unplain` wants it: YAML has read the days as dates."""
    pack["adopted_on"] = str(pack["adopted_on"])
    pack["review"]["due"] = str(pack["review"]["due"])
    return pack


def _change(here: Any, path: list[str], value: Any) -> None:
    for name in path[:-1]:
        here = _inside(here, name)
    last = path[-1]
    if last == "+":
        here.append(copy.deepcopy(value))
    elif value is GONE:
        if isinstance(here, list):
            here.remove(_inside(here, last))
        else:
            del here[last]
    else:
        here[last] = copy.deepcopy(value)


def _inside(here: Any, name: str) -> Any:
    """A key, or the entry of a list with that key, id or place."""
    if isinstance(here, dict):
        return here[name]
    named = (x for x in here if isinstance(x, dict) and name in (x.get("key"), x.get("id")))
    return next(named, None) or here[int(name)]
