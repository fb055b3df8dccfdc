/**
 * The registry of operations: one line each. An operation is added by its file and its line here;
 * its route, its CLI verb, its page and its laws follow.
 */

import { abandonItem } from "./abandon-item.ts";
import { acknowledgeMessages } from "./acknowledge-messages.ts";
import { actForAddressee } from "./act-for-addressee.ts";
import { amendDeclarations } from "./amend-declarations.ts";
import { announceContainers } from "./announce-containers.ts";
import { askReturn } from "./ask-return.ts";
import { assessDuty } from "./assess-duty.ts";
import { cancelLists } from "./cancel-lists.ts";
import { changePartner } from "./change-partner.ts";
import { changeRegime } from "./change-regime.ts";
import { correctMessage } from "./correct-message.ts";
import { createPartner } from "./create-partner.ts";
import { createUser } from "./create-user.ts";
import { decideShipment } from "./decide-shipment.ts";
import { declareAsAddressee } from "./declare-as-addressee.ts";
import type { Operation } from "./define.ts";
import { describeMessage } from "./describe-message.ts";
import { disableUser } from "./disable-user.ts";
import { doWhatIsDue } from "./do-what-is-due.ts";
import { erasePersons } from "./erase-persons.ts";
import { expectItems } from "./expect-items.ts";
import { fetchMessages } from "./fetch-messages.ts";
import { findItems } from "./find-items.ts";
import { handInPaper } from "./hand-in-paper.ts";
import { importCodes } from "./import-codes.ts";
import { importProfile } from "./import-profile.ts";
import { issueAddresseeCode } from "./issue-addressee-code.ts";
import { tokenIssuer } from "./issue-token.ts";
import { keepDocuments } from "./keep-documents.ts";
import { leaveCentre } from "./leave-centre.ts";
import { liftHold } from "./lift-hold.ts";
import { listCodeLists } from "./list-code-lists.ts";
import { listDuty } from "./list-duty.ts";
import { listMatches } from "./list-matches.ts";
import { listPapers } from "./list-papers.ts";
import { listPartners } from "./list-partners.ts";
import { listPlaces } from "./list-places.ts";
import { listProfiles } from "./list-profiles.ts";
import { listRiskRules } from "./list-risk-rules.ts";
import { listSelected } from "./list-selected.ts";
import { listStuck } from "./list-stuck.ts";
import { listSuspense } from "./list-suspense.ts";
import { listUndetermined } from "./list-undetermined.ts";
import { listUsers } from "./list-users.ts";
import { lodgeDeclarations } from "./lodge-declarations.ts";
import { measureItems } from "./measure-items.ts";
import { mergeItems } from "./merge-items.ts";
import { moveItems } from "./move-items.ts";
import { openAsAddressee } from "./open-as-addressee.ts";
import { payAsAddressee } from "./pay-as-addressee.ts";
import { placeHold } from "./place-hold.ts";
import { readPaper } from "./read-paper.ts";
import { recordArrivals } from "./record-arrivals.ts";
import { recordCustomsAnswers } from "./record-customs-answers.ts";
import { recordPayment } from "./record-payment.ts";
import { recordReports } from "./record-reports.ts";
import { recordScans } from "./record-scans.ts";
import { recordTallies } from "./record-tallies.ts";
import { refundDuty } from "./refund-duty.ts";
import { relabelItem } from "./relabel-item.ts";
import { releaseShipments } from "./release-shipments.ts";
import { replayMessage } from "./replay-message.ts";
import { replayOutbox } from "./replay-outbox.ts";
import { revokeToken } from "./revoke-token.ts";
import { screenShipments } from "./screen-shipments.ts";
import { sendTally } from "./send-tally.ts";
import { setCebPartner } from "./set-ceb-partner.ts";
import { setPartnerMessage } from "./set-partner-message.ts";
import { setPassword } from "./set-password.ts";
import { setPaymentWays } from "./set-payment-ways.ts";
import { showCodes } from "./show-codes.ts";
import { showFloor } from "./show-floor.ts";
import { showItem } from "./show-item.ts";
import { showMessage } from "./show-message.ts";
import { showMessages } from "./show-messages.ts";
import { showPersons } from "./show-persons.ts";
import { showProfile } from "./show-profile.ts";
import { showRefusedRows } from "./show-refused-rows.ts";
import { showShift } from "./show-shift.ts";
import { showShipment } from "./show-shipment.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { takeInMessage } from "./take-in-message.ts";
import { track } from "./track.ts";
import { waiveDuty } from "./waive-duty.ts";
import { whoAmI } from "./who-am-i.ts";
import { withdrawAnnouncements } from "./withdraw-announcements.ts";
import { withdrawDeclarations } from "./withdraw-declarations.ts";

export const issueToken = tokenIssuer(() => operations.map(({ name }) => name));

export const operations: readonly Operation[] = [
  abandonItem,
  acknowledgeMessages,
  actForAddressee,
  amendDeclarations,
  announceContainers,
  askReturn,
  assessDuty,
  cancelLists,
  changePartner,
  changeRegime,
  correctMessage,
  createPartner,
  createUser,
  decideShipment,
  declareAsAddressee,
  describeMessage,
  disableUser,
  doWhatIsDue,
  erasePersons,
  expectItems,
  fetchMessages,
  findItems,
  handInPaper,
  importCodes,
  importProfile,
  issueAddresseeCode,
  issueToken,
  keepDocuments,
  leaveCentre,
  liftHold,
  listCodeLists,
  listDuty,
  listMatches,
  listPapers,
  listPartners,
  listPlaces,
  listProfiles,
  listRiskRules,
  listSelected,
  listStuck,
  listSuspense,
  listUndetermined,
  listUsers,
  lodgeDeclarations,
  measureItems,
  mergeItems,
  moveItems,
  openAsAddressee,
  payAsAddressee,
  placeHold,
  readPaper,
  recordArrivals,
  recordCustomsAnswers,
  recordPayment,
  recordReports,
  recordScans,
  recordTallies,
  refundDuty,
  relabelItem,
  releaseShipments,
  replayMessage,
  replayOutbox,
  revokeToken,
  screenShipments,
  sendTally,
  setCebPartner,
  setPartnerMessage,
  setPassword,
  setPaymentWays,
  showCodes,
  showFloor,
  showItem,
  showMessage,
  showMessages,
  showPersons,
  showProfile,
  showRefusedRows,
  showShift,
  showShipment,
  signIn,
  signOut,
  takeInMessage,
  track,
  waiveDuty,
  whoAmI,
  withdrawAnnouncements,
  withdrawDeclarations,
];

const byName = new Map(operations.map((operation) => [operation.name, operation]));

/** The operation with this name, or undefined. */
export function operationNamed(name: string): Operation | undefined {
  return byName.get(name);
}
