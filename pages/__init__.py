"""The app's screens and the components they are drawn with."""
