"""Stage 3: the places that are not finished yet, found in the model by a table of kinds (`kinds`)."""

from pipeline.markers.kinds import KINDS as KINDS, explain as explain
from pipeline.markers.stage import collect as collect, recognise as recognise
