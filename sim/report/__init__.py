"""Findings for people, from result tables only: nothing here simulates."""
