"""Claims: what happened and who told it, the papers, the family, what was computed and decided, and the money that left."""

from payung.claims.models.claim import CAUSES, KINDS, MOVES, STATES, TELLERS, Claim, ClaimReport, ClaimStep
from payung.claims.models.decision import VERDICTS, Assessment, Decision
from payung.claims.models.document import DOCUMENTS, MEDIA, ClaimDocument
from payung.claims.models.heir import RELATIONS, ClaimHeir
from payung.claims.models.letter import LETTERS, ClaimLetter
from payung.claims.models.payout import PAYEES, PAYOUT_STATES, Payout

__all__ = [
    "CAUSES",
    "DOCUMENTS",
    "KINDS",
    "LETTERS",
    "MEDIA",
    "MOVES",
    "PAYEES",
    "PAYOUT_STATES",
    "RELATIONS",
    "STATES",
    "TELLERS",
    "VERDICTS",
    "Assessment",
    "Claim",
    "ClaimDocument",
    "ClaimHeir",
    "ClaimLetter",
    "ClaimReport",
    "ClaimStep",
    "Decision",
    "Payout",
]
