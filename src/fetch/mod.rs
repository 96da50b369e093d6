//! Brings the mail of an IMAP account to disk, exactly as received, and only what was asked for.

mod account;
mod answer;
mod connect;
mod error;
mod folder;
mod order;
mod run;
mod select;
mod session;
mod store;
mod uids;
mod wire;
mod work;

pub use account::{Account, Login, Secret, SecretSource, Security};
pub use error::{CertificateFault, FetchError};
pub use folder::{Folder, Use};
pub use order::Order;
pub use run::{FolderLedger, Ledger, Watcher, fetch, pause, wait};
pub use session::{Listed, Opened, Session};
pub use store::Store;
pub use uids::UidSet;
