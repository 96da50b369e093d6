//! Connects to a server and logs in, with one precise error for each cause.

use super::account::{Account, Login, Security};
use super::error::{CertificateFault, FetchError, lost, silent};
use super::session::Session;
use super::wire::{Shared, plain};
use imap::{Authenticator, Client, Connection, Error};
use native_tls::{Certificate, HandshakeError, Protocol, TlsConnector, TlsStream};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// How long a server may take to answer at all.
const GREETING: Duration = Duration::from_secs(30);

impl Account {
    /// Connects and logs in.
    ///
    /// # Errors
    /// What went wrong, by its cause.
    pub fn connect(&self) -> Result<Session, FetchError> {
        if self.security == Security::Plain && !(self.allow_plain && self.is_loopback()) {
            return Err(FetchError::Unencrypted { host: self.host.clone() });
        }
        let connector = self.connector()?;
        let tcp = self.dial()?;
        let socket = tcp.try_clone().map_err(|e| self.no_answer(&e))?;
        let stream: Connection = match self.security {
            Security::Tls => Box::new(self.secure(&connector, tcp)?),
            Security::StartTls => Box::new(self.secure(&connector, self.start_tls(tcp)?)?),
            Security::Plain => Box::new(tcp),
        };
        let shared = Shared::new(stream);
        let mut client: Client<Connection> = Client::new(Box::new(shared.clone()));
        // After STARTTLS there is no second greeting, and the client must not wait for one.
        if self.security != Security::StartTls {
            let greeting = client.read_greeting().map_err(|e| match e {
                Error::Io(e) => self.lost(&e),
                e => self.no_answer(&e),
            })?;
            self.greeted(&String::from_utf8_lossy(&greeting))?;
        }
        Ok(Session::new(self.log_in(client)?, shared, socket, self.timeout))
    }

    fn dial(&self) -> Result<TcpStream, FetchError> {
        let host = self.host.trim_matches(['[', ']']);
        let no_host = |why: String| FetchError::NoSuchHost { host: self.host.clone(), why };
        let addresses = (host, self.port).to_socket_addrs().map_err(|e| no_host(e.to_string()))?;
        let mut failed = None;
        for address in addresses {
            match TcpStream::connect_timeout(&address, GREETING.min(self.timeout)) {
                Ok(tcp) => {
                    let kept = tcp.set_read_timeout(Some(self.timeout));
                    let kept = kept.and_then(|()| tcp.set_write_timeout(Some(self.timeout)));
                    kept.and_then(|()| tcp.set_nodelay(true)).map_err(|e| self.no_answer(&e))?;
                    return Ok(tcp);
                }
                Err(e) => failed = Some(e),
            }
        }
        Err(failed.map_or_else(|| no_host("it has no address".to_owned()), |e| self.no_answer(&e)))
    }

    fn no_answer(&self, why: &dyn std::fmt::Display) -> FetchError {
        FetchError::NoAnswer { host: self.host.clone(), port: self.port, why: why.to_string() }
    }

    /// Says that a connection was lost before anything could be done.
    fn lost(&self, error: &std::io::Error) -> FetchError {
        self.no_answer(&lost(error, self.timeout))
    }

    /// A server that greets with BYE takes no more.
    fn greeted(&self, greeting: &str) -> Result<(), FetchError> {
        match greeting.get(..5) {
            Some(start) if start.eq_ignore_ascii_case("* BYE") => {
                Err(self.no_answer(&format!("the server said: {}", plain(&greeting[5..]))))
            }
            _ => Ok(()),
        }
    }

    fn connector(&self) -> Result<TlsConnector, FetchError> {
        let mut builder = TlsConnector::builder();
        builder.min_protocol_version(Some(Protocol::Tlsv12));
        if let Some(path) = &self.ca_file {
            let fault = |why: String| FetchError::CaFile { path: path.clone(), why };
            let pem = std::fs::read(path).map_err(|e| fault(e.to_string()))?;
            let stack = Certificate::stack_from_pem(&pem).map_err(|e| fault(e.to_string()))?;
            if stack.is_empty() {
                return Err(fault("there is no certificate in it".to_owned()));
            }
            builder.disable_built_in_roots(true);
            for certificate in stack {
                builder.add_root_certificate(certificate);
            }
        }
        builder.build().map_err(|e| FetchError::Tls { host: self.host.clone(), why: e.to_string() })
    }

    fn secure(
        &self,
        connector: &TlsConnector,
        tcp: TcpStream,
    ) -> Result<TlsStream<TcpStream>, FetchError> {
        connector.connect(self.host.trim_matches(['[', ']']), tcp).map_err(|e| match e {
            HandshakeError::Failure(e) => self.handshake_failed(&e),
            HandshakeError::WouldBlock(_) => self.no_answer(&silent(self.timeout)),
        })
    }

    /// Native libraries tell the cause in words only.
    fn handshake_failed(&self, error: &native_tls::Error) -> FetchError {
        let why = error.to_string();
        let said = why.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|w| said.contains(w));
        let host = self.host.clone();
        let fault = if has(&["expired", "not yet valid"]) {
            CertificateFault::Expired
        } else if has(&["hostname mismatch", "ip address mismatch", "host name", "name mismatch"]) {
            CertificateFault::OtherHost
        } else if has(&["certificate", "self signed", "self-signed", "issuer", "untrusted"]) {
            CertificateFault::Untrusted
        } else if has(&["timed out", "temporarily unavailable"]) {
            return self.no_answer(&silent(self.timeout));
        } else {
            return FetchError::Tls { host, why };
        };
        FetchError::Certificate { host, fault }
    }

    /// Asks for TLS in clear and takes nothing else from what the server says before it: an attacker could
    /// have written it.
    fn start_tls(&self, tcp: TcpStream) -> Result<TcpStream, FetchError> {
        let mut reader = BufReader::new(&tcp);
        let mut line = String::new();
        let lost = |e: std::io::Error| self.lost(&e);
        reader.read_line(&mut line).map_err(lost)?;
        self.greeted(&line)?;
        (&tcp).write_all(b"s1 STARTTLS\r\n").map_err(lost)?;
        loop {
            line.clear();
            if reader.read_line(&mut line).map_err(lost)? == 0 {
                return Err(self.no_answer(&"it hung up"));
            }
            if let Some(said) = line.strip_prefix("s1 ") {
                let refused = FetchError::NoStartTls { host: self.host.clone(), port: self.port };
                let more = !reader.buffer().is_empty();
                if more || !said.to_ascii_uppercase().starts_with("OK") {
                    return Err(refused);
                }
                drop(reader);
                return Ok(tcp);
            }
        }
    }

    fn log_in(&self, client: Client<Connection>) -> Result<imap::Session<Connection>, FetchError> {
        let secret = self.secret()?;
        let (user, secret) = (&self.user, secret.reveal());
        let token = |text| Token { text, asked: std::cell::Cell::new(false) };
        let done = match self.login {
            Login::Password => client.login(user, secret),
            Login::Xoauth2 => {
                let text = format!("user={user}\u{1}auth=Bearer {secret}\u{1}\u{1}");
                client.authenticate("XOAUTH2", &token(text))
            }
            Login::Oauthbearer => {
                let (host, port) = (&self.host, self.port);
                let text = format!(
                    "n,a={user},\u{1}host={host}\u{1}port={port}\u{1}auth=Bearer {secret}\u{1}\u{1}"
                );
                client.authenticate("OAUTHBEARER", &token(text))
            }
        };
        done.map_err(|(error, _)| self.login_failed(error, secret))
    }

    fn login_failed(&self, error: Error, secret: &str) -> FetchError {
        let said = match error {
            Error::No(no) => no.information,
            Error::Bad(bad) => bad.information,
            Error::Bye(bye) => bye.information,
            Error::Validate(_) => "user or password have characters that cannot be sent".to_owned(),
            Error::Io(e) => return FetchError::Broken(lost(&e, self.timeout)),
            other => return FetchError::Broken(plain(&other.to_string())),
        };
        // Some servers repeat what they were sent.
        let said = if secret.is_empty() { said } else { said.replace(secret, "…") };
        let lower = said.to_lowercase();
        let wanted = ["app password", "application-specific", "app-specific", "web login required"];
        let app_password = wanted.iter().any(|w| lower.contains(w));
        let (host, user) = (self.host.clone(), self.user.clone());
        let token = self.login != Login::Password;
        FetchError::LoginRefused { host, user, said: plain(&said), app_password, token }
    }
}

/// Answers the first challenge with a token, and the second, which tells an error, with nothing.
struct Token {
    text: String,
    asked: std::cell::Cell<bool>,
}

impl Authenticator for Token {
    type Response = String;

    fn process(&self, _challenge: &[u8]) -> String {
        if self.asked.replace(true) { String::new() } else { self.text.clone() }
    }
}
