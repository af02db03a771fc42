//! Meetings: called, changed, cancelled; their agenda, papers, attendance and minutes.
