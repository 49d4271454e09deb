// Shows that a fact is overdue for a check: the page itself was written before anybody could know.
"use strict";
for (const warning of document.querySelectorAll("[data-due]")) {
  warning.hidden = new Date().toISOString().slice(0, 10) <= warning.dataset.due;
}
