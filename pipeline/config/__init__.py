"""Floor 2: handbook.yml as a frozen `Config`, checked, with places; and YAML with places for front matter."""

from pipeline.config.reading import CONFIG_FILE as CONFIG_FILE, read_config as read_config
from pipeline.config.settings import (
    Chapter as Chapter,
    Config as Config,
    EditionName as EditionName,
    Kind as Kind,
    Output as Output,
    schema as schema,
)
from pipeline.config.yaml_places import (
    YamlProblem as YamlProblem,
    YamlValue as YamlValue,
    read_yaml as read_yaml,
)
