// Version 12 aborts at random from Node.js 24.19 on; version 13 needs 22 and ends its process without a word on 20.
// npm leaves out the one that is not for its Node.js: both say in `engines` what they are for.
const major = Number(process.versions.node.split(".")[0]);
module.exports = require(major < 22 ? "better-sqlite3-12" : "better-sqlite3-13");
