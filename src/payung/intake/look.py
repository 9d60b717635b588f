"""How findings look in a workbook that goes back to the clerk."""

COLOURS = {"problem": "#FBE3E1", "warning": "#FFF1D6"}
HEADING_COLOUR = "#F6F5F1"
LONGEST_TEXT = 32_767  # characters that a cell of Excel holds
# What a spreadsheet program takes for the start of a formula when a text is typed or pasted.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
