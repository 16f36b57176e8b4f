//! How the stored article is compressed: each by itself, so that reading one unpacks no other.
//!
//! A text of some thousand characters compresses badly alone, since it tells much for the first time. So it is
//! compressed with what articles of this index have in common: a dictionary (RFC 8878, section 5), which
//! Zstandard makes of samples. The run that first has enough articles makes it and lays it beside the index
//! before any article needs it; those before are compressed without. It stays as long as the index.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, ErrorKind};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use tantivy::directory::Directory as _;
use tantivy::directory::error::OpenReadError;
use zstd::zstd_safe::{self, CCtx, CDict, DCtx, DDict};

use super::checked::CheckedDirectory;
use super::guard::guarded;
use super::{Error, open};
use crate::article::Article;

/// The file of the dictionary in the folder of the index.
pub(super) const DICTIONARY: &str = "articles.dictionary";

/// What is said of a dictionary that the articles were not compressed with.
pub(super) const OTHER_DICTIONARY: &str = "it is not that of the articles";

/// Zstandard's default level. At level 2 texts take 3 to 6 % more room, and a quarter less of the time.
const LEVEL: i32 = 3;

/// Of how many bytes of articles a dictionary is made. Of twice as many, texts take .5 to 1 % less room, and it
/// takes twice as long to make.
const ENOUGH: usize = 512 * 1024;

/// No more is taken of one article, so that there are many.
const SAMPLE: usize = 16 * 1024;

/// The most bytes of a dictionary. With the 110 KB that Zstandard's own program makes texts take 1 to 2 % less
/// room; but the tables to look things up in it then leave the processor's cache, and indexing takes 4 % longer.
const LENGTH: usize = 64 * 1024;

thread_local! {
    static COMPRESSING: RefCell<CCtx<'static>> = RefCell::new(CCtx::create());
    static DECOMPRESSING: RefCell<DCtx<'static>> = RefCell::new(DCtx::create());
}

/// What articles of an index have in common.
pub(super) struct Dictionary {
    bytes: Vec<u8>,
    decoding: DDict<'static>,
    /// By which a compressed article names it.
    id: NonZeroU32,
}

impl Dictionary {
    /// `None` where the bytes are no dictionary.
    fn new(bytes: Vec<u8>) -> Option<Self> {
        let decoding = DDict::try_create(&bytes)?;
        let id = decoding.get_dict_id()?;
        Some(Self { bytes, decoding, id })
    }

    /// The dictionary of an index in which a commit says that the articles need `needed`. Where they need none
    /// there may be one all the same: for those that come.
    pub(super) fn load(
        directory: &CheckedDirectory,
        needed: Option<NonZeroU32>,
    ) -> tantivy::Result<Option<Self>> {
        let name = Path::new(DICTIONARY);
        let dictionary = match directory.atomic_read(name) {
            Ok(bytes) => Self::new(bytes),
            Err(OpenReadError::FileDoesNotExist(_)) if needed.is_none() => None,
            Err(error) => {
                directory.faults().reading(name, &error);
                return Err(error.into());
            }
        };
        let found = dictionary.as_ref().map(|dictionary| dictionary.id);
        if needed.is_some() && found != needed {
            return Err(directory.faults().damage(name, OTHER_DICTIONARY).into());
        }
        Ok(dictionary)
    }

    fn save(&self, dir: &Path) -> Result<(), Error> {
        let directory = open::directory(dir)?;
        guarded(dir, &directory.faults(), || {
            directory.atomic_write(Path::new(DICTIONARY), &self.bytes)?;
            Ok(directory.sync_directory()?)
        })
    }
}

/// An article from its compressed bytes, with the dictionary of its index.
pub(super) fn article(compressed: &[u8], dictionary: Option<&Dictionary>) -> io::Result<Article> {
    let damaged = |why: &str| io::Error::new(ErrorKind::InvalidData, why);
    let length = zstd_safe::get_frame_content_size(compressed).ok().flatten();
    let length = length.and_then(|length| usize::try_from(length).ok());
    let mut text = Vec::with_capacity(length.ok_or_else(|| damaged("no compressed article"))?);
    DECOMPRESSING
        .with_borrow_mut(|context| match dictionary {
            Some(dictionary) => {
                context.decompress_using_ddict(&mut text, compressed, &dictionary.decoding)
            }
            None => context.decompress(&mut text, compressed),
        })
        .map_err(|code| damaged(zstd_safe::get_error_name(code)))?;
    Ok(serde_json::from_slice(&text)?)
}

/// Compresses the articles of a run.
pub(super) struct Compression {
    dir: PathBuf,
    compressor: Arc<Compressor>,
    /// The articles so far, while there is no dictionary.
    samples: Option<Samples>,
}

/// Compresses with a dictionary, once there is one.
#[derive(Default)]
struct Compressor(OnceLock<Encoding>);

struct Encoding {
    dictionary: CDict<'static>,
    id: NonZeroU32,
}

/// Articles of which a dictionary is to be made, one behind the other.
#[derive(Default)]
struct Samples {
    bytes: Vec<u8>,
    lengths: Vec<usize>,
}

/// An article to be stored.
pub(super) struct Stored {
    text: String,
    compressor: Arc<Compressor>,
    compressed: OnceLock<Vec<u8>>,
}

impl Compression {
    /// For the index in a folder, which has this dictionary.
    pub(super) fn new(dir: &Path, dictionary: Option<&Dictionary>) -> Self {
        let compressor = Arc::new(Compressor::default());
        if let Some(dictionary) = dictionary {
            compressor.learn(dictionary);
        }
        let samples = dictionary.is_none().then(Samples::default);
        Self { dir: dir.to_owned(), compressor, samples }
    }

    /// What commits say that their articles need.
    pub(super) fn needed(&self) -> Option<NonZeroU32> {
        self.compressor.0.get().map(|encoding| encoding.id)
    }

    /// An article as it is stored: JSON.
    pub(super) fn stored(&mut self, article: &Article) -> Result<Stored, Error> {
        let text =
            serde_json::to_string(article).map_err(|error| Error::Engine(error.to_string()))?;
        if let Some(samples) = &mut self.samples {
            samples.add(&text);
            if samples.are_enough() {
                self.learn()?;
            }
        }
        Ok(Stored { text, compressor: Arc::clone(&self.compressor), compressed: OnceLock::new() })
    }

    /// Makes the dictionary. Samples of which none can be made leave the run without one.
    fn learn(&mut self) -> Result<(), Error> {
        let Some(dictionary) = self.samples.take().and_then(|samples| samples.dictionary()) else {
            return Ok(());
        };
        dictionary.save(&self.dir)?;
        self.compressor.learn(&dictionary);
        Ok(())
    }
}

impl Samples {
    fn add(&mut self, text: &str) {
        let sample = &text.as_bytes()[..text.len().min(SAMPLE)];
        self.bytes.extend_from_slice(sample);
        self.lengths.push(sample.len());
    }

    fn are_enough(&self) -> bool {
        self.bytes.len() >= ENOUGH
    }

    fn dictionary(&self) -> Option<Dictionary> {
        let bytes = zstd::dict::from_continuous(&self.bytes, &self.lengths, LENGTH);
        bytes.ok().and_then(Dictionary::new)
    }
}

impl Compressor {
    fn learn(&self, Dictionary { bytes, id, .. }: &Dictionary) {
        self.0.get_or_init(|| Encoding { dictionary: CDict::create(bytes, LEVEL), id: *id });
    }

    fn compress(&self, text: &[u8]) -> Vec<u8> {
        let mut compressed = Vec::with_capacity(zstd_safe::compress_bound(text.len()));
        COMPRESSING
            .with_borrow_mut(|context| match self.0.get() {
                Some(Encoding { dictionary, .. }) => {
                    context.compress_using_cdict(&mut compressed, text, dictionary)
                }
                None => context.compress(&mut compressed, text, LEVEL),
            })
            .expect("with room enough, only a lack of memory keeps Zstandard from compressing");
        compressed
    }
}

impl Stored {
    /// The compressed article. The thread that first asks does the work: there are several that lay out
    /// articles, and one that reads files.
    pub(super) fn compressed(&self) -> &[u8] {
        self.compressed.get_or_init(|| self.compressor.compress(self.text.as_bytes()))
    }

    /// About how many bytes of memory it takes.
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity()
    }
}

impl fmt::Debug for Stored {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Head;

    fn news(nth: usize) -> Article {
        let sentence =
            |at: usize| format!("The council of ward {} met on {at} matters. ", nth * at);
        let body = (1..20).map(sentence).collect();
        Article { head: Head { path: format!("{nth}.txt"), ..Head::default() }, body }
    }

    /// A folder for an index, and the compression of its first run.
    fn run() -> (tempfile::TempDir, Compression) {
        let dir = tempfile::tempdir().unwrap();
        let compression = Compression::new(dir.path(), None);
        (dir, compression)
    }

    fn learned(dir: &Path, compression: &Compression) -> Option<Dictionary> {
        Dictionary::load(&open::directory(dir).unwrap(), compression.needed()).unwrap()
    }

    #[test]
    fn every_article_is_read_again_whatever_of_a_run_was_known_when_it_came() {
        let (dir, mut compression) = run();
        assert!(learned(dir.path(), &compression).is_none());
        let articles: Vec<Article> = (0..1_000).map(news).collect();
        let stored: Vec<Vec<u8>> = articles
            .iter()
            .map(|article| compression.stored(article).unwrap().compressed().to_vec())
            .collect();
        let dictionary = learned(dir.path(), &compression);
        assert_eq!(dictionary.as_ref().map(|dictionary| dictionary.id), compression.needed());
        assert!(compression.needed().is_some());
        for (bytes, wanted) in stored.iter().zip(&articles) {
            assert_eq!(article(bytes, dictionary.as_ref()).unwrap(), *wanted);
        }
        let (first, last) = (stored[1].len(), stored[999].len());
        assert!(2 * last < first, "{first} bytes without, {last} with a dictionary");
        // A later run goes on with it.
        let mut later = Compression::new(dir.path(), dictionary.as_ref());
        assert_eq!(later.needed(), compression.needed());
        assert_eq!(later.stored(&articles[999]).unwrap().compressed(), stored[999]);
        // Without it nothing is made up.
        assert!(article(&stored[999], None).is_err());
        assert_eq!(article(&stored[1], None).unwrap(), articles[1]);
    }

    #[test]
    fn samples_of_which_no_dictionary_can_be_made_do_no_harm() {
        let (dir, mut compression) = run();
        let long = Article { head: Head::default(), body: " ".repeat(ENOUGH) };
        for _ in 0..2 * ENOUGH / SAMPLE {
            let stored = compression.stored(&long).unwrap();
            let dictionary = learned(dir.path(), &compression);
            assert_eq!(article(stored.compressed(), dictionary.as_ref()).unwrap(), long);
        }
    }

    #[test]
    fn bytes_that_are_no_article_are_an_error() {
        let wrong = zstd::encode_all(&b"{\"body\": 1}"[..], LEVEL).unwrap();
        for bytes in [&b""[..], b"{}", &wrong, &wrong[..wrong.len() - 1]] {
            assert!(article(bytes, None).is_err(), "{bytes:?}");
        }
    }
}
