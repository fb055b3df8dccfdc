/**
 * Issuer codes of UPU standard S31: who issued a licence plate. For operators it is `J1C` and the
 * operator's code (code list 206); other letters after `J1` serve other issuers (not verified).
 */

/** The parts of six characters of S31 shape. */
export type IssuerCode = {
  readonly normalised: string;
  /** The letter behind `J1`: C for operators. */
  readonly kind: string;
  /** Three characters, such as CNA; undefined for issuers that are no operators. */
  readonly operatorCode: string | undefined;
};

const SHAPE = /^J1[A-Z][A-Z0-9]{3}$/;
const OPERATOR_SHAPE = /^[A-Z][A-Z0-9]{2}$/;
const OPERATORS = "J1C";

/**
 * Reads normalised text; undefined when it has not the shape. Operator codes such as A18 and D00 are
 * real, so nothing is derived from their letters.
 */
export function parseIssuerCode(normalised: string): IssuerCode | undefined {
  if (!SHAPE.test(normalised)) return undefined;
  const owner = normalised.slice(3);
  const isOperator = normalised.startsWith(OPERATORS);
  if (isOperator && !OPERATOR_SHAPE.test(owner)) return undefined;
  return { normalised, kind: normalised.charAt(2), operatorCode: isOperator ? owner : undefined };
}

/** The issuer code of an operator; undefined when its code is not a letter and two characters. */
export function issuerCodeOf(operatorCode: string): string | undefined {
  return OPERATOR_SHAPE.test(operatorCode) ? `${OPERATORS}${operatorCode}` : undefined;
}
