"""What every room shares: provenance, problems, tables, rules, text."""
