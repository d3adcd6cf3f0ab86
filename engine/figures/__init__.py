"""Figures: a woman of jointed parts, posed by angles and planted contacts, drawn as SVG from data/figures/."""
