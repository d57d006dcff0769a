// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {StatusItem} from "../AntinTypes.sol";

/// @title Status of certificates and batches
/// @notice Records are numbered from 0 within (body, subject, lane) and never change. Lane 0 is the
/// body's, lane 1 the authority's; each has its own moves, and what one did the other cannot undo,
/// but for `liftStatus`. Moves: active to suspended and back; active or suspended to superseded or
/// withdrawn; superseded to withdrawn. No record means active. The authority may also correct its own
/// lane in any way. A status never takes effect after its block.
interface IAntinStatus {
    /// @notice A status record was written.
    /// @param subject a leaf hash, or in the body's lane a batch id
    /// @param lane 0 body, 1 authority
    /// @param n number of the record
    /// @param state 1 active, 2 suspended, 3 superseded, 4 withdrawn
    /// @param reason reason code
    /// @param effectiveFrom when it takes effect
    /// @param actor anchor key that signed, or the authority's account
    /// @param ref the successor's leaf hash, or zero
    /// @param text the body's note, or the number of the authority's order
    event StatusSet(
        bytes32 indexed body,
        bytes32 indexed subject,
        uint8 lane,
        uint16 n,
        uint8 state,
        uint8 reason,
        uint40 effectiveFrom,
        address actor,
        bytes32 ref,
        string text
    );

    /// @notice Not one of the states 1 to 4.
    error AntinStateUnknown(uint8 state);

    /// @notice The number is not the next free one of the lane.
    error AntinStatusNumber(bytes32 body, bytes32 subject, uint8 lane, uint16 n);

    /// @notice The lane does not allow this move.
    error AntinMoveIllegal(bytes32 body, bytes32 subject, uint8 lane, uint8 from, uint8 to);

    /// @notice Only a body's withdrawal may name its effective time.
    error AntinEffectiveNotNow(bytes32 subject, uint8 state, uint40 effectiveFrom);

    /// @notice The authority judges certificates; a batch has a status in the body's lane only.
    error AntinSubjectIsBatch(bytes32 batchId);

    /// @notice The zero subject is none.
    error AntinSubjectZero(bytes32 body);

    /// @notice A call for many subjects names none.
    error AntinItemsEmpty(bytes32 body);

    /// @notice The body's last record was not written by a key that was compromised by then.
    error AntinNothingToLift(bytes32 body, bytes32 subject, uint16 n);

    /// @notice Writes a record in the body's lane, by the signature of a good anchor key over
    /// `SetStatus(bytes32 body,bytes32 subject,uint16 n,uint8 state,uint8 reason,uint40 effectiveFrom,bytes32 ref,string note,uint64 deadline)`.
    /// Anyone may send it. To reinstate, the body has to be active.
    /// @param bodyId the body
    /// @param subject leaf hash or batch id
    /// @param n next free number of the lane; keeps a request from being used twice
    /// @param newState 1 active, 2 suspended, 3 superseded, 4 withdrawn
    /// @param reason reason code
    /// @param effectiveFrom 0: the block's time; only a withdrawal may give a past one
    /// @param ref the successor's leaf hash, or zero
    /// @param note free text, at most 256 bytes; kept in the event only
    /// @param deadline last second at which the request may be recorded
    /// @param signature 65 bytes r, s, v
    function setStatus(
        bytes32 bodyId,
        bytes32 subject,
        uint16 n,
        uint8 newState,
        uint8 reason,
        uint40 effectiveFrom,
        bytes32 ref,
        string calldata note,
        uint64 deadline,
        bytes calldata signature
    ) external;

    /// @notice Writes many records in the body's lane by one signature, all or none, over
    /// `SetStatusMany(bytes32 body,StatusItem[] items,uint64 deadline)`.
    function setStatusMany(bytes32 bodyId, StatusItem[] calldata items, uint64 deadline, bytes calldata signature)
        external;
}
