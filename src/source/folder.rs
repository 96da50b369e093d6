//! Reads every mail below a folder: single files, Maildir, mbox files of any program, archives.

use super::Source;
use super::file::{Items, Place, items};
use super::item::{Item, Location, Skipped, Why};
use super::kind::Claim;
use super::reread::Rereading;
use super::screen::{Everything, Screen, Stamp};
use super::stream::Store;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io, iter};
use walkdir::{DirEntry, WalkDir};

/// A folder and what is below it.
pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf() }
    }
}

impl Source for Folder {
    fn messages(&self) -> Box<dyn Iterator<Item = Item> + Send + '_> {
        self.wanted(&Everything)
    }

    fn wanted<'a>(&'a self, screen: &'a dyn Screen) -> Box<dyn Iterator<Item = Item> + Send + 'a> {
        let walk = WalkDir::new(&self.root).sort_by(by_name).into_iter();
        let mut maildir = Maildir::default();
        Box::new(walk.filter_entry(is_open).flat_map(move |entry| match entry {
            Ok(entry) => messages(&entry, &mut maildir, screen),
            Err(error) => {
                let path = error.path().unwrap_or(&self.root);
                let why = error.io_error().map_or("a loop of links".into(), io::Error::to_string);
                Box::new(iter::once(Err(Skipped::whole(path, Why::Io(why)))))
            }
        }))
    }

    fn reread<'a>(&'a self, wanted: &'a [Location]) -> Box<dyn Iterator<Item = Item> + Send + 'a> {
        Box::new(Rereading::new(wanted, Box::new(|path| Store::File(path.to_path_buf()))))
    }

    fn size(&self) -> Option<u64> {
        let walk = WalkDir::new(&self.root).into_iter().filter_entry(is_open).flatten();
        let files = walk.filter(|entry| entry.file_type().is_file());
        Some(files.filter_map(|entry| entry.metadata().ok()).map(|meta| meta.len()).sum())
    }
}

/// Sorts what lies in one folder; the paths differ only in the names, and are compared faster.
fn by_name(a: &DirEntry, b: &DirEntry) -> std::cmp::Ordering {
    a.path().as_os_str().cmp(b.path().as_os_str())
}

/// Passes over what is not yet delivered to a Maildir.
fn is_open(entry: &DirEntry) -> bool {
    let unfinished = entry.file_type().is_dir()
        && entry.depth() > 0
        && entry.file_name() == "tmp"
        && entry.path().parent().is_some_and(is_maildir);
    !unfinished
}

fn is_maildir(folder: &Path) -> bool {
    folder.join("cur").is_dir() && folder.join("new").is_dir()
}

fn messages(entry: &DirEntry, maildir: &mut Maildir, screen: &dyn Screen) -> Items {
    let path = entry.path();
    let nothing = Box::new(iter::empty());
    if entry.file_type().is_dir() {
        return nothing;
    }
    let name = entry.file_name().to_string_lossy();
    let claim = match Claim::of(&name) {
        Claim::Nothing if !name.starts_with('.') && maildir.holds(path) => Claim::Mail,
        claim => claim,
    };
    let place = Place { path: path.into(), within: None, claim };
    // Links to folders are not followed, and no pipe or device is opened: it may never end.
    match fs::metadata(path) {
        _ if claim == Claim::Shadow => nothing,
        Ok(meta) if !meta.is_file() => nothing,
        // Firefox and Thunderbird lock a profile with a link that leads nowhere.
        Err(error) if claim == Claim::Nothing && error.kind() == io::ErrorKind::NotFound => nothing,
        Ok(meta) if !screen.wants(path, Stamp::of(&meta)) => nothing,
        Ok(_) => items(&Store::File(path.to_path_buf()), place),
        Err(error) => place.skip(Why::Io(error.to_string())),
    }
}

/// Remembers whether the last folder was the `cur` or `new` of a Maildir.
#[derive(Default)]
struct Maildir {
    folder: PathBuf,
    is_maildir: bool,
}

impl Maildir {
    fn holds(&mut self, path: &Path) -> bool {
        let Some(folder) = path.parent() else { return false };
        if folder != self.folder {
            let named =
                [OsStr::new("cur"), OsStr::new("new")].map(Some).contains(&folder.file_name());
            self.is_maildir = named && folder.parent().is_some_and(is_maildir);
            self.folder = folder.to_path_buf();
        }
        self.is_maildir
    }
}
