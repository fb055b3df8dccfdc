/**
 * The public face of the standards: what the package `mailport-standards` exports and promises to
 * keep. Inside the repository each area imports the file that it needs, never this one.
 */
export type { Decimal } from "#base/decimal.ts";
export { formatDecimal, parseDecimal } from "#base/decimal.ts";
export type { Finding, FindingPlace, Refusal, Result, Severity } from "#base/result.ts";
export { type Said, say } from "#words/codes.ts";
export type { Language } from "#words/language.ts";
export { writeDxp } from "./ceb/envelope-writer.ts";
export { decimalOf } from "./ceb/numbers.ts";
export { type CebDocumentReading, CebReader, type CebReading, readCeb } from "./ceb/reader.ts";
export { type CebState, cebState, mayCarry, sayCebStatus } from "./ceb/status-codes.ts";
export { answerOf, CEB_EDITIONS, type CebEdition, type CebName, cebNames } from "./ceb/tables.ts";
export type { CebDocument, CebHead, CebMessage, CebRow } from "./ceb/values.ts";
export { writeCeb } from "./ceb/writer.ts";
export { codeHistory, codeList, codeListNames, codeOn, isKnown } from "./codes/code-lists.ts";
export { type CodeList, type CodeRow, nameIn } from "./codes/code-row.ts";
export { countryCodes, isCountryCode, isKnownCountry } from "./codes/countries.ts";
export {
  type CurrencyFact,
  currencyFacts,
  exponentOf,
  isCurrencyCode,
} from "./codes/currencies.ts";
export { type Nature, natureOf } from "./codes/natures.ts";
export type { Bounds, DescribedFinding, Description } from "./describe/description.ts";
export {
  type DescribeOptions,
  type DescribeSink,
  FileDescriber,
} from "./describe/file-describer.ts";
export { EdifactScanner } from "./edifact/scanner.ts";
export type {
  EdifactParty,
  EdifactSink,
  EdifactTotals,
  GroupEnd,
  GroupHead,
  InterchangeEnd,
  InterchangeHead,
  MessageEnd,
  MessageHead,
  SegmentCursor,
} from "./edifact/sink.ts";
export {
  type EdifactTree,
  readTree,
  type TreeInterchange,
  type TreeMessage,
  type TreeSegment,
  writeTree,
} from "./edifact/tree.ts";
export {
  EdifactWriter,
  type GroupOut,
  type InterchangeOut,
  type MessageOut,
  type Written,
} from "./edifact/writer.ts";
export type { ContainerRow } from "./messages/container-row.ts";
export type { DeclarationRow } from "./messages/declaration-row.ts";
export { edifactMessages } from "./messages/edifact-messages.ts";
export type { EnvelopeRow } from "./messages/envelope-row.ts";
export {
  type Format,
  formatNamed,
  formats,
  type InputValue,
  type Recognised,
  recognise,
} from "./messages/index.ts";
export { type Portion, type Reader, type Row, readBytes, readInput } from "./messages/reading.ts";
export type { ScanRow } from "./messages/scan-row.ts";
export { diffProfiles, type ProfileDifference } from "./profiles/diff-profiles.ts";
export { type ImportedProfile, importProfile } from "./profiles/import-profile.ts";
export type { CheckContext, Fault, MessageEntry } from "./profiles/message-entry.ts";
export {
  MessageSink,
  type MessageSinkOptions,
  type TypedMessage,
} from "./profiles/message-sink.ts";
export { type SegmentOut, writeMessage } from "./profiles/message-writer.ts";
export { compileProfile } from "./profiles/plan.ts";
export type { Profile } from "./profiles/profile.ts";
export { gramsOf } from "./profiles/totals.ts";
export type { AnyMessage, LocalTime, Measure, ValueOf } from "./profiles/value-of.ts";
export { FileReader, type FileReaderOptions } from "./reading/file-reader.ts";
export type { FileSink, FileSums, MessageLine } from "./reading/file-sink.ts";
export { type Awb, awbCheckDigit, parseAwb, printAwb, writeAwb } from "./upu/awb.ts";
export { type Explanation, explainIdentifier } from "./upu/explain.ts";
export { type HouseNumber, parseHouse } from "./upu/house.ts";
export {
  type ClassifiedIdentifier,
  classify,
  type IdentifierScheme,
  normalise,
} from "./upu/identifiers.ts";
export { type Identification, type IdentifyOptions, identify } from "./upu/identify.ts";
export { parseS8, parseSeries, printS8, type S8, writeS8, writeSeries } from "./upu/s8.ts";
export { parseS9, printS9, type S9, writeS9 } from "./upu/s9.ts";
export { parseS10, printS10, type S10, s10CheckDigit, writeS10 } from "./upu/s10.ts";
export {
  type Allocated,
  type AllocationRequest,
  allocateS10,
  type S10Range,
} from "./upu/s10-allocation.ts";
export { type IndicatorRange, s10Indicator } from "./upu/s10-indicators.ts";
export { type IssuerCode, issuerCodeOf, parseIssuerCode } from "./upu/s31.ts";
export { type Consignment, parseConsignment, writeConsignment } from "./upu/s32.ts";
export { type Impc, parseImpc, printImpc, writeImpc } from "./upu/s34.ts";
export { parseSscc, printSscc, type Sscc, ssccCheckDigit, writeSscc } from "./upu/sscc.ts";
