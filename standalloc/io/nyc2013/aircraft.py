"""Aircraft types: designators, code letters, wingspans and seats.

Wingspans are the manufacturers' (with winglets where the fleets of 2013 had them); the code letter follows from them
by ICAO Annex 14. `planes.seats` is the number in the FAA registry, often the most the type is certified for (182 for
an A320, 379 for an A321, 20 for an E190); it is taken only where it is a layout US carriers flew in 2013, that is
within `fewest_seats` and `most_seats`. Otherwise the type's usual layout counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from standalloc.model.sizes import code_of_wingspan


@dataclass(frozen=True, slots=True)
class AircraftType:
    """One type.

    Attributes:
        designator: The ICAO type designator.
        wingspan_m: The wingspan in metres.
        fewest_seats: The smallest layout taken from the registry.
        most_seats: The largest layout taken from the registry.
        usual_seats: The usual layout of US domestic flights in 2013.
    """

    designator: str
    wingspan_m: float
    fewest_seats: int
    most_seats: int
    usual_seats: int

    @property
    def code(self) -> str:
        """The ICAO code letter."""
        return code_of_wingspan(self.wingspan_m)

    def seats(self, registered: int | None) -> int:
        """Return the seats to count.

        Args:
            registered: The registry's number, or None.

        Returns:
            The registry's number where it is a layout flown, otherwise the usual one.
        """
        if registered is not None and self.fewest_seats <= registered <= self.most_seats:
            return registered
        return self.usual_seats


TYPES = {
    entry.designator: entry
    for entry in (
        AircraftType("E135", 20.04, 37, 44, 44),
        AircraftType("E145", 20.04, 48, 50, 50),
        AircraftType("CRJ2", 21.21, 40, 50, 50),
        AircraftType("CRJ7", 23.24, 60, 70, 65),
        AircraftType("CRJ9", 24.85, 74, 86, 76),
        AircraftType("E190", 28.72, 90, 106, 100),
        AircraftType("B712", 28.45, 100, 125, 117),
        AircraftType("DC95", 28.47, 115, 130, 125),
        AircraftType("MD82", 32.87, 130, 150, 140),
        AircraftType("MD83", 32.87, 130, 150, 140),
        AircraftType("MD88", 32.87, 130, 155, 149),
        AircraftType("MD90", 32.87, 140, 165, 160),
        AircraftType("B733", 28.88, 120, 143, 137),
        AircraftType("B734", 28.88, 130, 150, 144),
        AircraftType("B735", 28.88, 104, 132, 122),
        AircraftType("B737", 35.79, 112, 145, 137),
        AircraftType("B738", 35.79, 142, 175, 160),
        AircraftType("B739", 35.79, 160, 185, 173),
        AircraftType("A319", 34.10, 110, 140, 126),
        AircraftType("A320", 34.10, 135, 170, 150),
        AircraftType("A321", 34.10, 169, 190, 185),
        AircraftType("B752", 38.05, 150, 190, 178),
        AircraftType("B753", 38.05, 200, 243, 220),
        AircraftType("B762", 47.57, 150, 210, 168),
        AircraftType("B763", 47.57, 190, 270, 225),
        AircraftType("B764", 51.92, 230, 260, 245),
        AircraftType("A332", 60.30, 230, 300, 294),
        AircraftType("A333", 60.30, 250, 310, 298),
        AircraftType("B772", 60.93, 240, 320, 267),
        AircraftType("B788", 60.12, 210, 250, 219),
        AircraftType("B744", 64.44, 340, 420, 376),
    )
}
"""Every type of the family, by designator."""

MODELS = (
    (r"EMB-145", "E145"),
    (r"CL-600-2B19", "CRJ2"),
    (r"CL-600-2C10", "CRJ7"),
    (r"CL-600-2D24", "CRJ9"),
    (r"ERJ 190", "E190"),
    (r"717-", "B712"),
    (r"DC-9-5", "DC95"),
    (r"DC-9-82", "MD82"),
    (r"DC-9-83", "MD83"),
    (r"MD-88", "MD88"),
    (r"MD-90", "MD90"),
    (r"737-3", "B733"),
    (r"737-4", "B734"),
    (r"737-5", "B735"),
    (r"737-7", "B737"),
    (r"737-8", "B738"),
    (r"737-9", "B739"),
    (r"747-4", "B744"),
    (r"757-2", "B752"),
    (r"757-3", "B753"),
    (r"767-2", "B762"),
    (r"767-3", "B763"),
    (r"767-4", "B764"),
    (r"777-2", "B772"),
    (r"787-8", "B788"),
    (r"A319-", "A319"),
    (r"A320-", "A320"),
    (r"A321-", "A321"),
    (r"A330-2", "A332"),
    (r"A330-3", "A333"),
)
"""The start of `planes.model` and the type it stands for; anything else is not an airliner of these carriers."""


def type_of_model(model: str) -> str:
    """Return the type designator of a model name of the FAA registry.

    Args:
        model: For example "737-824".

    Returns:
        The ICAO designator, or "" for a model that no carrier of the data flew.
    """
    return next((designator for start, designator in MODELS if re.match(start, model)), "")
