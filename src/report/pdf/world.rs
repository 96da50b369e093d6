//! What typst sees of the world: the template, the report, and fonts.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_kit::fonts::{FontPath, FontStore};

/// Gives fonts beside those of the program.
pub type MoreFonts = fn() -> Vec<(FontPath, FontInfo)>;

/// The fonts of the program, see the licences beside them.
const FONTS: [&[u8]; 4] = [
    include_bytes!("fonts/LibertinusSerif-Regular.otf"),
    include_bytes!("fonts/LibertinusSerif-Bold.otf"),
    include_bytes!("fonts/LibertinusSerif-Italic.otf"),
    include_bytes!("fonts/DejaVuSansMono.ttf"),
];

/// Gives the fonts of the program.
pub(super) fn own_fonts() -> FontStore {
    let mut fonts = FontStore::new();
    let own = FONTS.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes)));
    fonts.extend(own.map(|font| (font.clone(), font.info().clone())));
    fonts
}

pub(super) struct World {
    library: LazyHash<Library>,
    fonts: FontStore,
    main: Source,
}

impl World {
    pub(super) fn new(data: Vec<u8>, fonts: FontStore) -> Self {
        let mut inputs = Dict::new();
        inputs.insert("data".into(), Bytes::new(data).into_value());
        let library = Library::builder().with_inputs(inputs).build();
        let main = Source::detached(include_str!("report.typ"));
        Self { library: LazyHash::new(library), fonts, main }
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// A report has the day of its audit and no other.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
