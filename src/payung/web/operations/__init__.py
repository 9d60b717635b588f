"""Pages for machines that watch over the program: does it live, is it ready, how is it doing. None says anything of a person."""
