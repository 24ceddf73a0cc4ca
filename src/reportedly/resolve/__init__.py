"""resolve: what a claim's mentions refer to. Candidates with probabilities; unknown stays unknown."""
