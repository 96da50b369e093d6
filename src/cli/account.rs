//! `dilatory account`.

use super::Outcome;
use super::config::{AccountConfig, Config};
use super::failure::Failure;
use super::fetch::failed;
use crate::fetch::{FetchError, Folder, Login, Security};
use crate::report::visible;
use std::fs::OpenOptions;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Add, test and list mail accounts.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Add(Add),
    /// Log in and list the folders
    Test {
        /// The account; not needed if there is only one
        #[arg(value_name = "ACCOUNT")]
        name: Option<String>,
        /// Allow a login without encryption to a server on this machine
        #[arg(long)]
        allow_plain: bool,
        /// Configuration file
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
    /// List the accounts of the configuration
    List {
        /// Configuration file
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
    },
}

/// Ask for an account, test the login, and write it to the configuration
///
/// What is not given on the command line is asked for.  A password is never written: name a command that
/// prints it, or it is asked for at each run.
#[derive(Debug, clap::Args)]
struct Add {
    /// What to call it
    #[arg(value_name = "NAME")]
    name: String,
    /// The user, mostly the mail address
    #[arg(long)]
    user: Option<String>,
    /// The IMAP server
    #[arg(long)]
    host: Option<String>,
    /// Its port
    #[arg(long)]
    port: Option<u16>,
    /// tls, starttls or plain
    #[arg(long, value_parser = security)]
    security: Option<Security>,
    /// password, xoauth2 or oauthbearer
    #[arg(long, value_parser = login)]
    login: Option<Login>,
    /// Command that prints the password, or the token
    #[arg(long, value_name = "COMMAND")]
    password_command: Option<String>,
    /// Environment variable that holds the password
    #[arg(long, value_name = "NAME")]
    password_env: Option<String>,
    /// Take the password from the system's keyring
    #[arg(long)]
    keyring: bool,
    /// Certificates to trust, and no other (PEM)
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,
    /// Allow a login without encryption to a server on this machine
    #[arg(long)]
    allow_plain: bool,
    /// Configuration file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

fn security(text: &str) -> Result<Security, String> {
    match text {
        "tls" => Ok(Security::Tls),
        "starttls" => Ok(Security::StartTls),
        "plain" => Ok(Security::Plain),
        _ => Err("give tls, starttls or plain".to_owned()),
    }
}

fn login(text: &str) -> Result<Login, String> {
    match text {
        "password" => Ok(Login::Password),
        "xoauth2" => Ok(Login::Xoauth2),
        "oauthbearer" => Ok(Login::Oauthbearer),
        _ => Err("give password, xoauth2 or oauthbearer".to_owned()),
    }
}

pub(super) fn run(args: &Args) -> Result<Outcome, Failure> {
    match &args.what {
        What::Add(add) => add.run(),
        What::Test { name, allow_plain, config } => {
            let (config, _) = Config::load(config.as_deref())?;
            let (name, account) = config.account(name.as_deref())?;
            show(&try_out(account, name, *allow_plain)?)
        }
        What::List { config } => {
            let (config, _) = Config::load(config.as_deref())?;
            let mut out = io::stdout().lock();
            for (name, account) in &config.accounts {
                writeln!(out, "{}", visible(&format!("{name}: {account}")))?;
            }
            Ok(Outcome::default())
        }
    }
}

fn try_out(account: &AccountConfig, name: &str, plain: bool) -> Result<Vec<Folder>, Failure> {
    let account = account.open(name, plain)?;
    let listed = || -> Result<Vec<Folder>, FetchError> {
        let mut session = account.connect()?;
        let folders = session.folders()?;
        session.log_out();
        Ok(folders)
    };
    listed().map_err(|e| failed(&e))
}

fn show(folders: &[Folder]) -> Result<Outcome, Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "The login works.  Folders:")?;
    for folder in folders {
        writeln!(out, "  {}", visible(&folder.name))?;
    }
    Ok(Outcome::default())
}

/// Asks a question; an empty answer is the proposed one.
fn ask(question: &str, proposed: Option<&str>) -> Result<String, Failure> {
    if !io::stdin().is_terminal() {
        let missing = format!("there is no terminal to ask: {question}; give it as an option");
        return proposed.map(str::to_owned).ok_or(Failure::Wrong(missing));
    }
    let mut err = io::stderr().lock();
    let proposal = proposed.map(|p| format!(" [{p}]")).unwrap_or_default();
    write!(err, "{}", visible(&format!("{question}{proposal}: ")))?;
    err.flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    match (answer.trim(), proposed) {
        ("", Some(proposed)) => Ok(proposed.to_owned()),
        ("", None) => Err(Failure::Wrong(format!("{question}: nothing was given"))),
        (given, _) => Ok(given.to_owned()),
    }
}

impl Add {
    fn run(&self) -> Result<Outcome, Failure> {
        let (config, path) = match Config::load(self.config.as_deref()) {
            Err(_) if self.config.as_ref().is_some_and(|path| !path.exists()) => {
                (Config::default(), self.config.clone().unwrap_or_default())
            }
            loaded => loaded?,
        };
        if config.accounts.contains_key(&self.name) {
            let text = format!("{}: there is an account `{}`", path.display(), self.name);
            return Err(Failure::Wrong(format!("{text}; change it there, or take another name")));
        }
        let account = self.ask()?;
        let folders = try_out(&account, &self.name, self.allow_plain)?;
        append(&path, &account.to_toml(&self.name)).map_err(|e| {
            Failure::file(&path, &e, "give a configuration file that can be written, with --config")
        })?;
        show(&folders)?;
        let mut out = io::stdout().lock();
        writeln!(out, "{}", visible(&format!("Written to {}", path.display())))?;
        let next = format!("Next: dilatory fetch {} --with DOMAIN", self.name);
        writeln!(out, "{}", visible(&next))?;
        Ok(Outcome::default())
    }

    fn ask(&self) -> Result<AccountConfig, Failure> {
        let given = |value: &Option<String>, question: &str, proposed: Option<&str>| match value {
            Some(value) => Ok(value.clone()),
            None => ask(question, proposed),
        };
        let user = given(&self.user, "Mail address", None)?;
        let guess = user.split_once('@').map(|(_, domain)| format!("imap.{domain}"));
        let host = given(&self.host, "IMAP server", guess.as_deref())?;
        let security = match self.security {
            Some(security) => security,
            None => security(&ask("Encryption: tls or starttls", Some("tls"))?)
                .map_err(Failure::Wrong)?,
        };
        let told = self.password_command.is_some() || self.password_env.is_some() || self.keyring;
        let mut command = self.password_command.clone();
        if !told && io::stdin().is_terminal() {
            let question =
                "Command that prints the password, as `pass show mail` (empty: ask each time)";
            command = Some(ask(question, Some(""))?).filter(|command| !command.is_empty());
        }
        let login = self.login.unwrap_or_default();
        Ok(AccountConfig {
            host,
            port: self.port,
            security,
            user,
            login,
            password_command: command.clone().filter(|_| login == Login::Password),
            token_command: command.filter(|_| login != Login::Password),
            password_env: self.password_env.clone(),
            keyring: self.keyring,
            ca_file: self.ca_file.clone(),
            store: None,
            connections: None,
            timeout_seconds: None,
            with: Vec::new(),
            folders: Vec::new(),
        })
    }
}

/// Adds text to a file that only its owner can read.
fn append(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
