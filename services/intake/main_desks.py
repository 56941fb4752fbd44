"""Wires the desks at which intake's use cases are called; one small function for each, called by main only."""

import secrets
from collections.abc import Callable

from services.intake.adapters.admission_unit import SqlAdmissionReading, SqlAdmissionUnit
from services.intake.adapters.answer_file_cleaning import clean_answer_file
from services.intake.adapters.connection_unit import SqlConnectionReading, SqlConnectionUnit
from services.intake.adapters.delivery_box import SqlDeliveryBox
from services.intake.adapters.draft_unit import SqlDraftReading, SqlDraftUnit
from services.intake.adapters.import_unit import SqlImportReading, SqlImportUnit
from services.intake.adapters.kept_answers import SqlAnswerBook
from services.intake.adapters.letterbox import SqlLetterbox
from services.intake.adapters.paper_unit import PaperUnitOfWork, SqlPaperReading
from services.intake.adapters.photos import clean_photo
from services.intake.adapters.plain_documents import PlainDocuments
from services.intake.adapters.reading import SqlReading
from services.intake.adapters.response_roll import SqlResponseRoll
from services.intake.adapters.sealed_secrets import SealedSecrets
from services.intake.adapters.survey_files import BuiltInTemplates
from services.intake.adapters.surveys import KnownVersions
from services.intake.adapters.tool_documents import ToolDocuments
from services.intake.adapters.tool_secrets import new_secret
from services.intake.adapters.typst_printer import TypstPrinter
from services.intake.adapters.unit_of_work import RequestUnitOfWork
from services.intake.application.answer_once import AnswerDesk
from services.intake.application.connection_desk import ConnectionDesk
from services.intake.application.desk import Desk
from services.intake.application.draft_desk import DraftDesk
from services.intake.application.gate import Gate
from services.intake.application.import_desk import ImportDesk
from services.intake.application.list_responses import RollDesk
from services.intake.application.paper_desk import PaperDesk
from services.intake.application.unfinished_desk import UnfinishedDesk
from services.intake.domain.invitations import InvitationTokens
from services.intake.domain.receipts import Receipts
from services.intake.domain.signs import Stamps
from services.intake.domain.unfinished import ResumeCodes
from services.intake.importers.opening import open_export
from services.intake.providers.registry import PROVIDERS
from shared.codebooks.loading import builtin_names
from shared.contracts.clock import Clock
from shared.database.engine import Database
from shared.sealing import Seal


class Desks:
    """Each desk of one intake, on one database; `known` are the versions of surveys that were read before."""

    def __init__(self, database: Database, clock: Clock, secret_key: str) -> None:
        self._parts = (database, clock, secret_key)
        self.known: KnownVersions = {}
        self.receipts = Receipts(secret_key)
        self.desk = self._desk()
        self.gate = self._gate()
        self.paper = self._paper()
        self.unfinished = self._unfinished(self.gate)
        self.drafting = self._drafting()
        self.importing = self._importing()
        self.connecting = self._connecting()
        self.roll = RollDesk(self.desk.open_reading, SqlResponseRoll(database))
        self.answering = AnswerDesk(SqlAnswerBook(database), clock)

    def _desk(self) -> Desk:
        database, clock, _ = self._parts
        return Desk(
            open_unit=lambda: RequestUnitOfWork(database, clock, self.known, self.receipts),
            open_reading=lambda: SqlReading(database, self.known, self.receipts),
            letterbox=SqlLetterbox(database, clock, self.known, self.receipts),
            clock=clock,
            receipts=self.receipts,
        )

    def _gate(self) -> Gate:
        database, clock, secret_key = self._parts
        return Gate(
            desk=self.desk,
            open_unit=lambda: SqlAdmissionUnit(database, clock, self.known, self.receipts),
            open_reading=self._open_admission(),
            tokens=InvitationTokens(secret_key),
            stamps=Stamps(secret_key),
        )

    def _paper(self) -> PaperDesk:
        database, clock, _ = self._parts
        return PaperDesk(
            open_unit=lambda: PaperUnitOfWork(database, clock, self.known, self.receipts),
            open_reading=lambda: SqlPaperReading(database, self.known, self.receipts),
            clock=clock,
            receipts=self.receipts,
            printer=TypstPrinter(),
            clean_photo=clean_photo,
            random_bits=secrets.randbits,
        )

    def _unfinished(self, gate: Gate) -> UnfinishedDesk:
        _, clock, secret_key = self._parts
        return UnfinishedDesk(
            open_unit=gate.open_unit,
            open_reading=self._open_admission(),
            clock=clock,
            codes=ResumeCodes(secret_key),
            receipts=self.receipts,
            random_bits=secrets.randbits,
            clean=clean_answer_file,
        )

    def _drafting(self) -> DraftDesk:
        database, clock, _ = self._parts
        return DraftDesk(
            open_unit=lambda: SqlDraftUnit(database, clock, self.known, self.receipts),
            open_reading=lambda: SqlDraftReading(database, self.known, self.receipts),
            clock=clock,
            documents=PlainDocuments(),
            templates=BuiltInTemplates(),
            codebooks=builtin_names,
        )

    def _connecting(self) -> ConnectionDesk:
        database, clock, secret_key = self._parts
        sealed = SealedSecrets(Seal(secret_key))
        return ConnectionDesk(
            open_unit=lambda: SqlConnectionUnit(database, clock, self.known, self.receipts, sealed),
            open_reading=lambda: SqlConnectionReading(database, self.known, self.receipts, sealed),
            box=SqlDeliveryBox(database, sealed),
            documents=ToolDocuments(),
            clock=clock,
            receipts=self.receipts,
            providers=PROVIDERS,
            new_secret=new_secret,
            new_id=lambda: secrets.token_hex(16),
        )

    def _importing(self) -> ImportDesk:
        database, clock, _ = self._parts
        return ImportDesk(
            open_unit=lambda: SqlImportUnit(database, clock, self.known, self.receipts),
            open_reading=lambda: SqlImportReading(database, self.known, self.receipts),
            clock=clock,
            open_export=open_export,
        )

    def _open_admission(self) -> Callable[[], SqlAdmissionReading]:
        database = self._parts[0]
        return lambda: SqlAdmissionReading(database, self.known, self.receipts)
