//! Small documents for tests, written object by object.

use std::fmt::Write as _;

/// The objects of a document, from number 1 on; the first is its root.
#[derive(Debug, Clone, Default)]
pub(super) struct Writer {
    objects: Vec<Vec<u8>>,
    /// What stands in the trailer besides the root.
    pub trailer: String,
}

impl Writer {
    /// A document of pages with these contents, in Helvetica by the name of `F1`. The pages are
    /// objects 4, 6, …, their contents 5, 7, ….
    pub(super) fn of_pages(contents: &[String]) -> Self {
        let kids = (0..contents.len()).fold(String::new(), |mut kids, page| {
            let _ = write!(kids, "{} 0 R ", 4 + 2 * page);
            kids
        });
        let mut writer = Self::default();
        writer.add("<</Type/Catalog/Pages 2 0 R>>");
        writer.add(&format!("<</Type/Pages/Count {}/Kids[{kids}]>>", contents.len()));
        writer.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
        for (page, content) in contents.iter().enumerate() {
            writer.add(&format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R\
                 /Resources<</Font<</F1 3 0 R/F2 {after} 0 R>>/XObject<</X {after} 0 R>>>>>>",
                5 + 2 * page,
                after = 4 + 2 * contents.len(),
            ));
            // Helvetica has the letters of this encoding.
            writer.stream("", &encoding_rs::WINDOWS_1252.encode(content).0);
        }
        writer
    }

    /// Adds an object and gives its number.
    pub(super) fn add(&mut self, object: &str) -> usize {
        self.objects.push(object.as_bytes().to_vec());
        self.objects.len()
    }

    /// Adds a stream with some entries in its dictionary.
    pub(super) fn stream(&mut self, entries: &str, content: &[u8]) -> usize {
        let head = format!("<<{entries}/Length {}>>stream\n", content.len());
        self.objects.push([head.as_bytes(), content, b"\nendstream"].concat());
        self.objects.len()
    }

    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (at, object) in self.objects.iter().enumerate() {
            let _ = writeln!(table, "{:010} 00000 n ", bytes.len());
            bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        let end = format!(
            "{table}trailer\n<</Size {}/Root 1 0 R{}>>\nstartxref\n{}\n%%EOF\n",
            self.objects.len() + 1,
            self.trailer,
            bytes.len()
        );
        bytes.extend(end.bytes());
        bytes
    }
}

/// The operators that draw lines of text, one under the other.
pub(super) fn column(x: i32, y: i32, size: i32, lines: &[&str]) -> String {
    let mut content = format!("BT /F1 {size} Tf {x} {y} Td {} TL\n", size + 2);
    for line in lines {
        let escaped = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        let _ = writeln!(content, "({escaped}) Tj T*");
    }
    content + "ET\n"
}
