//! Bodies: added, changed, closed.
