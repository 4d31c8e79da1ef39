"""How to give: what the page says, and two people before it says something else."""
