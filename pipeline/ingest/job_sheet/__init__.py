"""Job sheets in ONISEP's layout, from Markdown or from ONISEP's own XML -> `JobSheet` (field guide: job sheets)."""

from pipeline.ingest.job_sheet.fields import is_job_sheet as is_job_sheet
from pipeline.ingest.job_sheet.margin import put_in_order as put_in_order
from pipeline.ingest.job_sheet.sheet import keywords as keywords
from pipeline.ingest.job_sheet.sheet import read_job_sheet as read_job_sheet
