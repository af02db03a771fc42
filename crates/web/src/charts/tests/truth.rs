//! What a description states is counted again from the data, in the plainest way.

use crate::charts::describe::{LEVELS, SIZES, amounts, course, names};
use crate::charts::unit::Unit;
use proptest::collection::vec;
use proptest::prelude::*;

fn unit() -> Unit {
    Unit::Count { one: "promise".into(), many: "promises".into() }
}

/// The first number written after `words`.
fn number_after(sentence: &str, words: &str) -> Option<i64> {
    let rest = &sentence[sentence.find(words)? + words.len()..];
    let written: String = rest.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '−')).collect();
    written.replace(',', "").replace('−', "-").parse().ok()
}

/// The words before `after`, back to the start of the sentence.
fn words_before<'a>(sentence: &'a str, after: &str) -> Option<&'a str> {
    let before = &sentence[..sentence.find(after)?];
    Some(before.rsplit(". ").next().unwrap_or(before))
}

fn labelled(values: &[i64]) -> Vec<(String, i64)> {
    values.iter().enumerate().map(|(at, value)| (format!("Group {at}"), *value)).collect()
}

fn pairs(labelled: &[(String, i64)]) -> Vec<(&str, i64)> {
    labelled.iter().map(|(name, value)| (name.as_str(), *value)).collect()
}

proptest! {
    #[test]
    fn the_largest_the_smallest_and_the_total_are_so(values in vec(-20i64..2_000, 2..12)) {
        let labelled = labelled(&values);
        let says = amounts(&unit(), SIZES, &pairs(&labelled));
        let holders = |wanted: i64| values.iter().filter(|value| **value == wanted).count();
        let (top, bottom) = (*values.iter().max().unwrap(), *values.iter().min().unwrap());

        if top == bottom {
            prop_assert_eq!(number_after(&says, "are the same: "), Some(top));
            return Ok(());
        }
        for (word, value) in [("largest", top), ("smallest", bottom)] {
            let (one, joint) = (format!(" is the {word}: "), format!(" are joint {word}: "));
            prop_assert_eq!(says.contains(&one), holders(value) == 1, "{}", says);
            prop_assert_eq!(number_after(&says, &one).or(number_after(&says, &joint)), Some(value), "{}", says);
            if let Some(name) = words_before(&says, &one) {
                prop_assert!(labelled.contains(&(name.to_owned(), value)), "{}", says);
            }
        }
        let total = values.iter().sum::<i64>();
        let said = number_after(&says, &format!(": {} of ", unit().number(top)));
        prop_assert_eq!(said, (bottom >= 0 && holders(top) == 1).then_some(total), "{}", says);
    }

    #[test]
    fn a_rise_is_a_rise_and_a_high_is_higher_than_both_ends(values in vec(-50i64..50, 2..30)) {
        let labelled = labelled(&values);
        let says = course(&unit(), "Kept", &pairs(&labelled));
        let (first, last) = (values[0], values[values.len() - 1]);

        prop_assert_eq!(says.starts_with("Kept rose from "), last > first);
        prop_assert_eq!(says.starts_with("Kept fell from "), last < first);
        let start = number_after(&says, " from ").or(number_after(&says, "Kept was "));
        prop_assert_eq!(start, Some(first));
        if first != last {
            prop_assert_eq!(number_after(&says, " in Group 0 to "), Some(last));
        }
        let high = values.iter().copied().max().filter(|high| *high > first.max(last));
        let low = values.iter().copied().min().filter(|low| *low < first.min(last));
        prop_assert_eq!(number_after(&says, "a high of "), high);
        prop_assert_eq!(number_after(&says, "a low of "), low);
        for (words, value) in [("a high of ", high), ("a low of ", low)] {
            if let Some(value) = value {
                let at = number_after(&says, &format!("{words}{} in Group ", unit().number(value))).unwrap();
                prop_assert_eq!(values[usize::try_from(at).unwrap()], value);
            }
        }
    }

    #[test]
    fn no_name_is_forgotten(count in 1usize..40) {
        let all: Vec<String> = (0..count).map(|n| format!("G{n}")).collect();
        let said = names(&all.iter().map(String::as_str).collect::<Vec<_>>());

        let named = said.matches('G').count();
        let others: usize = said.split(" and ").last().and_then(|end| end.split(' ').next()?.parse().ok()).unwrap_or(0);
        prop_assert_eq!(named + others, count, "{}", said);
    }
}

#[test]
fn sentences_read_as_english() {
    let money = amounts(&Unit::Money, SIZES, &[("Carers", 120_000), ("Transport", 30_050)]);
    let level = amounts(&Unit::PerCent, LEVELS, &[("Cowley", 61), ("Botley", 61), ("Iffley", 12)]);
    let alone = amounts(&unit(), SIZES, &[("Kept", 1)]);
    let steady = course(&unit(), "", &[("April", 4), ("May", 9), ("June", 4)]);
    let gone = course(&unit(), "Late", &[]);

    assert_eq!(money, "Carers is the largest: £1,200 of £1,500.50. Transport is the smallest: £300.50.");
    assert_eq!(level, "Cowley and Botley are joint highest: 61% each. Iffley is the lowest: 12%.");
    assert_eq!(alone, "Kept: 1 promise.");
    assert_eq!(steady, "Was 4 promises both in April and in June, with a high of 9 in May.");
    assert_eq!(gone, "Late has no figures.");
}
