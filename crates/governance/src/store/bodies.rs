//! Bodies in their tree.
