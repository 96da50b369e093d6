//! Sets of UIDs, as the protocol writes them (RFC 3501, `sequence-set`).

use std::fmt;

/// A line of the protocol holds this many ranges with ease.
const RANGES: usize = 300;

/// No folder holds so many messages.
const MOST: usize = 50_000_000;

/// A set of UIDs, as ranges in order that do not touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UidSet(Vec<(u32, u32)>);

impl UidSet {
    /// Reads what a server found: numbers or ranges, with commas or blanks between; `None` for what is none,
    /// or more than any folder holds.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut uids = Vec::new();
        for part in text.split([' ', ',']).filter(|part| !part.is_empty()) {
            let (first, last) = part.split_once(':').unwrap_or((part, part));
            let (a, b): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
            if a.abs_diff(b) as usize + uids.len() > MOST {
                return None;
            }
            uids.extend(a.min(b)..=a.max(b));
        }
        Some(uids.into_iter().collect())
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.iter().map(|(first, last)| (last - first) as usize + 1).sum()
    }

    /// Tells whether one is in the set.
    pub fn contains(&self, uid: u32) -> bool {
        let at = self.0.partition_point(|(_, last)| *last < uid);
        self.0.get(at).is_some_and(|(first, _)| *first <= uid)
    }

    /// Lists them in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = u32> + '_ {
        self.0.iter().flat_map(|(first, last)| *first..=*last)
    }

    /// Gives those that are not in another set.
    pub fn without(&self, other: &Self) -> Self {
        self.iter().filter(|uid| !other.contains(*uid)).collect()
    }

    /// Gives those of both sets.
    pub fn with(&self, other: &Self) -> Self {
        self.iter().chain(other.iter()).collect()
    }

    /// Cuts the set into sets of so many at most, none of which takes a long line to write.
    pub fn chunks(&self, most: usize) -> Vec<Self> {
        let mut chunks = Vec::new();
        let mut rest: Vec<(u32, u32)> = self.0.iter().rev().copied().collect();
        let (mut chunk, mut count) = (Vec::new(), 0);
        while let Some((first, last)) = rest.pop() {
            let end = last.min(first.saturating_add((most - count) as u32 - 1));
            chunk.push((first, end));
            count += (end - first) as usize + 1;
            if end < last {
                rest.push((end + 1, last));
            }
            if count == most || chunk.len() == RANGES {
                chunks.push(Self(std::mem::take(&mut chunk)));
                count = 0;
            }
        }
        if !chunk.is_empty() {
            chunks.push(Self(chunk));
        }
        chunks
    }

    /// Cuts the set in two halves.
    pub fn halves(&self) -> (Self, Self) {
        let half = self.len() / 2;
        (self.iter().take(half).collect(), self.iter().skip(half).collect())
    }
}

impl FromIterator<u32> for UidSet {
    fn from_iter<T: IntoIterator<Item = u32>>(uids: T) -> Self {
        let mut uids: Vec<u32> = uids.into_iter().filter(|uid| *uid > 0).collect();
        uids.sort_unstable();
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for uid in uids {
            match ranges.last_mut() {
                Some((_, last)) if uid <= last.saturating_add(1) => *last = uid.max(*last),
                _ => ranges.push((uid, uid)),
            }
        }
        Self(ranges)
    }
}

impl fmt::Display for UidSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (first, last)) in self.0.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            if first == last {
                write!(f, "{comma}{first}")?;
            } else {
                write!(f, "{comma}{first}:{last}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn sets_are_written_as_ranges() {
        let set: UidSet = [5, 1, 2, 3, 9, 2, 0].into_iter().collect();
        assert_eq!(set.to_string(), "1:3,5,9");
        for text in ["1 2 3 5 9", "9,5,3:1", " 1:3,5 9 "] {
            assert_eq!(UidSet::read(text).as_ref(), Some(&set), "{text}");
        }
        for text in ["1:4294967295", "x", "1:*", "99999999999"] {
            assert_eq!(UidSet::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn sets_of_uids_are_sets(a in prop::collection::btree_set(1u32..60, 0..40), b in prop::collection::btree_set(1u32..60, 0..40)) {
            let [x, y] = [&a, &b].map(|s| s.iter().copied().collect::<UidSet>());
            prop_assert_eq!(x.len(), a.len());
            prop_assert_eq!(x.without(&y).iter().collect::<BTreeSet<_>>(), &a - &b);
            prop_assert_eq!(x.with(&y).iter().collect::<BTreeSet<_>>(), &a | &b);
            prop_assert!((0..61).all(|n| x.contains(n) == a.contains(&n)));
            let chunks = x.chunks(3);
            prop_assert!(chunks.iter().all(|c| (1..=3).contains(&c.len())));
            prop_assert_eq!(chunks.iter().fold(UidSet::default(), |all, c| all.with(c)), x.clone());
            let (front, back) = x.halves();
            prop_assert_eq!(front.with(&back), x);
        }
    }
}
