"""A copy of the guide, wherever it stands → whether its criteria are those of an edition, by what readers see and by its data."""
