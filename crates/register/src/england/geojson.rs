//! A GeoJSON collection, feature by feature, so that a map of the country needs the memory of its largest area.
//! Coordinates become whole millionths of a degree on the way.

use super::decimal;
use super::sheet::Unreadable;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{BufRead, ErrorKind};

/// Bytes of one feature. Beyond this it is no outline for a map. Our own choice: England's largest has 0.2 MB.
const FEATURE_BYTES_MAX: usize = 32 << 20;

/// One area of the collection: its properties that are text, and its rings, each a list of (longitude, latitude).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Feature {
    pub(crate) properties: BTreeMap<String, String>,
    pub(crate) rings: Vec<Vec<(i64, i64)>>,
}

/// Reads features out of a collection, one after the other.
#[derive(Debug)]
pub(crate) struct Features<R> {
    file: String,
    input: R,
    buffer: Vec<u8>,
    read: u64,
}

impl<R: BufRead> Features<R> {
    /// Reads up to the opening of `"features": [`.
    pub(crate) fn open(file: &str, input: R) -> Result<Self, Unreadable> {
        let mut features = Self { file: file.to_owned(), input, buffer: Vec::new(), read: 0 };
        let mut head = Vec::new();
        while !head.ends_with(b"\"features\"") {
            match features.byte()? {
                Some(byte) if head.len() < 1 << 16 => head.push(byte),
                _ => return Err(Unreadable::NotGeoJson { file: file.to_owned() }),
            }
        }
        loop {
            match features.byte()? {
                Some(b'[') => return Ok(features),
                Some(b':' | b' ' | b'\n' | b'\r' | b'\t') => {}
                _ => return Err(Unreadable::NotGeoJson { file: file.to_owned() }),
            }
        }
    }

    /// The next feature, or what is wrong with it; `None` after the last.
    pub(crate) fn next(&mut self) -> Result<Option<Result<Feature, String>>, Unreadable> {
        loop {
            match self.byte()? {
                Some(b'{') => break,
                Some(b']') => return Ok(None),
                Some(b',' | b' ' | b'\n' | b'\r' | b'\t') => {}
                Some(_) => return Err(Unreadable::NotGeoJson { file: self.file.clone() }),
                None => return Err(self.torn(ErrorKind::UnexpectedEof.into())),
            }
        }
        self.fill()?;
        Ok(Some(Feature::of(&self.buffer)))
    }

    /// Copies up to the brace that closes the one just read. Braces inside texts do not count.
    fn fill(&mut self) -> Result<(), Unreadable> {
        let mut scan = Scan { depth: 1, in_text: false, escaped: false };
        self.buffer.clear();
        self.buffer.push(b'{');
        while scan.depth > 0 {
            let chunk = match self.input.fill_buf() {
                Ok([]) => return Err(self.torn(ErrorKind::UnexpectedEof.into())),
                Ok(chunk) => chunk,
                Err(source) => return Err(self.torn(source)),
            };
            let end = chunk.iter().position(|&byte| scan.closes(byte)).map_or(chunk.len(), |at| at + 1);
            self.buffer.extend_from_slice(&chunk[..end]);
            self.input.consume(end);
            self.read += end as u64;
            if self.buffer.len() > FEATURE_BYTES_MAX {
                return Err(self.torn(ErrorKind::FileTooLarge.into()));
            }
        }
        Ok(())
    }

    fn byte(&mut self) -> Result<Option<u8>, Unreadable> {
        let byte = match self.input.fill_buf() {
            Ok(chunk) => chunk.first().copied(),
            Err(source) => return Err(self.torn(source)),
        };
        let taken = usize::from(byte.is_some());
        self.input.consume(taken);
        self.read += taken as u64;
        Ok(byte)
    }

    fn torn(&self, source: std::io::Error) -> Unreadable {
        Unreadable::Torn { file: self.file.clone(), byte: self.read, source }
    }
}

/// Where a reader is among braces and texts.
struct Scan {
    depth: u32,
    in_text: bool,
    escaped: bool,
}

impl Scan {
    /// Takes one byte; true when it closes the outermost brace.
    fn closes(&mut self, byte: u8) -> bool {
        if self.in_text {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_text = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' => self.depth += 1,
            b'}' => self.depth -= 1,
            _ => {}
        }
        self.depth == 0
    }
}

#[derive(Deserialize)]
struct Written {
    properties: BTreeMap<String, serde_json::Value>,
}

impl Feature {
    /// Reads one feature. Wrong JSON is a sentence, not a stop.
    fn of(bytes: &[u8]) -> Result<Self, String> {
        let written: Written = serde_json::from_slice(bytes).map_err(|why| format!("is not a feature: {why}"))?;
        let text = |(name, value): (String, serde_json::Value)| Some((name, value.as_str()?.to_owned()));
        let properties = written.properties.into_iter().filter_map(text).collect();
        Ok(Self { properties, rings: rings(bytes)? })
    }
}

/// The rings of a polygon or of many: every innermost list of points, whatever lists stand around it.
fn rings(feature: &[u8]) -> Result<Vec<Vec<(i64, i64)>>, String> {
    const NAME: &[u8] = b"\"coordinates\"";
    let at = feature.windows(NAME.len()).position(|part| part == NAME).ok_or("has no coordinates")?;
    let (mut rings, mut ring, mut point) = (Vec::new(), Vec::new(), Vec::new());
    let (mut depth, mut number) = (0_u32, String::new());
    for &byte in &feature[at + NAME.len()..] {
        match byte {
            b'[' => depth += 1,
            b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E' => number.push(char::from(byte)),
            b']' | b',' => {
                if !number.is_empty() {
                    point.push(decimal::scaled(&number, 6).ok_or_else(|| format!("{number} is not a coordinate"))?);
                    number.clear();
                }
                if byte == b']' {
                    close(&mut point, &mut ring, &mut rings)?;
                    depth = depth.checked_sub(1).ok_or("has coordinates that close before they open")?;
                    if depth == 0 {
                        return if rings.is_empty() { Err("has no rings".to_owned()) } else { Ok(rings) };
                    }
                }
            }
            b':' | b' ' | b'\n' | b'\r' | b'\t' => {}
            other => return Err(format!("has {:?} among its coordinates", char::from(other))),
        }
    }
    Err("has coordinates that never close".to_owned())
}

type Ring = Vec<(i64, i64)>;

/// A list closed: it was a point, or a ring of points, or a list of rings.
fn close(point: &mut Vec<i64>, ring: &mut Ring, rings: &mut Vec<Ring>) -> Result<(), String> {
    match (point.len(), ring.len()) {
        (0, 0) => {}
        (0, 1..=3) => return Err("has a ring of fewer than four points".to_owned()),
        (0, _) => rings.push(std::mem::take(ring)),
        (1, _) => return Err("has a point of one number".to_owned()),
        // A third number would be a height.
        _ => ring.push((point[0], point[1])),
    }
    point.clear();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<Feature, String>> {
        let mut features = Features::open("a.geojson", text.as_bytes()).unwrap();
        std::iter::from_fn(|| features.next().unwrap()).collect()
    }

    const SQUARE: &str = r#"{"type":"Feature","properties":{"code":"E01000001","n":1},"geometry":{"type":"Polygon","coordinates":[[[-0.1,51.5],[0,51.5],[0,51.6],[-0.1,51.5]]]}}"#;

    fn collection(features: &[&str]) -> String {
        format!("{{\"type\": \"FeatureCollection\", \"features\": [\n{}\n]}}", features.join(",\n"))
    }

    #[test]
    fn a_polygon_has_its_rings_in_millionths() {
        let read = read(&collection(&[SQUARE]));

        let feature = read[0].as_ref().unwrap();
        assert_eq!(feature.properties["code"], "E01000001");
        let ring = vec![(-100_000, 51_500_000), (0, 51_500_000), (0, 51_600_000), (-100_000, 51_500_000)];
        assert_eq!(feature.rings, [ring]);
    }

    #[test]
    fn many_polygons_and_holes_are_all_rings() {
        let two = SQUARE.replace("Polygon", "MultiPolygon").replace(
            "[[[-0.1,51.5],[0,51.5],[0,51.6],[-0.1,51.5]]]",
            "[[[[0,1],[1,1],[1,0],[0,1]],[[2,1],[1,1],[1,0],[2,1]]],[[[5,1],[1,1],[1,0],[5,1]]]]",
        );

        let read = read(&collection(&[&two]));

        assert_eq!(read[0].as_ref().unwrap().rings.len(), 3);
    }

    #[test]
    fn a_broken_feature_does_not_stop_the_rest() {
        let torn = SQUARE.replace("51.6", "north");
        let braces = SQUARE.replace("E01000001", r#"}{\"odd\\"#);
        let bare = SQUARE.replace("coordinates", "coordinatez");

        let read = read(&collection(&[&torn, &braces, &bare, SQUARE]));

        let faults: Vec<bool> = read.iter().map(Result::is_err).collect();
        assert_eq!(faults, [true, false, true, false]);
        assert_eq!(read[2].clone().unwrap_err(), "has no coordinates");
    }

    #[test]
    fn a_file_that_ends_too_soon_is_refused_and_says_where() {
        let whole = collection(&[SQUARE, SQUARE]);
        let mut features = Features::open("a.geojson", &whole.as_bytes()[..whole.len() - 40]).unwrap();

        assert!(features.next().unwrap().unwrap().is_ok());
        let refused = features.next().unwrap_err().to_string();
        assert!(refused.starts_with("a.geojson cannot be read beyond byte"), "{refused}");
    }

    #[test]
    fn what_is_no_collection_is_refused() {
        assert!(Features::open("a.geojson", "code,name\nE01000001,x\n".as_bytes()).is_err());
        assert!(Features::open("a.geojson", "{\"features\": 3}".as_bytes()).is_err());
    }
}
