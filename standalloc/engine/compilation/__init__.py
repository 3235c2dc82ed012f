"""From an instance to a problem: what every rule and every term makes of it."""
