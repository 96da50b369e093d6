//! Parses the phrase grammar of language files into a small tree.
//!
//! `word`, `word*`, `*word`, `*word*`; `(a|b c)`, `x?`; `~` and `~4` for gaps; `{macro}`;
//! `<num>`, `<url>`, `<email>`, `<money>`.

use super::atom::{AtomId, Form, Patterns, Special};
use super::fold::Tokens;
use std::collections::HashMap;

/// The longest gap a phrase may have, in words.
const MAX_GAP: usize = 8;
/// How deep macros may call macros.
const MAX_DEPTH: usize = 8;

/// A phrase as a tree.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Atom(AtomId),
    /// Up to so many words, whatever they are.
    Gap(usize),
    Seq(Vec<Node>),
    Alt(Vec<Node>),
    Opt(Box<Node>),
}

/// Parses phrases; macros are expanded from the text that defines them.
pub(super) struct Parser<'a> {
    pub(super) atoms: &'a mut Patterns,
    pub(super) macros: &'a HashMap<String, String>,
    /// Macros that were parsed before.
    pub(super) parsed: HashMap<String, Node>,
}

impl Parser<'_> {
    /// Parses a phrase.
    ///
    /// # Errors
    /// What is wrong with the phrase, in words.
    pub(super) fn parse(&mut self, phrase: &str) -> Result<Node, String> {
        let node = self.nested(phrase, 0)?;
        if is_nullable(&node) {
            return Err("a phrase must not be optional as a whole".to_owned());
        }
        if is_open(&node, false) || is_open(&node, true) {
            return Err("a phrase must neither start nor end with a gap".to_owned());
        }
        Ok(node)
    }

    fn nested(&mut self, phrase: &str, depth: usize) -> Result<Node, String> {
        if depth > MAX_DEPTH {
            return Err("macros call each other too deeply".to_owned());
        }
        let mut rest = phrase;
        let node = self.alternatives(&mut rest, depth)?;
        if rest.is_empty() { Ok(node) } else { Err(format!("stray `{rest}`")) }
    }

    fn alternatives(&mut self, rest: &mut &str, depth: usize) -> Result<Node, String> {
        let mut branches = vec![self.sequence(rest, depth)?];
        while let Some(after) = rest.strip_prefix('|') {
            *rest = after;
            branches.push(self.sequence(rest, depth)?);
        }
        Ok(self.alt(branches))
    }

    /// Joins single words into one class: it keeps the automaton small.
    fn alt(&mut self, mut branches: Vec<Node>) -> Node {
        if branches.len() == 1 {
            return branches.swap_remove(0);
        }
        let mut single = Vec::new();
        branches.retain(|branch| match branch {
            Node::Atom(atom) => {
                single.push(*atom);
                false
            }
            _ => true,
        });
        match single.as_slice() {
            [] => {}
            [one] => branches.push(Node::Atom(*one)),
            _ => branches.push(Node::Atom(self.atoms.class(&single))),
        }
        if branches.len() == 1 { branches.swap_remove(0) } else { Node::Alt(branches) }
    }

    fn sequence(&mut self, rest: &mut &str, depth: usize) -> Result<Node, String> {
        let mut parts = Vec::new();
        loop {
            *rest = rest.trim_start();
            if rest.is_empty() || rest.starts_with(['|', ')']) {
                break;
            }
            let mut part = self.element(rest, depth)?;
            if let Some(after) = rest.strip_prefix('?') {
                *rest = after;
                part = Node::Opt(Box::new(part));
            }
            match part {
                Node::Seq(inner) => parts.extend(inner),
                other => parts.push(other),
            }
        }
        match parts.len() {
            0 => Err("an empty alternative".to_owned()),
            1 => Ok(parts.swap_remove(0)),
            _ => Ok(Node::Seq(parts)),
        }
    }

    fn element(&mut self, rest: &mut &str, depth: usize) -> Result<Node, String> {
        let text = *rest;
        if let Some(after) = text.strip_prefix('(') {
            *rest = after;
            let node = self.alternatives(rest, depth)?;
            *rest = rest.strip_prefix(')').ok_or("a `(` without its `)`")?;
            return Ok(node);
        }
        if let Some(after) = text.strip_prefix('~') {
            let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let length = if digits == 0 { Ok(2) } else { after[..digits].parse() };
            *rest = &after[digits..];
            return match length {
                Ok(n) if (1..=MAX_GAP).contains(&n) => Ok(Node::Gap(n)),
                _ => Err(format!("a gap must have 1 to {MAX_GAP} words")),
            };
        }
        if let Some(after) = text.strip_prefix('{') {
            let (name, tail) = after.split_once('}').ok_or("a `{` without its `}`")?;
            *rest = tail;
            return self.expand(name, depth);
        }
        if let Some(after) = text.strip_prefix('<') {
            let (name, tail) = after.split_once('>').ok_or("a `<` without its `>`")?;
            *rest = tail;
            return self.placeholder(name);
        }
        let sign = |b: u8| b.is_ascii_whitespace() || b"()|?{}<>~".contains(&b);
        let end = text.bytes().position(sign).unwrap_or(text.len());
        let (word, tail) = text.split_at(end);
        if word.is_empty() {
            return Err(format!("`{}` does not belong here", text.chars().next().unwrap_or(' ')));
        }
        *rest = tail;
        self.word(word)
    }

    fn expand(&mut self, name: &str, depth: usize) -> Result<Node, String> {
        if let Some(node) = self.parsed.get(name) {
            return Ok(node.clone());
        }
        let macros = self.macros;
        let text = macros.get(name).ok_or_else(|| format!("no macro named `{name}`"))?;
        let node = self.nested(text, depth + 1).map_err(|e| format!("in {{{name}}}: {e}"))?;
        self.parsed.insert(name.to_owned(), node.clone());
        Ok(node)
    }

    fn placeholder(&mut self, name: &str) -> Result<Node, String> {
        Ok(match name {
            "num" => Node::Atom(self.atoms.special(Special::Number)),
            "url" => Node::Atom(self.atoms.special(Special::Url)),
            "email" => Node::Atom(self.atoms.special(Special::Email)),
            "money" => {
                let number = Node::Atom(self.atoms.special(Special::Number));
                let currency = Node::Atom(self.atoms.special(Special::Currency));
                Node::Alt(vec![
                    Node::Seq(vec![number.clone(), currency.clone()]),
                    Node::Seq(vec![currency, number]),
                ])
            }
            _ => return Err(format!("no placeholder named `<{name}>`")),
        })
    }

    fn word(&mut self, word: &str) -> Result<Node, String> {
        let (prefix, suffix) = (word.ends_with('*'), word.starts_with('*'));
        let bare = word.trim_matches('*');
        if !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            return Ok(Node::Atom(self.atoms.word(bare, form(prefix, suffix))));
        }
        let tokens = Tokens::of(bare, 0);
        let count = tokens.tokens.len();
        if count == 0 || bare.contains('*') {
            return Err(format!("`{word}` is no word"));
        }
        let mut parts: Vec<Node> = Vec::with_capacity(count);
        for (i, token) in tokens.tokens.iter().enumerate() {
            let form = form(prefix && i + 1 == count, suffix && i == 0);
            parts.push(Node::Atom(self.atoms.word(tokens.word(token), form)));
        }
        Ok(if count == 1 { parts.swap_remove(0) } else { Node::Seq(parts) })
    }
}

fn form(prefix: bool, suffix: bool) -> Form {
    match (prefix, suffix) {
        (false, false) => Form::Whole,
        (true, false) => Form::Prefix,
        (false, true) => Form::Suffix,
        (true, true) => Form::Infix,
    }
}

/// The most words that a phrase can match.
pub(super) fn longest(node: &Node) -> usize {
    match node {
        Node::Atom(_) => 1,
        Node::Gap(words) => *words,
        Node::Opt(inner) => longest(inner),
        Node::Seq(parts) => parts.iter().map(longest).sum(),
        Node::Alt(branches) => branches.iter().map(longest).max().unwrap_or(0),
    }
}

/// Tells whether a phrase can begin (or end, seen backwards) with any word whatever.
fn is_open(node: &Node, backwards: bool) -> bool {
    match node {
        Node::Atom(_) => false,
        Node::Gap(_) => true,
        Node::Opt(inner) => is_open(inner, backwards),
        Node::Alt(branches) => branches.iter().any(|b| is_open(b, backwards)),
        Node::Seq(parts) if backwards => edge_is_open(parts.iter().rev(), true),
        Node::Seq(parts) => edge_is_open(parts.iter(), false),
    }
}

fn edge_is_open<'a>(parts: impl Iterator<Item = &'a Node>, backwards: bool) -> bool {
    for part in parts {
        if is_open(part, backwards) {
            return true;
        }
        if !is_nullable(part) {
            break;
        }
    }
    false
}

/// Tells whether a phrase can be nothing.
fn is_nullable(node: &Node) -> bool {
    match node {
        Node::Atom(_) => false,
        Node::Gap(_) | Node::Opt(_) => true,
        Node::Seq(parts) => parts.iter().all(is_nullable),
        Node::Alt(branches) => branches.iter().any(is_nullable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(phrase: &str) -> Result<Node, String> {
        let macros = HashMap::from([
            ("send".to_owned(), "(send|provide)".to_owned()),
            ("loop".to_owned(), "{loop}".to_owned()),
        ]);
        let mut atoms = Patterns::default();
        Parser { atoms: &mut atoms, macros: &macros, parsed: HashMap::new() }.parse(phrase)
    }

    #[test]
    fn every_form_parses() {
        for phrase in
            ["copy of ~4 passport", "{send} (us|me)? cop*", "*ausweis*", "a (b|c d) <money> x"]
        {
            assert!(parse(phrase).is_ok(), "{phrase}");
        }
    }

    #[test]
    fn single_words_join_into_a_class() {
        assert!(matches!(parse("(a|b|c)"), Ok(Node::Atom(_))));
    }

    #[test]
    fn faults_are_told_in_words() {
        for (phrase, fault) in [
            ("(a|b", "a `(` without its `)`"),
            ("~ a", "a phrase must neither start nor end with a gap"),
            ("a? ~ b", "a phrase must neither start nor end with a gap"),
            ("a? b?", "a phrase must not be optional as a whole"),
            ("a ~9 b", "a gap must have 1 to 8 words"),
            ("{nope}", "no macro named `nope`"),
            ("a * b", "`*` is no word"),
            ("a )", "stray `)`"),
            ("(a|)", "an empty alternative"),
            ("<nope>", "no placeholder named `<nope>`"),
        ] {
            assert_eq!(parse(phrase), Err(fault.to_owned()), "{phrase}");
        }
        assert!(parse("{loop}").is_err_and(|e| e.ends_with("macros call each other too deeply")));
    }
}
