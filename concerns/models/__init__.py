from concerns.models.approval import Approval
from concerns.models.audit import AuditEvent
from concerns.models.audit_link import AuditHead, AuditLink
from concerns.models.concern import Concern, Party
from concerns.models.council import Closure, Council, LocalStandard
from concerns.models.document import Document, Passage
from concerns.models.evidence import Evidence
from concerns.models.grant import Grant
from concerns.models.identity import Identity
from concerns.models.message import Message, Note
from concerns.models.notification import Heartbeat, Notification
from concerns.models.office import Appointment, Office
from concerns.models.person import Absence, Person, PoliticalGroup
from concerns.models.protocol import Clause, Protocol, Rule, RuleClause
from concerns.models.protocol_review import ProtocolReview
from concerns.models.refusal import Refusal
from concerns.models.retention import Hold, RetentionPeriod
from concerns.models.revealing import Revealing
from concerns.models.route import Decision, Duty, Interest, Step
from concerns.models.session import Session
from concerns.models.share import PartMessage, Share, SharedFile
from concerns.models.subject_request import SubjectItem, SubjectPack, SubjectRequest
from concerns.models.trial import Trial
from concerns.models.user import User

__all__ = [
    "Absence",
    "Appointment",
    "Approval",
    "AuditEvent",
    "AuditHead",
    "AuditLink",
    "Clause",
    "Closure",
    "Concern",
    "Council",
    "Decision",
    "Document",
    "Duty",
    "Evidence",
    "Grant",
    "Heartbeat",
    "Hold",
    "Identity",
    "Interest",
    "LocalStandard",
    "Message",
    "Note",
    "Notification",
    "Office",
    "PartMessage",
    "Party",
    "Passage",
    "Person",
    "PoliticalGroup",
    "Protocol",
    "ProtocolReview",
    "Refusal",
    "RetentionPeriod",
    "Revealing",
    "Rule",
    "RuleClause",
    "Session",
    "Share",
    "SharedFile",
    "Step",
    "SubjectItem",
    "SubjectPack",
    "SubjectRequest",
    "Trial",
    "User",
]
