/** Takes in CONTRL: what its sender says of an interchange of ours is kept with the one it answers. */
import type { Contrl2 } from "#standards/messages/contrl/profile.ts";
import { messageTarget } from "./message-target.ts";
import type { Receipt } from "./sent-receipts.ts";

/** 0083: 4 rejected with all below, 7 acknowledged, 8 received; the profile has no other. */
const VERDICTS: Readonly<Record<string, Receipt["verdict"]>> = {
  "4": "rejected",
  "7": "acknowledged",
  "8": "received",
};

export const takeInContrl = messageTarget<Contrl2>({
  message: "contrl",
  calls: ({ messages, ...own }) => {
    const base = {
      interchange: own.interchangeReference,
      sender: own.interchangeSender,
      recipient: own.interchangeRecipient,
    };
    const verdictOf = (action: string): Receipt["verdict"] => VERDICTS[action] ?? "received";
    const whole: Receipt = { ...base, verdict: verdictOf(own.action), error: own.error };
    const each = messages.map(
      ({ messageReference: message, action, error }): Receipt => ({
        ...base,
        verdict: verdictOf(action),
        error,
        message,
      }),
    );
    return [{ receipts: [whole, ...each], rows: 1 + each.length }];
  },
});
