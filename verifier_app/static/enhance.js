// SPDX-License-Identifier: Apache-2.0
// Conveniences only: the page does everything without this file. Nothing here reads or sends a result.
"use strict";

for (const zone of document.querySelectorAll(".drop")) {
  const input = zone.querySelector("input[type=file]");
  const over = (event) => {
    event.preventDefault();
    zone.classList.add("drop-over");
  };
  zone.addEventListener("dragenter", over);
  zone.addEventListener("dragover", over);
  zone.addEventListener("dragleave", () => zone.classList.remove("drop-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("drop-over");
    if (event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      input.focus();
    }
  });
}

// A picture pasted from the clipboard goes where a chosen file would.
document.addEventListener("paste", (event) => {
  const input = document.getElementById("file");
  if (input && event.clipboardData && event.clipboardData.files.length > 0) {
    event.preventDefault();
    input.files = event.clipboardData.files;
    input.focus();
  }
});

// On paper the details are part of the record.
window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
