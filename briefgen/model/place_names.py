"""Names of places in other languages: those that maps of Africa show of themselves."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.tongue import Tongue, Word

PLACES: Mapping[str, Word] = {
    "Luanda": Word("place", "Luanda"),
    "Ouagadougou": Word("place", "Ouagadougou"),
    "Gitega": Word("place", "Gitega"),
    "Porto-Novo": Word("place", "Porto-Novo"),
    "Gaborone": Word("place", "Gaborone"),
    "Kinshasa": Word("place", "Kinshasa"),
    "Bangui": Word("place", "Bangui"),
    "Brazzaville": Word("place", "Brazzaville"),
    "Yamoussoukro": Word("place", "Yamoussoukro"),
    "Yaoundé": Word("place", "Yaoundé"),
    "Praia": Word("place", "Praia"),
    "Djibouti": Word("place", "Djibouti"),
    "Algiers": Word("place", "Algiers"),
    "Cairo": Word("place", "Cairo"),
    "Asmara": Word("place", "Asmara"),
    "Addis Ababa": Word("place", "Addis Ababa"),
    "Libreville": Word("place", "Libreville"),
    "Accra": Word("place", "Accra"),
    "Banjul": Word("place", "Banjul"),
    "Conakry": Word("place", "Conakry"),
    "Malabo": Word("place", "Malabo"),
    "Bissau": Word("place", "Bissau"),
    "Nairobi": Word("place", "Nairobi"),
    "Moroni": Word("place", "Moroni"),
    "Monrovia": Word("place", "Monrovia"),
    "Maseru": Word("place", "Maseru"),
    "Tripoli": Word("place", "Tripoli"),
    "Rabat": Word("place", "Rabat"),
    "Antananarivo": Word("place", "Antananarivo"),
    "Bamako": Word("place", "Bamako"),
    "Nouakchott": Word("place", "Nouakchott"),
    "Port Louis": Word("place", "Port Louis"),
    "Lilongwe": Word("place", "Lilongwe"),
    "Maputo": Word("place", "Maputo"),
    "Windhoek": Word("place", "Windhoek"),
    "Niamey": Word("place", "Niamey"),
    "Abuja": Word("place", "Abuja"),
    "Kigali": Word("place", "Kigali"),
    "Victoria": Word("place", "Victoria"),
    "Khartoum": Word("place", "Khartoum"),
    "Freetown": Word("place", "Freetown"),
    "Dakar": Word("place", "Dakar"),
    "Mogadishu": Word("place", "Mogadishu"),
    "Juba": Word("place", "Juba"),
    "São Tomé": Word("place", "São Tomé"),
    "Mbabane": Word("place", "Mbabane"),
    "N’Djamena": Word("place", "N’Djamena"),
    "Lomé": Word("place", "Lomé"),
    "Tunis": Word("place", "Tunis"),
    "Dodoma": Word("place", "Dodoma"),
    "Kampala": Word("place", "Kampala"),
    "Pretoria": Word("place", "Pretoria"),
    "Lusaka": Word("place", "Lusaka"),
    "Harare": Word("place", "Harare"),
    "Lake Chad basin": Word("place", "Lake Chad basin"),
    "Liptako-Gourma": Word("place", "Liptako-Gourma"),
}
"""Capitals of Africa, and areas of several countries, by the gazetteer's names."""


def place_name(name: str, tongue: Tongue) -> str:
    """A place's name in a language; as the gazetteer has it where no other is known here."""
    return tongue.word(*PLACES[name]) if name in PLACES else name
