/** Every step of the world, in the order in which a tick takes them; a step is added by its line. */
import type { Step } from "#world/scene.ts";
import { arrive, expire } from "./arrive.ts";
import { decide, orderBack } from "./decide.ts";
import { documents } from "./documents.ts";
import { customsHold, examine, lift, quarantineHold } from "./hold.ts";
import { judge } from "./judge.ts";
import { leave, loadEarly, loadTwice, sendBack } from "./leave.ts";
import { claim, lodge } from "./lodge.ts";
import { measure } from "./measure.ts";
import { establish, mendDeclaration } from "./mend.ts";
import { merge } from "./merge.ts";
import { pay } from "./pay.ts";
import { refund } from "./refund.ts";
import { relabel } from "./relabel.ts";
import { dockScan, scan } from "./scan.ts";
import { screen } from "./screen.ts";
import { withdraw } from "./withdraw.ts";

export const steps: readonly Step[] = [
  documents,
  lodge,
  withdraw,
  claim,
  arrive,
  expire,
  quarantineHold,
  merge,
  relabel,
  measure,
  mendDeclaration,
  establish,
  screen,
  scan,
  customsHold,
  examine,
  judge,
  lift,
  pay,
  decide,
  orderBack,
  dockScan,
  loadEarly,
  leave,
  sendBack,
  loadTwice,
  refund,
];
