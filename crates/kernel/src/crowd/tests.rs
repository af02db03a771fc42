//! Both sides of the floor, and a search for any sum or difference of shown figures that rests on a few people.

use super::*;
use crate::id::Id;
use proptest::prelude::*;

fn crowd(people: impl IntoIterator<Item = i64>) -> Crowd {
    Crowd::of(people.into_iter().map(Id::from_number))
}

#[test]
fn five_are_shown_and_four_are_not() {
    assert_eq!(crowd(1..=5).may_be_shown_after(&[]), Ok(()));
    assert_eq!(crowd(1..=4).may_be_shown_after(&[]), Err(HeldBack::TooFew));
}

#[test]
fn the_same_people_again_may_be_shown_and_one_more_may_not() {
    let before = [crowd(1..=8)];

    assert_eq!(crowd(1..=8).may_be_shown_after(&before), Ok(()));
    assert_eq!(crowd(1..=9).may_be_shown_after(&before), Err(HeldBack::TooLike));
    assert_eq!(crowd(1..=7).may_be_shown_after(&before), Err(HeldBack::TooLike));
}

#[test]
fn five_who_came_or_went_may_be_shown_and_four_may_not() {
    let before = [crowd(1..=8)];

    assert_eq!(crowd(1..=13).may_be_shown_after(&before), Ok(()));
    assert_eq!(crowd(1..=12).may_be_shown_after(&before), Err(HeldBack::TooLike));
    assert_eq!(crowd(3..=11).may_be_shown_after(&before), Ok(()), "two went and three came");
    assert_eq!(crowd(3..=10).may_be_shown_after(&before), Err(HeldBack::TooLike), "two went and two came");
}

#[test]
fn three_figures_that_are_far_apart_in_pairs_can_still_give_two_people_away() {
    let (a, b, c) = (1..=2, 11..=13, 21..=25);
    let first = crowd(a.clone().chain(b.clone()));
    let second = crowd(b.chain(c.clone()));

    assert_eq!(second.may_be_shown_after(std::slice::from_ref(&first)), Ok(()));
    assert_eq!(crowd(a.chain(c)).may_be_shown_after(&[second, first]), Err(HeldBack::TooLike));
}

#[test]
fn nobody_is_told_from_everybody_agreeing() {
    for people in FLOOR..60 {
        assert_eq!(Tenths::of(0, people, people), Tenths::of(1, people, people));
        assert_eq!(Tenths::of(people, people, people), Tenths::of(people - 1, people, people));
    }
    assert_eq!(Tenths::of(2, 4, 4), None);
    assert_eq!(Tenths::of(3, 5, 5).unwrap().of_people(), "about 6 in 10");
    assert_eq!(Tenths::of(15, 15, 5).unwrap().on_a_scale(), "nearly fully");
}

#[test]
fn the_exact_number_of_people_is_never_told() {
    assert_eq!(size_in_words(4), "fewer than five people");
    assert_eq!(size_in_words(5), size_in_words(9));
}

/// Rank of a matrix of whole numbers, without fractions.
fn rank(mut rows: Vec<Vec<i128>>) -> usize {
    let (mut rank, columns) = (0, rows.first().map_or(0, Vec::len));
    for column in 0..columns {
        let Some(pivot) = (rank..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
        rows.swap(rank, pivot);
        let top = rows[rank].clone();
        for row in rows.iter_mut().skip(rank + 1) {
            let times = row[column];
            for (cell, above) in row.iter_mut().zip(&top) {
                *cell = *cell * top[column] - above * times;
            }
        }
        rank += 1;
    }
    rank
}

/// Whether some combination of the figures rests on people of this group alone.
fn gives_away(shown: &[Crowd], group: &[i64], everybody: i64) -> bool {
    let matrix = |keep: &dyn Fn(i64) -> bool| -> Vec<Vec<i128>> {
        let row = |crowd: &Crowd| {
            let people = (0..everybody).filter(|person| keep(*person));
            people.map(|person| i128::from(crowd.contains(Id::from_number(person)))).collect()
        };
        shown.iter().map(row).collect()
    };
    rank(matrix(&|person| !group.contains(&person))) < rank(matrix(&|_| true))
}

/// All groups of one to four of these people.
fn small_groups(everybody: i64) -> Vec<Vec<i64>> {
    let mut groups: Vec<Vec<i64>> = vec![Vec::new()];
    for _ in 1..FLOOR {
        let longer = groups.iter().flat_map(|group| {
            let from = group.last().map_or(0, |last| last + 1);
            (from..everybody).map(move |person| [group.as_slice(), &[person]].concat())
        });
        groups = groups.iter().cloned().chain(longer).collect();
        groups.sort();
        groups.dedup();
    }
    groups.retain(|group| !group.is_empty());
    groups
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_sequence_of_shown_figures_reveals_a_group_smaller_than_five(
        rounds in prop::collection::vec(prop::collection::btree_set(0_i64..13, 0..13), 1..=4),
    ) {
        let mut shown: Vec<Crowd> = Vec::new();
        for people in rounds {
            let crowd = crowd(people);
            if crowd.may_be_shown_after(&shown).is_ok() {
                shown.insert(0, crowd);
            }
        }

        for group in small_groups(13) {
            prop_assert!(!gives_away(&shown, &group, 13), "{group:?} of {shown:?}");
        }
    }

    #[test]
    fn a_share_is_near_the_truth_and_never_at_an_end(people in FLOOR..200, steps in 1_usize..4, part in 0_usize..1000) {
        let most = people * steps;
        let reached = part % (most + 1);

        let shown = Tenths::of(reached, most, people).unwrap();

        prop_assert!((10..=90).contains(&shown.percent()));
        let truth = i64::try_from(reached * 100 / most).unwrap();
        prop_assert!((shown.percent() - truth).abs() <= 20);
    }
}
