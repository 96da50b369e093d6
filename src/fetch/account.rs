//! An account on a mail server, and where its secret comes from.

use super::error::FetchError;
use std::fmt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// How the connection is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte (RFC 8314).
    #[default]
    Tls,
    /// TLS after the greeting (RFC 3501, section 6.2.1).
    StartTls,
    /// None: on this machine only.
    Plain,
}

/// How the person is recognised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Login {
    /// `LOGIN` with a password.
    #[default]
    Password,
    /// SASL XOAUTH2 with a token.
    Xoauth2,
    /// SASL OAUTHBEARER (RFC 7628) with a token.
    Oauthbearer,
}

/// A password or token; it is never shown.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Takes the first line of a text.
    pub fn new(text: &str) -> Self {
        Self(text.lines().next().unwrap_or_default().to_owned())
    }

    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Where a secret comes from; a token is asked for anew at each login.
#[derive(Clone, Debug)]
pub enum SecretSource {
    /// The first line that a command prints.
    Command(String),
    /// An environment variable.
    Environment(String),
    /// What the person typed.
    Given(Secret),
}

impl SecretSource {
    fn get(&self) -> Result<Secret, String> {
        match self {
            Self::Given(secret) => Ok(secret.clone()),
            Self::Environment(name) => {
                let value = std::env::var(name);
                value.map(|v| Secret::new(&v)).map_err(|_| format!("${name} is not set"))
            }
            Self::Command(command) => {
                let shell = if cfg!(windows) { ["cmd", "/C"] } else { ["sh", "-c"] };
                let mut run = Command::new(shell[0]);
                run.args([shell[1], command]).stdin(Stdio::null()).stderr(Stdio::inherit());
                let output = run.output().map_err(|e| e.to_string())?;
                if !output.status.success() {
                    // The command itself is not shown: someone may have written the secret into it.
                    return Err(format!("the command for it ended with {}", output.status));
                }
                let secret = Secret::new(&String::from_utf8_lossy(&output.stdout));
                if secret.0.is_empty() {
                    Err("the command for it printed nothing".to_owned())
                } else {
                    Ok(secret)
                }
            }
        }
    }
}

/// An account on a mail server.
#[derive(Clone, Debug)]
pub struct Account {
    /// What the person calls it.
    pub name: String,
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Whether a login in clear is allowed; only ever on this machine.
    pub allow_plain: bool,
    /// Certificates to trust, and no other, in PEM.
    pub ca_file: Option<PathBuf>,
    /// The user.
    pub user: String,
    /// How the user is recognised.
    pub login: Login,
    /// Where the password or token comes from.
    pub secret: SecretSource,
    /// The most connections at a time.
    pub connections: usize,
    /// How long the server may be silent.
    pub timeout: Duration,
}

impl Account {
    pub(super) fn secret(&self) -> Result<Secret, FetchError> {
        let what = if self.login == Login::Password { "password" } else { "token" };
        self.secret.get().map_err(|why| FetchError::Secret { user: self.user.clone(), what, why })
    }

    /// Tells whether the server is this machine.
    pub(super) fn is_loopback(&self) -> bool {
        let address = self.host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
        address.map_or(self.host == "localhost", |address| address.is_loopback())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_shown() {
        let source = SecretSource::Given(Secret::new("wonderland\nand more"));
        assert!(!format!("{source:?}").contains("wonderland"));
        assert_eq!(source.get().expect("given").reveal(), "wonderland");
    }

    #[test]
    fn commands_give_their_first_line_or_a_reason() {
        let get = |command: &str| SecretSource::Command(command.to_owned()).get();
        assert_eq!(get("printf 'one\\ntwo\\n'").expect("a line").reveal(), "one");
        assert!(get("true").is_err_and(|e| e.contains("printed nothing")));
        assert!(get("exit 3").is_err_and(|e| e.contains("ended with")));
    }
}
