"""Tests of the way back: reports, patches and markers made of remarks."""
