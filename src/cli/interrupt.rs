//! Ctrl-C asks the run to end in an orderly way, and ends it if it does not.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// How long a run may take to end. It notices at the next article; only one that waits for input, or
/// is in the midst of a commit, takes longer, and an index survives being left in either.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the user has asked the run to end.
#[derive(Debug, Clone)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on. Where the system does not let it, Ctrl-C ends the run at once, which
    /// an index survives as well.
    pub(super) fn listen() -> Self {
        let asked = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&asked);
        let _listening = ctrlc::set_handler(move || {
            flag.store(true, Ordering::Relaxed);
            thread::sleep(PATIENCE);
            std::process::exit(130);
        });
        Self(asked)
    }

    /// Whether it is time to end.
    pub(super) fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
