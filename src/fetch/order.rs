//! What is asked for: whose mail, of which days, in which folders; and the searches that find it.

use super::error::FetchError;
use super::session::quoted;
use chrono::NaiveDate;
use std::fmt::Write as _;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Domains or addresses whose correspondence is wanted; none for all mail.
    pub with: Vec<String>,
    /// Not received before this day.
    pub since: Option<NaiveDate>,
    /// Received before this day.
    pub before: Option<NaiveDate>,
    /// Only these folders, by name.
    pub folders: Vec<String>,
}

/// A server takes command lines of some 8,000 bytes (RFC 7162, section 4); criteria are cut before.
const LONGEST: usize = 6_000;

impl Order {
    /// Writes the order in one line, so that a later run knows whether it is the same.
    pub(super) fn written(&self) -> String {
        format!("{:?} {:?} {:?}", self.with, self.since, self.before)
    }

    /// Tells whether every message of a folder is asked for.
    pub(super) fn is_everything(&self) -> bool {
        self.with.is_empty() && self.since.is_none() && self.before.is_none()
    }

    fn days(&self) -> String {
        let day = |day: &NaiveDate| day.format("%-d-%b-%Y").to_string();
        let since = self.since.as_ref().map(|d| format!(" SINCE {}", day(d))).unwrap_or_default();
        let before =
            self.before.as_ref().map(|d| format!(" BEFORE {}", day(d))).unwrap_or_default();
        format!("{since}{before}")
    }

    /// Gives the searches that find the mail from and to the correspondents.
    ///
    /// # Errors
    /// A correspondent that cannot be asked for.
    pub(super) fn searches(&self) -> Result<Vec<String>, FetchError> {
        let days = self.days();
        if self.with.is_empty() {
            return Ok(vec![format!("ALL{days}")]);
        }
        let mut keys = Vec::new();
        for with in &self.with {
            let with = quoted(with)?;
            keys.extend(["FROM", "TO", "CC", "BCC"].map(|field| format!("{field} {with}")));
        }
        Ok(alternatives(&keys, &days))
    }

    /// Gives the searches that find the messages with these identifiers, and what refers to them.
    pub(super) fn relations(ids: &[String]) -> Vec<String> {
        let mut keys = Vec::new();
        for id in ids.iter().filter_map(|id| quoted(id).ok()) {
            keys.extend(
                ["MESSAGE-ID", "REFERENCES", "IN-REPLY-TO"]
                    .map(|name| format!("HEADER {name} {id}")),
            );
        }
        // What a message refers to may be older than the days asked for, and belongs to the exchange.
        alternatives(&keys, "")
    }

    /// Gives the searches that find Gmail conversations.
    pub(super) fn conversations(ids: &[u64]) -> Vec<String> {
        let keys: Vec<String> = ids.iter().map(|id| format!("X-GM-THRID {id}")).collect();
        alternatives(&keys, "")
    }
}

/// Joins keys by OR into as few searches as the length of a line allows.
fn alternatives(keys: &[String], days: &str) -> Vec<String> {
    let mut searches = Vec::new();
    let mut rest = keys;
    while !rest.is_empty() {
        let mut length = 0;
        let count = rest.iter().take_while(|key| {
            length += key.len() + 4;
            length < LONGEST
        });
        let (now, later) = rest.split_at(count.count().max(1));
        let mut search = String::new();
        for key in &now[..now.len() - 1] {
            // Writing to a String cannot fail.
            let _ = write!(search, "OR {key} ");
        }
        searches.push(format!("{search}{}{days}", now[now.len() - 1]));
        rest = later;
    }
    searches
}

/// Lists the message identifiers in header fields, without their angle brackets.
pub(super) fn identifiers(fields: &[u8]) -> impl Iterator<Item = String> + '_ {
    fields.split(|b| *b == b'<').skip(1).filter_map(|rest| {
        let id = rest.split(|b| *b == b'>').next()?;
        let id = std::str::from_utf8(id).ok()?;
        let plain =
            id.contains('@') && id.len() <= 300 && id.bytes().all(|b| (0x21..0x7f).contains(&b));
        plain.then(|| id.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_join_what_is_asked_for() {
        let order = Order {
            with: vec!["clearview.ai".to_owned()],
            since: NaiveDate::from_ymd_opt(2020, 3, 1),
            ..Order::default()
        };
        let searches = order.searches().expect("plain");
        assert_eq!(searches.len(), 1);
        assert!(searches[0].starts_with("OR FROM \"clearview.ai\" OR TO \"clearview.ai\" OR CC"));
        assert!(searches[0].ends_with("BCC \"clearview.ai\" SINCE 1-Mar-2020"), "{}", searches[0]);
        assert_eq!(Order::default().searches().expect("plain"), ["ALL"]);
        let bad = Order { with: vec!["a\r\nb".to_owned()], ..Order::default() };
        assert!(bad.searches().is_err());
    }

    #[test]
    fn long_searches_are_cut() {
        let ids: Vec<String> =
            (0..200).map(|n| format!("{n}.{}@x.example", "y".repeat(60))).collect();
        let searches = Order::relations(&ids);
        assert!(searches.len() > 3 && searches.iter().all(|s| s.len() < LONGEST + 200));
        let keys: usize = searches.iter().map(|s| s.matches("HEADER").count()).sum();
        assert_eq!(keys, 600);
    }

    #[test]
    fn identifiers_are_taken_out_of_folded_fields() {
        let fields = b"References: <a@x>\r\n <b@y> <no id>\r\nIn-Reply-To: <c@z\r\n";
        let found: Vec<String> = identifiers(fields).collect();
        assert_eq!(found, ["a@x", "b@y"]);
    }
}
