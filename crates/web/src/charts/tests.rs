//! What holds for every kind of chart.

mod samples;
mod shape;
mod truth;
