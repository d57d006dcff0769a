// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Records of the registry, each in one storage slot, members packed from the low bits in the order
// of declaration. Verifiers read these slots with eth_getProof, so their order never changes; see
// docs/spec/contract.md. Times are UTC seconds; 0 in a time that may be missing means "none", and
// `recordedAt` is never 0, so that an all-zero slot proves that a record does not exist.

/// @dev Counters and switches of the contract itself.
struct ContractState {
    uint64 count; // events recorded so far, so the number of the next one
    uint64 chainId; // chain the contract was deployed on
    uint40 retiredAt; // 0: in use
    uint8 paused; // 0: running
    uint16 version; // layout and behaviour of this deployment
}

/// @dev Current record of a conformity assessment body; alone decides whether it may anchor.
struct Body {
    uint40 validFrom;
    uint40 validUntil; // 0: open; half-open interval
    uint40 suspendedFrom; // 0: not suspended
    uint40 recordedAt; // block time of the latest change
    uint16 changes; // number of change records, so the number of the next one
    uint16 orders; // number of orders
    uint8 flags;
    uint8 reason; // of the latest change
    uint16 grants; // number of grants, numbered from 1
}

/// @dev Current record of one grant of a body.
struct Grant {
    uint40 validFrom;
    uint40 validUntil;
    uint40 suspendedFrom;
    uint40 recordedAt;
    uint16 changes;
    uint16 orders;
    uint8 flags;
    uint8 reason;
    uint8 basis; // 1 registration, 2 accreditation, 3 designation, 4 recognition
    uint16 grantor; // index in the trust list's grantors
}

/// @dev Append-only history of a body, a grant or a key.
struct Change {
    uint8 kind;
    uint8 reason;
    uint8 flags; // bit 0: took effect before its block
    uint40 from; // when it takes effect
    uint40 until; // end of the interval that it opens, 0: open or not an interval
    uint40 recordedAt;
}

/// @dev Current record of a key of a body.
struct Key {
    uint8 kind; // 1 credential, 2 anchor
    uint40 validFrom;
    uint40 revokedAt; // 0: not revoked; final
    uint40 compromisedSince; // 0: not compromised; moves earlier only
    uint40 recordedAt;
    uint16 changes;
}

/// @dev One anchored batch; its body, grants and root are the preimage of its id.
struct Batch {
    address anchorKey;
    uint40 anchoredAt;
    uint24 size; // number of leaves
    uint8 flags; // bit 0: retrospective; bits 4 to 7: record version, 1
}

/// @dev One status record, unpacked; see StatusSlot for its bits in storage.
struct Status {
    uint8 state; // 1 active, 2 suspended, 3 superseded, 4 withdrawn
    uint8 reason;
    bool backdated; // took effect before its block
    uint40 effectiveFrom;
    uint40 recordedAt;
    address actor; // anchor key of the body, or the authority's account
}

/// @dev Surveillance of one certificate.
struct Surveillance {
    uint40 last;
    uint40 nextDue; // 0: none
    uint40 recordedAt;
    uint16 count; // surveillances recorded so far, so the number of the next one
}

/// @dev Order of the authority over a body or a grant.
struct Order {
    uint8 action; // 1 review, 2 suspend, 3 withdraw
    uint8 reason;
    uint40 from; // what it matches: anchored or issued in this interval
    uint40 until; // 0: open
    uint40 effectiveFrom;
    uint40 recordedAt;
    uint40 retractedAt; // 0: in force; set once
}

/// @dev One request to anchor a batch, with the body's signature.
struct AnchorRequest {
    bytes32 body;
    uint16[] grants;
    bytes32 root;
    uint32 size;
    uint64 deadline;
    bytes signature;
}

/// @dev One status change in a call for many.
struct StatusItem {
    bytes32 subject;
    uint16 n;
    uint8 state;
    uint8 reason;
    uint40 effectiveFrom;
    bytes32 ref;
}

uint16 constant CONTRACT_VERSION = 1;

bytes32 constant ANCHOR_TYPEHASH =
    keccak256("Anchor(bytes32 body,uint16[] grants,bytes32 root,uint32 size,uint64 deadline)");

uint8 constant BASIS_REGISTRATION = 1;
uint8 constant BASIS_RECOGNITION = 4;

uint8 constant CHANGE_STARTED = 1;
uint8 constant CHANGE_SUSPENDED = 2;
uint8 constant CHANGE_REINSTATED = 3;
uint8 constant CHANGE_WITHDRAWN = 4;
uint8 constant CHANGE_REDUCED = 5;
uint8 constant CHANGE_KEY_REVOKED = 6;
uint8 constant CHANGE_KEY_COMPROMISED = 7;
uint8 constant CHANGE_KEY_REGISTERED = 8;

uint8 constant FLAG_BACKDATED = 1;
uint8 constant BATCH_VERSION_1 = 1 << 4;
uint8 constant BATCH_RETROSPECTIVE = 1;

uint8 constant KEY_CREDENTIAL = 1;
uint8 constant KEY_ANCHOR = 2;

uint8 constant ORDER_REVIEW = 1;
uint8 constant ORDER_WITHDRAW = 3;

uint8 constant DECISION_CONTINUED = 1;
uint8 constant DECISION_WITH_CONDITIONS = 2;

uint8 constant LANE_BODY = 0;
uint8 constant LANE_AUTHORITY = 1;

uint8 constant STATE_ACTIVE = 1;
uint8 constant STATE_SUSPENDED = 2;
uint8 constant STATE_SUPERSEDED = 3;
uint8 constant STATE_WITHDRAWN = 4;

/// @dev Grants in one batch; bounds the checks that one anchoring pays for.
uint256 constant MAX_GRANTS = 8;
/// @dev Leaves in one batch; an inclusion proof has at most 20 steps.
uint256 constant MAX_BATCH_SIZE = 1 << 20;
/// @dev Bytes of an order number; bounds the log that auditors read.
uint256 constant MAX_ORDER_NUMBER = 64;
/// @dev Bytes of a body's note on a status change.
uint256 constant MAX_NOTE = 256;
