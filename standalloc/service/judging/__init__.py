"""What the service says of plans: a move judged, two plans compared, a plan as the files people ask for."""
