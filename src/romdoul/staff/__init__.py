"""Workers, certificates, rights, key rings, compartments and recovery."""
