"""The deck: slides from the tables of a result, with native charts and tables that PowerPoint can edit."""
