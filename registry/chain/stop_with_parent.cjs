// SPDX-License-Identifier: Apache-2.0
// Loaded into ganache by `node --require`: ends it in order when the program that started it is gone,
// however that ended, so that no forgotten chain keeps the port and the database.
"use strict";
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
process.stdin.on("error", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
process.stdin.unref?.(); // watching must not keep ganache alive once it has shut down
