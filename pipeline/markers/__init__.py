"""Stage 3: the places that are not finished yet, found in the model by a table of kinds (`kinds`)."""

from pipeline.markers.carried import impossible_date as impossible_date
from pipeline.markers.kinds import KINDS as KINDS
from pipeline.markers.kinds import explain as explain
from pipeline.markers.own import kinds_of as kinds_of
from pipeline.markers.publication import published as published
from pipeline.markers.stage import collect as collect
from pipeline.markers.stage import recognise as recognise
from pipeline.markers.subject import shorten as shorten
