//! Takes running headers, footers and page numbers out from between the pages: a sentence that goes
//! on over the page must not be cut by them.

use rustc_hash::FxHashMap;

/// Running lines stand so near to the top or bottom, in paragraphs.
const NEAR: usize = 2;
/// Running lines are no longer, in characters.
const LONGEST: usize = 150;

/// Leaves out the numbers of pages; keeps a running header where it comes first, and a running
/// footer where it comes last.
pub(super) fn cleared(pages: &mut [String]) {
    if pages.len() < 2 {
        return;
    }
    let mut left: FxHashMap<(Edge, String), (usize, usize)> = FxHashMap::default();
    for page in pages.iter() {
        for (_, edge, line) in edges(page) {
            left.entry((edge, masked(line))).or_default().0 += 1;
        }
    }
    for (n, page) in pages.iter_mut().enumerate() {
        let mut out = Vec::new();
        for (at, edge, line) in edges(page) {
            let Some((all, seen)) = left.get_mut(&(edge, masked(line))) else { continue };
            *seen += 1;
            let again = match edge {
                Edge::Top => *seen > 1,
                Edge::Bottom => seen < all,
            };
            let runs = again && line.chars().count() <= LONGEST;
            if runs || is_number(line, n + 1) {
                out.push(at);
            }
        }
        let paragraphs = page.split("\n\n").enumerate();
        let stays = paragraphs.filter(|(at, _)| !out.contains(at)).map(|(_, line)| line);
        *page = stays.collect::<Vec<_>>().join("\n\n");
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Edge {
    Top,
    Bottom,
}

/// Lists the first and last paragraphs of a page, with their places.
fn edges(page: &str) -> Vec<(usize, Edge, &str)> {
    let paragraphs: Vec<&str> = page.split("\n\n").collect();
    let top = NEAR.min(paragraphs.len().div_ceil(2));
    let bottom = paragraphs.len().saturating_sub(NEAR).max(top);
    let all = paragraphs.into_iter().enumerate();
    let edge =
        |n: usize| if n < top { Some(Edge::Top) } else { (n >= bottom).then_some(Edge::Bottom) };
    all.filter_map(|(n, paragraph)| Some((n, edge(n)?, paragraph))).collect()
}

fn masked(line: &str) -> String {
    line.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// Tells whether a line is the number of this page, as in `2`, `- 2 -`, `2/3` and `Seite 2 von 3`.
fn is_number(line: &str, page: usize) -> bool {
    let words = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let (numbers, words): (Vec<&str>, Vec<&str>) =
        words.partition(|w| w.bytes().all(|b| b.is_ascii_digit()));
    numbers.first().is_some_and(|n| n.parse() == Ok(page))
        && words.len() <= numbers.len()
        && numbers.len() <= 2
        && line.chars().count() <= 30
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(pages: &[&str]) -> Vec<String> {
        let mut pages: Vec<String> = pages.iter().map(|p| (*p).to_owned()).collect();
        cleared(&mut pages);
        pages
    }

    #[test]
    fn headers_footers_and_page_numbers_go_but_for_the_first() {
        let pages = after(&[
            "Foo Ltd, 1 Way\n\nWe do not\n\nCompany number 4711\n\nPage 1 of 2",
            "Foo Ltd, 1 Way\n\nask for your passport.\n\nCompany number 4711\n\nPage 2 of 2",
        ]);
        assert_eq!(
            pages,
            ["Foo Ltd, 1 Way\n\nWe do not", "ask for your passport.\n\nCompany number 4711"]
        );
    }

    #[test]
    fn a_number_that_is_not_the_page_stays() {
        let pages = after(&["Text\n\n2020", "25 euros 3\n\nText two"]);
        assert_eq!(pages, ["Text\n\n2020", "25 euros 3\n\nText two"]);
        assert_eq!(after(&["2"]), ["2"]);
    }
}
