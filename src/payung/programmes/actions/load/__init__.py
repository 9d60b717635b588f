"""Load a programme file: `form` reads it, with no database; `judge` names every mistake at once; `write` takes it whole or not
at all."""
