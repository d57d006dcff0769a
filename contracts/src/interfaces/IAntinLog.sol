// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ContractState} from "../AntinTypes.sol";

/// @title Running hash, counters and the end of a deployment
/// @notice Every event that the contract emits extends a running hash kept in storage, so that an
/// auditor tells a complete event log from a censored one with one storage proof.
interface IAntinLog {
    /// @notice The contract was retired; its successor takes over.
    /// @param successor contract that holds the registry from now on
    event Retired(address successor);

    /// @notice A guardian stopped anchoring and every permissive act.
    event Paused(address actor);

    /// @notice The authority let the contract run again.
    event Unpaused(address actor);

    /// @notice The contract refuses every write since it was retired.
    error AntinRetired(uint40 retiredAt);

    /// @notice While paused nothing is anchored and nothing permitted; restrictive acts go on.
    error AntinPaused(uint8 paused);

    /// @notice There is no pause to end.
    error AntinNotPaused(uint8 paused);

    /// @notice The code of the extension is not the one that the contract was built with.
    error AntinExtensionDiffers(bytes32 codeHash);

    /// @notice A successor has to be another contract that exists.
    error AntinSuccessorInvalid(address successor);

    /// @notice A change cannot be recorded before it takes effect, or start later than its block.
    error AntinTakesEffectLater(uint40 effectiveFrom, uint256 blockTime);

    /// @notice A text in the call is longer than the log may carry.
    error AntinTextTooLong(uint256 length, uint256 max);

    /// @notice A signed request came after its deadline.
    error AntinDeadlinePassed(uint64 deadline, uint256 blockTime);

    /// @notice Ends the use of this deployment for ever.
    /// @dev By the authority; restrictive. Stores the block time and the successor.
    /// @param newSuccessor contract that takes over; must have code
    function retire(address newSuccessor) external;

    /// @notice Stops anchoring, surveillance, reinstatements and every permissive act of the authority.
    /// @dev By a guardian, whose only right this is; without delay.
    function pause() external;

    /// @notice Ends a pause. Permissive, and the one permissive act that a pause does not stop.
    function unpause() external;

    /// @notice Running hash over all events.
    /// @return hash `keccak256(abi.encode(previous hash, number, block time, topic0, keccak256(abi.encode(arguments))))`
    function head() external view returns (bytes32 hash);

    /// @notice Counters and switches.
    function state() external view returns (ContractState memory record);

    /// @notice Contract that took over, or zero.
    function successor() external view returns (address);
}
