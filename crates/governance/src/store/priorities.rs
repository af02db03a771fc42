//! Priorities.
