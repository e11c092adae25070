"""Facts in files: names from CLDR and by hand, zones, fillers; read through `facts.fact_lines`."""
