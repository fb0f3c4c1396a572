// Nothing is generated.
