//! What every page of Folkmoot owes its readers, whichever test asked for it.

use super::page::TestPage;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeSet;

/// Fails the test when a page breaks a promise that all pages make.
#[track_caller]
pub(super) fn every_page(page: &TestPage) {
    if !page.is_html() {
        return;
    }
    let faults = faults(&page.document());
    assert!(faults.is_empty(), "{} breaks what every page promises:\n- {}", page.path, faults.join("\n- "));
}

fn faults(document: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    faults.extend(heading_and_title(document));
    faults.extend(ids(document));
    faults.extend(labels(document));
    faults.extend(forms(document));
    faults.extend(landmarks(document));
    faults.extend(inline_code(document));
    faults.extend(tables_and_pictures(document));
    faults
}

fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    document.select(&selector).collect()
}

fn text(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn heading_and_title(document: &Html) -> Vec<String> {
    let headings: Vec<String> = select(document, "h1").iter().map(text).collect();
    let [heading] = headings.as_slice() else { return vec![format!("one h1 is due, {} are there", headings.len())] };
    let title = select(document, "title").first().map(text).unwrap_or_default();
    let begins = title.trim_start_matches("Error: ").starts_with(heading.as_str());
    if begins && !heading.is_empty() {
        Vec::new()
    } else {
        vec![format!("the title “{title}” does not begin with the h1 “{heading}”")]
    }
}

fn ids(document: &Html) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let all = select(document, "[id]").into_iter().filter_map(|e| e.value().attr("id"));
    let doubled: Vec<String> =
        all.filter(|id| !seen.insert(*id)).map(|id| format!("the id {id} stands twice")).collect();
    let refers = |attribute: &'static str| {
        select(document, &format!("[{attribute}]"))
            .into_iter()
            .filter_map(move |e| e.value().attr(attribute))
            .flat_map(str::split_whitespace)
            .map(move |id| (attribute, id.to_owned()))
            .collect::<Vec<_>>()
    };
    let referred = ["aria-labelledby", "aria-describedby", "for"].into_iter().flat_map(refers);
    let missing = referred
        .filter(|(_, id)| !seen.contains(id.as_str()))
        .map(|(a, id)| format!("{a} names {id}, which is not there"));
    doubled.into_iter().chain(missing).collect()
}

fn labels(document: &Html) -> Vec<String> {
    let labelled: BTreeSet<&str> =
        select(document, "label[for]").into_iter().filter_map(|e| e.value().attr("for")).collect();
    let fields = select(document, "input:not([type=hidden]), select, textarea");
    let unlabelled = fields.into_iter().filter(|field| {
        let by_id = field.value().attr("id").is_some_and(|id| labelled.contains(id));
        !by_id && field.value().attr("aria-label").is_none() && field.value().attr("aria-labelledby").is_none()
    });
    unlabelled.map(|field| format!("the field {:?} has no label", field.value().attr("name").unwrap_or("?"))).collect()
}

fn forms(document: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    for form in select(document, "form") {
        if form.value().attr("action").is_none_or(str::is_empty) {
            faults.push("a form does not say where it is sent".to_owned());
        }
        let token = Selector::parse("input[name=_csrf]").expect("a selector");
        let posts = form.value().attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
        let forged = form.select(&token).all(|e| e.value().attr("value").is_none_or(str::is_empty));
        if posts && forged {
            faults.push(format!("the form to {:?} carries no token", form.value().attr("action").unwrap_or_default()));
        }
        let buttons = Selector::parse("button, input[type=submit]").expect("a selector");
        if form.select(&buttons).next().is_none() {
            faults.push("a form has no button".to_owned());
        }
    }
    faults
}

fn landmarks(document: &Html) -> Vec<String> {
    let due = [("main", 1), ("header", 1), ("footer", 1), ("html[lang]", 1), ("a.govuk-skip-link", 1)];
    let fault = |(what, count): (&str, usize)| {
        let there = select(document, what).len();
        let enough = if what == "main" { there == count } else { there >= count };
        (!enough).then(|| format!("{count} {what} is due, {there} are there"))
    };
    due.into_iter().filter_map(fault).collect()
}

fn inline_code(document: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    if !select(document, "[style], style").is_empty() {
        faults.push("there is an inline style, which the policy blocks".to_owned());
    }
    if select(document, "script").iter().any(|script| script.value().attr("src").is_none()) {
        faults.push("there is an inline script, which the policy blocks".to_owned());
    }
    for element in select(document, "*") {
        if let Some((name, _)) = element.value().attrs().find(|(name, _)| name.starts_with("on")) {
            faults.push(format!("{} has an inline handler {name}", element.value().name()));
        }
    }
    faults
}

fn tables_and_pictures(document: &Html) -> Vec<String> {
    let caption = Selector::parse("caption").expect("a selector");
    let bare = select(document, "table").into_iter().filter(|table| table.select(&caption).next().is_none());
    let tables = bare.map(|_| "a table has no caption".to_owned());
    let pictures = select(document, "img:not([alt])").into_iter().map(|_| "a picture has no alt text".to_owned());
    let links = select(document, "a[href='']").into_iter().map(|_| "a link leads nowhere".to_owned());
    let wordless = select(document, "a[href]")
        .into_iter()
        .filter(|a| text(a).is_empty() && a.value().attr("aria-label").is_none());
    let wordless =
        wordless.map(|a| format!("the link to {:?} has no words", a.value().attr("href").unwrap_or_default()));
    tables.chain(pictures).chain(links).chain(wordless).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> String {
        let html = format!(
            "<html lang=en><title>T – x</title><body><a class=govuk-skip-link href=#m>Skip</a><header></header><main id=m><h1>T</h1>{body}</main><footer></footer>"
        );
        faults(&Html::parse_document(&html)).join("; ")
    }

    #[test]
    fn a_good_page_has_no_faults() {
        assert_eq!(found("<p>Hello</p>"), "");
    }

    #[test]
    fn each_broken_promise_is_found() {
        for (body, word) in [
            ("<h1>Two</h1>", "one h1"),
            ("<p id=a></p><p id=a></p>", "twice"),
            ("<form action=/x><input name=q><button>Go</button></form>", "no label"),
            ("<form action=/x method=post><button>Go</button></form>", "no token"),
            ("<form><button>Go</button></form>", "where it is sent"),
            ("<p style='color:red'>x</p>", "inline style"),
            ("<script>1</script>", "inline script"),
            ("<p onclick='x()'>x</p>", "inline handler"),
            ("<table><tr><td>1</table>", "no caption"),
            ("<img src=x>", "no alt"),
            ("<a href=/x></a>", "no words"),
            ("<p aria-describedby=gone>x</p>", "not there"),
        ] {
            assert!(found(body).contains(word), "{body}: {}", found(body));
        }
    }
}
