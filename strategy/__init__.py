"""The town's strategy: fields of action, measures, partners and their progress."""
