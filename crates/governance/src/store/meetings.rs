//! Meetings, items, papers, attendance.
