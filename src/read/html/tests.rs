//! tests
#[test]
#[ignore]
fn bench() {
    use std::io::{Read, Write};
    let dir = std::env::var("PAGES").unwrap();
    let mut out =
        std::io::BufWriter::new(std::fs::File::create(std::env::var("OUT").unwrap()).unwrap());
    let mut times = vec![];
    let mut names: Vec<_> = std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    for path in names {
        let mut bytes = vec![];
        flate2::read::MultiGzDecoder::new(std::fs::File::open(&path).unwrap())
            .read_to_end(&mut bytes)
            .unwrap();
        let html = match String::from_utf8(bytes) {
            Ok(s) => s,
            Err(e) => {
                let b = e.into_bytes();
                let mut d = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
                d.feed(&b, true);
                d.guess(None, chardetng::Utf8Detection::Allow).decode(&b).0.into_owned()
            }
        };
        let t = std::time::Instant::now();
        let a = super::read(&html, crate::read::Context { today: jiff::civil::date(2026, 11, 22) });
        times.push((t.elapsed().as_secs_f64() * 1e3, path.clone()));
        if let Ok(mut a) = a {
            a.head.path = path.to_string_lossy().into_owned();
            writeln!(out, "{}", serde_json::to_string(&a).unwrap()).unwrap();
        }
    }
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let n = times.len();
    println!(
        "ms mean {:.2} p50 {:.2} p99 {:.2} max {:.2} {:?}",
        times.iter().map(|t| t.0).sum::<f64>() / n as f64,
        times[n / 2].0,
        times[n * 99 / 100].0,
        times[n - 1].0,
        times[n - 1].1.file_name()
    );
}
