"""The provinces of Cambodia, by the codes of its National Institute of Statistics."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Province(models.TextChoices):
    """The capital and the 24 provinces."""

    BANTEAY_MEANCHEY = "01", _("Banteay Meanchey")
    BATTAMBANG = "02", _("Battambang")
    KAMPONG_CHAM = "03", _("Kampong Cham")
    KAMPONG_CHHNANG = "04", _("Kampong Chhnang")
    KAMPONG_SPEU = "05", _("Kampong Speu")
    KAMPONG_THOM = "06", _("Kampong Thom")
    KAMPOT = "07", _("Kampot")
    KANDAL = "08", _("Kandal")
    KOH_KONG = "09", _("Koh Kong")
    KRATIE = "10", _("Kratie")
    MONDUL_KIRI = "11", _("Mondul Kiri")
    PHNOM_PENH = "12", _("Phnom Penh")
    PREAH_VIHEAR = "13", _("Preah Vihear")
    PREY_VENG = "14", _("Prey Veng")
    PURSAT = "15", _("Pursat")
    RATANAK_KIRI = "16", _("Ratanak Kiri")
    SIEM_REAP = "17", _("Siem Reap")
    PREAH_SIHANOUK = "18", _("Preah Sihanouk")
    STUNG_TRENG = "19", _("Stung Treng")
    SVAY_RIENG = "20", _("Svay Rieng")
    TAKEO = "21", _("Takeo")
    ODDAR_MEANCHEY = "22", _("Oddar Meanchey")
    KEP = "23", _("Kep")
    PAILIN = "24", _("Pailin")
    TBOUNG_KHMUM = "25", _("Tboung Khmum")
