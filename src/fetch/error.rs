//! What can stop a fetch, one variant a cause, each with what to do about it.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::time::Duration;
use thiserror::Error;

/// Says how a connection was lost; systems tell that no one spoke in words that help no one.
pub(super) fn lost(error: &io::Error, quiet: Duration) -> String {
    match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => silent(quiet),
        _ => error.to_string(),
    }
}

/// Says that the server was silent for too long.
pub(super) fn silent(quiet: Duration) -> String {
    let seconds = quiet.as_secs();
    let unit = if seconds == 1 { "second" } else { "seconds" };
    format!("the server said nothing for {seconds} {unit}")
}

/// Why mail could not be fetched.
#[derive(Debug, Error)]
pub enum FetchError {
    /// The name of the server has no address.
    #[error("no server is named `{host}`: {why}")]
    NoSuchHost {
        /// The name.
        host: String,
        /// What the resolver said.
        why: String,
    },
    /// No one listens there, or no answer comes.
    #[error("`{host}` does not answer on port {port}: {why}")]
    NoAnswer {
        /// The name.
        host: String,
        /// The port.
        port: u16,
        /// What the system said.
        why: String,
    },
    /// The server's certificate cannot be trusted.
    #[error("the certificate of `{host}` {fault}")]
    Certificate {
        /// The name.
        host: String,
        /// What is wrong with it.
        fault: CertificateFault,
    },
    /// The two sides found no common way to encrypt.
    #[error("no safe connection to `{host}`: {why}")]
    Tls {
        /// The name.
        host: String,
        /// What the library said.
        why: String,
    },
    /// The server offers no STARTTLS.
    #[error("`{host}` offers no STARTTLS on port {port}")]
    NoStartTls {
        /// The name.
        host: String,
        /// The port.
        port: u16,
    },
    /// A password would go over the wire in clear.
    #[error("`{host}` would get the password unencrypted")]
    Unencrypted {
        /// The name.
        host: String,
    },
    /// The CA file cannot be used.
    #[error("{path}: {why}", path = .path.display())]
    CaFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The secret could not be had.
    #[error("the {what} for `{user}` could not be had: {why}")]
    Secret {
        /// The user.
        user: String,
        /// Password or token.
        what: &'static str,
        /// What went wrong, never the secret.
        why: String,
    },
    /// The server refused the login.
    #[error("`{host}` refused the login of `{user}`: {said}")]
    LoginRefused {
        /// The name.
        host: String,
        /// The user.
        user: String,
        /// What the server said.
        said: String,
        /// Whether it wants a password made for programs.
        app_password: bool,
        /// Whether a token was refused, not a password.
        token: bool,
    },
    /// A correspondent that no server can be asked for.
    #[error("`{what}` cannot be searched for")]
    NotAscii {
        /// What was asked for.
        what: String,
    },
    /// A folder that was asked for is not there.
    #[error("there is no folder `{folder}`; there are: {there}")]
    NoSuchFolder {
        /// The folder.
        folder: String,
        /// The folders that are there.
        there: String,
    },
    /// Another run works on the same store.
    #[error("another run of dilatory fetches into {store}", store = .store.display())]
    Busy {
        /// The store.
        store: PathBuf,
    },
    /// The disk.
    #[error("{path}: {source}", path = .path.display())]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The server answered something that ends the session.
    #[error("the server said: {0}")]
    Server(String),
    /// The connection broke, or an answer could not be read; a new connection may help.
    #[error("the connection broke: {0}")]
    Broken(String),
    /// The person stopped the run.
    #[error("stopped")]
    Stopped,
}

/// What is wrong with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateFault {
    /// Its time is over, or has not begun.
    Expired,
    /// It is for another name.
    OtherHost,
    /// No authority that is trusted here has signed it.
    Untrusted,
}

impl fmt::Display for CertificateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Expired => "has expired, or is not valid yet",
            Self::OtherHost => "is for another name",
            Self::Untrusted => "is not signed by an authority that this machine trusts",
        })
    }
}

impl FetchError {
    /// Says what to do about it, if there is something.
    pub fn advice(&self) -> Option<String> {
        Some(match self {
            Self::NoSuchHost { .. } => {
                "check `host` in the configuration, and that this machine is online".to_owned()
            }
            Self::NoAnswer { .. } => {
                "check `port` (993 for TLS, 143 for STARTTLS), the network and the firewall".to_owned()
            }
            Self::Certificate { fault: CertificateFault::Expired, .. } => {
                "check this machine's date; if it is right, only the server's operator can help".to_owned()
            }
            Self::Certificate { fault: CertificateFault::OtherHost, .. } => {
                "use the name that the provider documents for IMAP as `host`".to_owned()
            }
            Self::Certificate { fault: CertificateFault::Untrusted, .. } => {
                let pointed = std::env::var_os("SSL_CERT_FILE").is_some();
                let pointed = if pointed { "; SSL_CERT_FILE is set: does it name a good file?" } else { "" };
                format!("if the server has an authority of its own, name its certificate as `ca-file`{pointed}")
            }
            Self::Tls { .. } => "the server must speak TLS 1.2 or later; check `port` and `security`".to_owned(),
            Self::NoStartTls { .. } => "use `security = \"tls\"` with port 993".to_owned(),
            Self::Unencrypted { .. } => {
                "use `security = \"tls\"`; a login in clear is possible on this machine only, with --allow-plain".to_owned()
            }
            Self::CaFile { .. } => "name a file of certificates in PEM".to_owned(),
            Self::Secret { why, .. } if why.starts_with('$') => {
                "set it, or use `password-command` in the configuration".to_owned()
            }
            Self::Secret { .. } => "try the `password-command` or `token-command` in a shell".to_owned(),
            Self::LoginRefused { app_password: true, .. } => {
                "this provider wants an app password: make one in the account's security settings".to_owned()
            }
            Self::LoginRefused { token: true, .. } => {
                "check user and `token-command`: a token must be for IMAP, and lasts an hour or so".to_owned()
            }
            Self::LoginRefused { .. } => {
                "check user and password; providers with two-step login want an app password or a token".to_owned()
            }
            Self::NotAscii { .. } => {
                "mail servers search for ASCII only; a domain with other letters is written `xn--…` in mail".to_owned()
            }
            Self::NoSuchFolder { .. } => "name one of these with --folder".to_owned(),
            Self::Busy { .. } => "wait for it, or stop it".to_owned(),
            Self::Disk { .. } => "nothing fetched is lost; make room or give rights, and run it again".to_owned(),
            Self::Broken(_) => "run it again: it goes on where it stopped".to_owned(),
            Self::Server(_) | Self::Stopped => return None,
        })
    }

    /// Tells whether a new connection may help.
    pub(super) fn is_passing(&self) -> bool {
        matches!(self, Self::Broken(_) | Self::NoAnswer { .. })
    }
}
