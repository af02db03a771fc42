//! Decisions: put to a body, closed.
