from .api import Claims as Claims
from .api import Document as Document
from .api import Documents as Documents
from .api import Ledger as Ledger
from .api import Page as Page
from .api import ReadError as ReadError
from .api import ReportedlyError as ReportedlyError
from .api import Rows as Rows
from .api import Story as Story
from .api import UsageError as UsageError
from .api import extract as extract
from .api import read as read
from .api import use_codebook as use_codebook

__version__: str
