"""Files of the field, any number of them → one data set folder, on this machine or on a cluster."""
