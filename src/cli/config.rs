//! The configuration file: accounts, and what they fetch.

use super::failure::Failure;
use crate::fetch::{Account, Login, Order, Secret, SecretSource, Security};
use crate::rulefile::RuleFile;
use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a server may be silent.
const TIMEOUT: Duration = Duration::from_mins(2);
/// Servers allow several connections of one user, but not many.
const CONNECTIONS: usize = 3;

/// The configuration.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Config {
    #[serde(default)]
    pub(super) accounts: BTreeMap<String, AccountConfig>,
    /// Saved searches, by name.
    #[serde(default)]
    pub(super) searches: BTreeMap<String, String>,
}

/// An account as it stands in the configuration.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AccountConfig {
    pub(super) host: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) port: Option<u16>,
    #[serde(default)]
    pub(super) security: Security,
    pub(super) user: String,
    #[serde(default)]
    pub(super) login: Login,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) password_command: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) token_command: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) password_env: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) keyring: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ca_file: Option<PathBuf>,
    /// Where the mail goes; by default below the data folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) store: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) connections: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) timeout_seconds: Option<u64>,
    /// Domains or addresses whose correspondence is fetched.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) with: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) folders: Vec<String>,
}

fn strategy() -> Result<impl BaseStrategy, Failure> {
    etcetera::choose_base_strategy().map_err(|e| Failure::Wrong(format!("{e}; set HOME")))
}

/// Gives the folder in which the program keeps what it makes.
pub(super) fn data_dir() -> Result<PathBuf, Failure> {
    Ok(strategy()?.data_dir().join("dilatory"))
}

/// Gives the place of the configuration file.
pub(super) fn config_path() -> Result<PathBuf, Failure> {
    Ok(strategy()?.config_dir().join("dilatory").join("config.toml"))
}

impl Config {
    /// Reads the configuration; without a file at the usual place it is empty.
    pub(super) fn load(given: Option<&Path>) -> Result<(Self, PathBuf), Failure> {
        let path = given.map_or_else(config_path, |path| Ok(path.to_path_buf()))?;
        let text = match std::fs::read_to_string(&path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound && given.is_none() => String::new(),
            text => text.map_err(|e| Failure::file(&path, &e, "give a configuration file"))?,
        };
        let file = RuleFile { shown: path.display().to_string(), text: text.into() };
        Ok((file.parse()?, path))
    }

    /// Finds the account that is meant: the named one, or the only one.
    pub(super) fn account(&self, name: Option<&str>) -> Result<(&str, &AccountConfig), Failure> {
        let names = self.accounts.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        let add = "add one with `dilatory account add`";
        match (name, self.accounts.len()) {
            (None, 0) => Err(Failure::Wrong(format!("no account is configured; {add}"))),
            (None, 1) => Ok(self
                .accounts
                .iter()
                .map(|(n, a)| (n.as_str(), a))
                .next()
                .unwrap_or_else(|| unreachable!())),
            (None, _) => Err(Failure::Wrong(format!("which account? There are: {names}"))),
            (Some(name), _) => match self.accounts.get_key_value(name) {
                Some((name, account)) => Ok((name, account)),
                None if names.is_empty() => {
                    Err(Failure::Wrong(format!("no account is named `{name}`; {add}")))
                }
                None => {
                    Err(Failure::Wrong(format!("no account is named `{name}`; there are: {names}")))
                }
            },
        }
    }
}

impl AccountConfig {
    /// Gives the account, asking for the password if nothing else tells it.
    pub(super) fn open(&self, name: &str, allow_plain: bool) -> Result<Account, Failure> {
        let usual = if self.security == Security::Tls { 993 } else { 143 };
        Ok(Account {
            name: name.to_owned(),
            host: self.host.clone(),
            port: self.port.unwrap_or(usual),
            security: self.security,
            allow_plain,
            ca_file: self.ca_file.clone(),
            user: self.user.clone(),
            login: self.login,
            secret: self.secret(name)?,
            connections: self.connections.unwrap_or(CONNECTIONS).clamp(1, 10),
            timeout: self.timeout_seconds.map_or(TIMEOUT, |s| Duration::from_secs(s.max(1))),
        })
    }

    fn secret(&self, name: &str) -> Result<SecretSource, Failure> {
        let command = match self.login {
            Login::Password => &self.password_command,
            Login::Xoauth2 | Login::Oauthbearer => &self.token_command,
        };
        if let Some(command) = command {
            return Ok(SecretSource::Command(command.clone()));
        }
        if let Some(variable) = &self.password_env {
            return Ok(SecretSource::Environment(variable.clone()));
        }
        if self.keyring {
            return from_keyring(name, &self.user);
        }
        if self.login != Login::Password {
            return Err(Failure::Wrong(format!("account `{name}` needs a `token-command`")));
        }
        ask(&format!("Password of {} at {}: ", self.user, self.host))
    }

    /// Writes the account as it stands in the file.
    pub(super) fn to_toml(&self, name: &str) -> String {
        let table = BTreeMap::from([("accounts", BTreeMap::from([(name, self)]))]);
        // A table of texts and numbers can always be written.
        toml::to_string(&table).map(|text| format!("\n{text}")).unwrap_or_default()
    }

    /// Gives the folder that the mail goes to.
    pub(super) fn store(&self, name: &str) -> Result<PathBuf, Failure> {
        match &self.store {
            Some(store) => Ok(store.clone()),
            None => Ok(data_dir()?.join("mail").join(name)),
        }
    }

    /// Gives what is fetched unless the command line says otherwise.
    pub(super) fn order(&self) -> Order {
        Order { with: self.with.clone(), folders: self.folders.clone(), ..Order::default() }
    }
}

impl fmt::Display for AccountConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.user, self.host)
    }
}

/// Asks for a secret on the terminal, without showing it.
pub(super) fn ask(prompt: &str) -> Result<SecretSource, Failure> {
    if !io::stdin().is_terminal() {
        let how = "set `password-command` or `password-env` in the configuration, or run it in a terminal";
        return Err(Failure::Wrong(format!("there is no terminal to ask for the password; {how}")));
    }
    let typed = rpassword::prompt_password(crate::report::visible(prompt))?;
    Ok(SecretSource::Given(Secret::new(&typed)))
}

#[cfg(feature = "keyring")]
fn from_keyring(name: &str, user: &str) -> Result<SecretSource, Failure> {
    let entry = keyring::Entry::new(&format!("dilatory {name}"), user);
    let secret = entry.and_then(|entry| entry.get_password());
    let hint = "put it there with the system's own tool, under the service `dilatory ACCOUNT`";
    let secret = secret.map_err(|e| Failure::Wrong(format!("the keyring: {e}; {hint}")))?;
    Ok(SecretSource::Given(Secret::new(&secret)))
}

#[cfg(not(feature = "keyring"))]
fn from_keyring(_name: &str, _user: &str) -> Result<SecretSource, Failure> {
    let hint = "build with `--features keyring`, or use `password-command`";
    Err(Failure::Wrong(format!("this program was built without the system's keyring; {hint}")))
}
