/** Answers of customs and the port (CEB) as text, for tests of the dialogue. Invented numbers. */

/** An answer of documents of one element, without anything around them. */
export function answerText(
  name: string,
  element: string,
  documents: readonly Readonly<Record<string, string>>[],
): string {
  const inside = documents
    .map((one) => {
      const fields = Object.entries(one).map(([key, text]) => `<ceb:${key}>${text}</ceb:${key}>`);
      return `<ceb:${element}>${fields.join("")}</ceb:${element}>`;
    })
    .join("");
  const guid = guidOf(`${name}${JSON.stringify(documents)}`);
  const open = `<ceb:${name}Message guid="${guid}" version="1.0" xmlns:ceb="http://www.chinaport.gov.cn/ceb">`;
  return `<?xml version="1.0" encoding="UTF-8"?>${open}${inside}</ceb:${name}Message>`;
}

/** A guid that these words always give: two messages of other content are never taken for one. */
export function guidOf(words: string): string {
  let sum = 7n;
  for (const character of words)
    sum = (sum * 1_000_003n + BigInt(character.codePointAt(0) ?? 0)) % 16n ** 32n;
  const hex = sum.toString(16).toUpperCase().padStart(32, "0");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `${parts.join("-")}-${hex.slice(20)}`;
}

/** The answer to a list or its cancel: state, and when it was told (`YYYYMMDDhhmmssSSS`). */
export function listAnswer(
  copNo: string,
  returnStatus: string,
  returnTime: string,
  returnInfo = "-",
): Readonly<Record<string, string>> {
  return {
    guid: guidOf(`${copNo}${returnStatus}${returnTime}`),
    customsCode: "8000",
    agentCode: "DECL-5",
    copNo,
    preNo: "B20260920000000001",
    invtNo: `80002026I${copNo.replace(/\D/g, "").padStart(9, "0")}`,
    returnStatus,
    returnTime,
    returnInfo,
  };
}
