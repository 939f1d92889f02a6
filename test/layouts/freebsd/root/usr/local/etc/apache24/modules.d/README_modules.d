Three digits and an underscore come first.
