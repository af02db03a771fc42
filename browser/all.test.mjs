// Every browser test in one process, so that one site and one browser serve them all.
// Run by script/test; by hand: build folkmoot, then `cd browser && npm ci --ignore-scripts && npm test`.
import './audit.test.mjs';
