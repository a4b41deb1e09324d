"""What each passage of an imported protocol seems to be, and the rules it seems to make."""
