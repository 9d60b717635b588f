"""Rupiah as whole integers, written the Indonesian way."""

from lokal.terbilang import terbilang


def in_figures(number: int) -> str:
    """A whole number with Indonesian separators: 277200 gives "277.200"."""
    return f"{number:,}".replace(",", ".")


def in_rupiah(amount_idr: int) -> str:
    """An amount of rupiah: 42000000 gives "Rp42.000.000"; a debit carries its sign in front."""
    sign = "-" if amount_idr < 0 else ""
    return f"{sign}Rp{in_figures(abs(amount_idr))}"


def in_words(amount_idr: int) -> str:
    """An amount as a letter spells it out: 42000000 gives "empat puluh dua juta rupiah"."""
    return terbilang(amount_idr, currency=True)


def percent_tenths(part: int, whole: int) -> int:
    """A share in tenths of a percent, half up: 257,400 of 396,000 gives 650. Zero of nothing is 0. No floats."""
    return (part * 2000 + whole) // (2 * whole) if whole else 0


def in_percent(part: int, whole: int) -> str:
    """A share the Indonesian way with one decimal: "65,0 %"."""
    tenths = percent_tenths(part, whole)
    return f"{in_figures(tenths // 10)},{tenths % 10} %"
