"""The page: the findings of a result as one HTML file, to look into with a browser and no network."""
