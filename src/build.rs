//! Embeds every file under `rules/`, so that a new one needs no change of code, and compiles the
//! languages with the lexicon's own code, so that an audit does not do it at every start.
#![allow(clippy::disallowed_methods, reason = "a build script reads and writes files")]
#![allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "the script uses a part of these rooms"
)]

mod id;
mod lexicon;
mod rulefile;

/// Stands where the program has what this script makes.
mod embedded {
    pub(crate) const FILES: &[(&str, &str, &str)] = &[];
    pub(crate) const LEXICA: &[(&str, &[u8])] = &[];
    pub(crate) const WEIGHTS: &[(&str, &[u8], &str)] = &[];
}

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The files that hold rules, and those that hold weights, by their extensions.
const RULES: &[&str] = &["toml", "ftl"];
const WEIGHTS: &[&str] = &["safetensors"];

fn collect(dir: &Path, extensions: &[&str], files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", dir.display());
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, extensions, files)?;
        } else if path.extension().is_some_and(|e| extensions.iter().any(|known| e == *known)) {
            files.push(path);
        }
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let home = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("no manifest folder")?);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no output folder")?);
    for room in ["build.rs", "id.rs", "lexicon", "rulefile"] {
        println!("cargo::rerun-if-changed={}", home.join("src").join(room).display());
    }
    let root = home.join("rules");
    let mut paths = Vec::new();
    collect(&root, RULES, &mut paths)?;
    paths.sort();
    let mut files = rulefile::RuleFiles::embedded();
    for path in &paths {
        let name = path.strip_prefix(&root)?.display().to_string();
        files.put(&name, format!("rules/{name}"), fs::read_to_string(path)?);
    }
    let mut code = String::from("&[\n");
    for (name, _) in files.added() {
        let (path, sha256) = (root.join(name).display().to_string(), files.sha256_of(name));
        writeln!(code, "    ({name:?}, include_str!({path:?}), {sha256:?}),")?;
    }
    fs::write(out.join("files.rs"), code + "]")?;
    let mut weights = Vec::new();
    collect(&root, WEIGHTS, &mut weights)?;
    weights.sort();
    let mut code = String::from("&[\n");
    for path in &weights {
        let name = path.strip_prefix(&root)?.display().to_string();
        let (shown, sha256) = (path.display().to_string(), rulefile::digest(&fs::read(path)?));
        println!("cargo::rerun-if-changed={shown}");
        writeln!(code, "    ({name:?}, include_bytes!({shown:?}), {sha256:?}),")?;
    }
    fs::write(out.join("weights.rs"), code + "]")?;
    let lexica = lexicon::Lexica::load(&files)?;
    let mut code = String::from("&[\n");
    for language in lexica.languages() {
        let Some(lexicon) = lexica.get(language)? else { continue };
        let file = out.join(format!("{language}.lexicon"));
        fs::write(&file, postcard::to_stdvec(lexicon)?)?;
        writeln!(
            code,
            "    ({:?}, include_bytes!({:?})),",
            language.as_str(),
            file.display().to_string()
        )?;
    }
    fs::write(out.join("lexica.rs"), code + "]")?;
    Ok(())
}
