// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// Written by scripts/compile_contracts: hash of the code that AntinExtension compiles to.
bytes32 constant EXTENSION_CODE_HASH = 0x6e2ad491b041a8feb3db50d6acad16caa30901b87f5650588bda0164cf4c4013;
