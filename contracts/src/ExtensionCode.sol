// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Written by scripts/compile_contracts: hash of the code that AntinExtension compiles to.
bytes32 constant EXTENSION_CODE_HASH = 0x5510a38e7443cbfb91fb024fcd6fb098c6415583003e64c83f4ed9791e0e8de9;
