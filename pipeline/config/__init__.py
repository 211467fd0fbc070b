"""Floor 2: handbook.yml as a frozen `Config`, checked, with places; and YAML with places for front matter."""

from pipeline.config.reading import CONFIG_FILE as CONFIG_FILE
from pipeline.config.reading import place_of as place_of
from pipeline.config.reading import read_config as read_config
from pipeline.config.reading import setting_at as setting_at
from pipeline.config.settings import (
    Accessibility as Accessibility,
)
from pipeline.config.settings import (
    Acronym as Acronym,
)
from pipeline.config.settings import (
    Chapter as Chapter,
)
from pipeline.config.settings import (
    Config as Config,
)
from pipeline.config.settings import (
    EditionName as EditionName,
)
from pipeline.config.settings import (
    GlossaryTerm as GlossaryTerm,
)
from pipeline.config.settings import (
    IndexTerm as IndexTerm,
)
from pipeline.config.settings import (
    Kind as Kind,
)
from pipeline.config.settings import (
    KindSettings as KindSettings,
)
from pipeline.config.settings import (
    MarkerSettings as MarkerSettings,
)
from pipeline.config.settings import (
    Output as Output,
)
from pipeline.config.settings import (
    PrintSettings as PrintSettings,
)
from pipeline.config.settings import (
    RuleName as RuleName,
)
from pipeline.config.settings import (
    schema as schema,
)
from pipeline.config.yaml_places import (
    YamlProblem as YamlProblem,
)
from pipeline.config.yaml_places import (
    YamlValue as YamlValue,
)
from pipeline.config.yaml_places import (
    read_yaml as read_yaml,
)
