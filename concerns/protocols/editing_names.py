"""The names of rules that nobody named: they follow what the rule says."""

from __future__ import annotations

from dataclasses import replace

from concerns.engine.protocol import Protocol
from concerns.protocols import rule_sentences


def follow(before: Protocol, after: Protocol) -> Protocol:
    """A changed draft in which each rule whose name was made for it is called what it says now.

    A name that somebody gave stays, and so does every key: saved tests and comparisons with the
    version before know a rule by it.
    """
    was = {rule.key: rule for rule in before.rules}
    rules = []
    for rule in after.rules:
        old = was.get(rule.key)
        if old is not None and rule.summary == old.summary == rule_sentences.summary(before, old):
            rule = replace(rule, summary=rule_sentences.summary(after, rule))
        rules.append(rule)
    return replace(after, rules=tuple(rules))
