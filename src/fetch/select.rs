//! Finds which messages belong to the correspondence that is asked for: those from and to the correspondents,
//! then outwards along Message-ID, References and In-Reply-To through all folders, so that the person's own
//! mail and what a ticket system sent come too.

use super::error::FetchError;
use super::folder::Folder;
use super::order::{Order, identifiers};
use super::session::{Opened, Session};
use super::uids::UidSet;
use std::collections::BTreeSet;

/// Headers are asked for this many messages at a time.
const AT_A_TIME: usize = 500;
/// Further than this no conversation reaches.
const ROUNDS: usize = 20;

/// Finds the messages of each folder that are wanted.
///
/// # Errors
/// What the server or the connection said.
pub(super) fn select(
    session: &mut Session,
    folders: &[(Folder, Opened)],
    order: &Order,
    gmail: bool,
) -> Result<Vec<UidSet>, FetchError> {
    let mut wanted = Vec::with_capacity(folders.len());
    let searches = order.searches()?;
    for (folder, opened) in folders {
        session.turn_to(folder)?;
        let found = search(session, &searches).map_err(|error| in_folder(error, folder))?;
        let short = order.is_everything() && found.len() < opened.exists as usize;
        wanted.push(if short { found.with(&session.uids()?) } else { found });
    }
    if order.with.is_empty() {
        return Ok(wanted);
    }
    let mut fresh = wanted.clone();
    let mut asked: BTreeSet<String> = BTreeSet::new();
    let mut conversations: BTreeSet<u64> = BTreeSet::new();
    for _ in 0..ROUNDS {
        let mut ids = BTreeSet::new();
        let mut met = BTreeSet::new();
        for ((folder, _), new) in folders.iter().zip(&fresh).filter(|(_, new)| !new.is_empty()) {
            session.turn_to(folder)?;
            for part in new.chunks(AT_A_TIME) {
                for fields in session.fields(&part, "MESSAGE-ID REFERENCES IN-REPLY-TO")? {
                    ids.extend(identifiers(&fields).filter(|id| !asked.contains(id)));
                }
                if gmail {
                    let seen = session.conversations(&part)?;
                    met.extend(seen.into_iter().filter(|id| !conversations.contains(id)));
                }
            }
        }
        let (list, chats): (Vec<String>, Vec<u64>) =
            (ids.iter().cloned().collect(), met.iter().copied().collect());
        let searches = [Order::relations(&list), Order::conversations(&chats)].concat();
        if searches.is_empty() {
            break;
        }
        asked.append(&mut ids);
        conversations.append(&mut met);
        for (i, (folder, _)) in folders.iter().enumerate() {
            session.turn_to(folder)?;
            let found = search(session, &searches).map_err(|error| in_folder(error, folder))?;
            fresh[i] = found.without(&wanted[i]);
            wanted[i] = wanted[i].with(&found);
        }
    }
    Ok(wanted)
}

fn search(session: &mut Session, searches: &[String]) -> Result<UidSet, FetchError> {
    searches.iter().try_fold(UidSet::default(), |all, one| Ok(all.with(&session.search(one)?)))
}

/// Adds to what the server said in which folder it said so.
fn in_folder(error: FetchError, folder: &Folder) -> FetchError {
    match error {
        FetchError::Server(said) => FetchError::Server(format!("{said} (in `{}`)", folder.name)),
        other => other,
    }
}
