"""Floor 3: the canonical model. Node types here; walking in `walk`, text in `text`, JSON in `coding`.

Nodes are frozen and hold no cycle, so Python is told not to look for one in them (`gc=False`): a sixth of the time of
`handbook check`.
"""

from pipeline.model.block import (
    Alignment as Alignment,
)
from pipeline.model.block import (
    ApiAnswer as ApiAnswer,
)
from pipeline.model.block import (
    ApiField as ApiField,
)
from pipeline.model.block import (
    ApiOperation as ApiOperation,
)
from pipeline.model.block import (
    Block as Block,
)
from pipeline.model.block import (
    Blocks as Blocks,
)
from pipeline.model.block import (
    BulletList as BulletList,
)
from pipeline.model.block import (
    Callout as Callout,
)
from pipeline.model.block import (
    Card as Card,
)
from pipeline.model.block import (
    Cards as Cards,
)
from pipeline.model.block import (
    Cell as Cell,
)
from pipeline.model.block import (
    Column as Column,
)
from pipeline.model.block import (
    Columns as Columns,
)
from pipeline.model.block import (
    Conditional as Conditional,
)
from pipeline.model.block import (
    Definition as Definition,
)
from pipeline.model.block import (
    DefinitionList as DefinitionList,
)
from pipeline.model.block import (
    Details as Details,
)
from pipeline.model.block import (
    Heading as Heading,
)
from pipeline.model.block import (
    JobSheet as JobSheet,
)
from pipeline.model.block import (
    ListItem as ListItem,
)
from pipeline.model.block import (
    OrderedList as OrderedList,
)
from pipeline.model.block import (
    Paragraph as Paragraph,
)
from pipeline.model.block import (
    Quote as Quote,
)
from pipeline.model.block import (
    Row as Row,
)
from pipeline.model.block import (
    SectionKind as SectionKind,
)
from pipeline.model.block import (
    SheetSection as SheetSection,
)
from pipeline.model.block import (
    Step as Step,
)
from pipeline.model.block import (
    Steps as Steps,
)
from pipeline.model.block import (
    Tab as Tab,
)
from pipeline.model.block import (
    Table as Table,
)
from pipeline.model.block import (
    Tabs as Tabs,
)
from pipeline.model.block import (
    Update as Update,
)
from pipeline.model.block import (
    Updates as Updates,
)
from pipeline.model.book import (
    Address as Address,
)
from pipeline.model.book import (
    DeadLink as DeadLink,
)
from pipeline.model.book import (
    Footnote as Footnote,
)
from pipeline.model.book import (
    Handbook as Handbook,
)
from pipeline.model.book import (
    Headword as Headword,
)
from pipeline.model.book import (
    Identity as Identity,
)
from pipeline.model.book import (
    Marker as Marker,
)
from pipeline.model.book import (
    MarkerLevel as MarkerLevel,
)
from pipeline.model.book import (
    MarkerPriority as MarkerPriority,
)
from pipeline.model.book import (
    Page as Page,
)
from pipeline.model.book import (
    PageKind as PageKind,
)
from pipeline.model.book import (
    Part as Part,
)
from pipeline.model.book import (
    Record as Record,
)
from pipeline.model.book import (
    Repair as Repair,
)
from pipeline.model.book import (
    SuppressedMarker as SuppressedMarker,
)
from pipeline.model.book import (
    Suppression as Suppression,
)
from pipeline.model.book import (
    Unshown as Unshown,
)
from pipeline.model.inline import (
    Abbreviation as Abbreviation,
)
from pipeline.model.inline import (
    Button as Button,
)
from pipeline.model.inline import (
    CalloutKind as CalloutKind,
)
from pipeline.model.inline import (
    Code as Code,
)
from pipeline.model.inline import (
    CrossReference as CrossReference,
)
from pipeline.model.inline import (
    Emphasis as Emphasis,
)
from pipeline.model.inline import (
    FootnoteReference as FootnoteReference,
)
from pipeline.model.inline import (
    Foreign as Foreign,
)
from pipeline.model.inline import (
    Highlight as Highlight,
)
from pipeline.model.inline import (
    Icon as Icon,
)
from pipeline.model.inline import (
    Image as Image,
)
from pipeline.model.inline import (
    Inline as Inline,
)
from pipeline.model.inline import (
    Inlines as Inlines,
)
from pipeline.model.inline import (
    Keyboard as Keyboard,
)
from pipeline.model.inline import (
    LineBreak as LineBreak,
)
from pipeline.model.inline import (
    Link as Link,
)
from pipeline.model.inline import (
    Marked as Marked,
)
from pipeline.model.inline import (
    Math as Math,
)
from pipeline.model.inline import (
    Mention as Mention,
)
from pipeline.model.inline import (
    SoftBreak as SoftBreak,
)
from pipeline.model.inline import (
    Strikeout as Strikeout,
)
from pipeline.model.inline import (
    Strong as Strong,
)
from pipeline.model.inline import (
    Subscript as Subscript,
)
from pipeline.model.inline import (
    Superscript as Superscript,
)
from pipeline.model.inline import (
    Term as Term,
)
from pipeline.model.inline import (
    Text as Text,
)
from pipeline.model.inline import (
    UnreadInline as UnreadInline,
)
from pipeline.model.leaf import (
    Attachment as Attachment,
)
from pipeline.model.leaf import (
    CodeBlock as CodeBlock,
)
from pipeline.model.leaf import (
    ContentReference as ContentReference,
)
from pipeline.model.leaf import (
    Embed as Embed,
)
from pipeline.model.leaf import (
    Figure as Figure,
)
from pipeline.model.leaf import (
    Gallery as Gallery,
)
from pipeline.model.leaf import (
    Index as Index,
)
from pipeline.model.leaf import (
    IndexEntry as IndexEntry,
)
from pipeline.model.leaf import (
    IndexGroup as IndexGroup,
)
from pipeline.model.leaf import (
    IndexKind as IndexKind,
)
from pipeline.model.leaf import (
    JobName as JobName,
)
from pipeline.model.leaf import (
    MathBlock as MathBlock,
)
from pipeline.model.leaf import (
    RomeCode as RomeCode,
)
from pipeline.model.leaf import (
    ThematicBreak as ThematicBreak,
)
from pipeline.model.leaf import (
    Training as Training,
)
from pipeline.model.leaf import (
    UnreadBlock as UnreadBlock,
)
from pipeline.model.matrix import (
    Responsibility as Responsibility,
)
from pipeline.model.matrix import (
    ResponsibilityMatrix as ResponsibilityMatrix,
)
from pipeline.model.matrix import (
    ResponsibilityRow as ResponsibilityRow,
)
from pipeline.model.matrix import (
    Responsible as Responsible,
)
from pipeline.model.matrix import (
    SignMeaning as SignMeaning,
)
from pipeline.model.matrix import (
    SkillLevel as SkillLevel,
)
from pipeline.model.matrix import (
    SkillRow as SkillRow,
)
from pipeline.model.matrix import (
    SkillsMatrix as SkillsMatrix,
)
