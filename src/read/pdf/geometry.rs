//! Places on a page.

/// A map of the plane: `[a b c d e f]` takes (x, y) to (ax + cy + e, bx + dy + f).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub [f32; 6]);

/// The map that leaves everything where it is.
pub(super) const UNIT: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

/// The way text runs, as a quarter of the circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    Right,
    Up,
    Left,
    Down,
}

impl Matrix {
    /// This map, and then another.
    pub(super) fn then(&self, next: &Self) -> Self {
        let (one, two) = (&self.0, &next.0);
        let x = |at: usize| one[at] * two[0] + one[at + 1] * two[2];
        let y = |at: usize| one[at] * two[1] + one[at + 1] * two[3];
        Self([x(0), y(0), x(2), y(2), x(4) + two[4], y(4) + two[5]])
    }

    /// How much longer the map makes what lies along the lines, and across.
    pub(super) fn along(&self) -> f32 {
        self.0[0].hypot(self.0[1])
    }

    /// See [`Matrix::along`].
    pub(super) fn across(&self) -> f32 {
        self.0[2].hypot(self.0[3])
    }

    /// The way lines run; `None` for lines that are askew, as stamps across a page are.
    pub(super) fn way(&self) -> Option<Way> {
        let [x, y, ..] = self.0;
        match () {
            () if y.abs() * 8.0 <= x.abs() => Some(if x > 0.0 { Way::Right } else { Way::Left }),
            () if x.abs() * 8.0 <= y.abs() => Some(if y > 0.0 { Way::Up } else { Way::Down }),
            () => None,
        }
    }

    /// Where a line begins if the page is turned so that it runs to the right: the place along it,
    /// and how far down it lies.
    pub(super) fn upright(&self, way: Way) -> (f32, f32) {
        let [.., x, y] = self.0;
        match way {
            Way::Right => (x, -y),
            Way::Up => (y, x),
            Way::Left => (-x, y),
            Way::Down => (-y, -x),
        }
    }
}
