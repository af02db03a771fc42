//! Priorities: chosen, changed, ended.
