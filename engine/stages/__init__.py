"""The stages of an assessment, one module each, in the order of the pipeline; none imports another."""
