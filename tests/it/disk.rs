//! A small disk, to fill it up.

use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A disk in memory; it goes with the value.
pub(crate) struct SmallDisk(TempDir);

impl SmallDisk {
    /// Mounts a disk of this size; nothing, and a word, where that is not allowed.
    pub(crate) fn of(size: &str) -> Option<Self> {
        let disk = Self(tempfile::tempdir().expect("a folder"));
        if disk.mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]) {
            return Some(disk);
        }
        eprintln!("skipped: no small disk can be mounted");
        None
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    fn mount(&self, args: &[&str]) -> bool {
        let mut command = Command::new("mount");
        command.args(args).arg(self.path()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// Changes the disk.
    pub(crate) fn remount(&self, how: &str) {
        assert!(self.mount(&["-o", &format!("remount,{how}")]), "{how}");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).stderr(Stdio::null()).status();
    }
}
