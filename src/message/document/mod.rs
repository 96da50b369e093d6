//! Gets the text out of documents that come with a mail.

pub(in crate::message) mod rtf;
