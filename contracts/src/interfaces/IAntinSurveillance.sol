// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Surveillance of certificates
/// @notice One record for each certificate says when its body last surveyed it and when that is due again.
interface IAntinSurveillance {
    /// @notice A body recorded a surveillance.
    /// @param subject the certificate's leaf hash
    /// @param n number of the surveillance, from 0
    /// @param lastSurveillance when it took place
    /// @param nextDue when the next one is due; 0: none
    /// @param decision 1 continued, 2 continued with conditions; kept in the event only
    /// @param actor anchor key that signed
    event Maintained(
        bytes32 indexed body,
        bytes32 indexed subject,
        uint16 n,
        uint40 lastSurveillance,
        uint40 nextDue,
        uint8 decision,
        address actor
    );

    /// @notice The number is not the next one.
    error AntinSurveillanceNumber(bytes32 body, bytes32 subject, uint16 n);

    /// @notice A surveillance took place by the time of its block and is due again after it took place.
    error AntinSurveillanceTimes(uint40 lastSurveillance, uint40 nextDue, uint256 blockTime);

    /// @notice Not one of the decisions 1 and 2.
    error AntinDecisionUnknown(uint8 decision);

    /// @notice Records a surveillance, by the signature of a good anchor key of the body over
    /// `Maintain(bytes32 body,bytes32 subject,uint16 n,uint40 lastSurveillance,uint40 nextDue,uint8 decision,uint64 deadline)`.
    /// Anyone may send it; the body has to be active.
    /// @param bodyId the body
    /// @param subject the certificate's leaf hash
    /// @param n the record's count, 0 where there is none; keeps a request from being used twice
    /// @param lastSurveillance when it took place, not after the block
    /// @param nextDue after `lastSurveillance`, or 0
    /// @param decision 1 continued, 2 continued with conditions
    /// @param deadline last second at which the request may be recorded
    /// @param signature 65 bytes r, s, v
    function maintain(
        bytes32 bodyId,
        bytes32 subject,
        uint16 n,
        uint40 lastSurveillance,
        uint40 nextDue,
        uint8 decision,
        uint64 deadline,
        bytes calldata signature
    ) external;
}
