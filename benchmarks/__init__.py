"""Speed and load, measured by hand: ratios against other tools in the same run."""
