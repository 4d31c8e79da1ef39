"""Pictures in the sizes that pages show: made when uploaded, never when looked at."""
