// Closed lists of the codebook, in its order.
export const TYPES = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"];
export const STATUSES = ["occurred", "expected", "conditional", "called_for", "denied"];
export const QUADS = [1, 2, 3, 4] as const;
