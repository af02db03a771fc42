//! Promises and what was said on them.
