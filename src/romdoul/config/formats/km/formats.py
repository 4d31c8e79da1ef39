"""Khmer dates: the day, then the month and the year, each with its word."""

DATE_FORMAT = "j ខែ F ឆ្នាំ Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j ខែ F ឆ្នាំ Y ម៉ោង H:i"
YEAR_MONTH_FORMAT = "ខែ F ឆ្នាំ Y"
MONTH_DAY_FORMAT = "j ខែ F"
SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
