/**
 * Files of the UPU's register of offices of exchange: one line an office with its operator. The same
 * file fills the list of offices and, by another name, the list of operators.
 */
import { columnTable } from "#standards/messages/cells.ts";
import { type CodeFile, factsOf, shaped, tableReader } from "./code-file.ts";

const COLUMNS = {
  code: ["impc", "impc code"],
  name: ["office name"],
  operatorCode: ["operator_code"],
  operatorName: ["operator_name"],
  issuerCode: ["issuer_code_s31", "issuer_code"],
  asOf: ["as_of"],
};
type Column = keyof typeof COLUMNS;

const OPERATOR = /^[A-Z0-9]{3}$/;
const OPERATOR_SHAPE = "three capitals or digits";

/** Offices: the code, the name, and the operator that answers for it. */
export const impcFile: CodeFile = {
  list: "impc",
  title: { en: "offices of exchange", fr: "bureaux d'échange", zh: "互换局" },
  source: "UPU code list 108, imported",
  sensitivity: 1,
  open: () =>
    tableReader<Column>(
      columnTable(COLUMNS, [["code"], ["name"], ["operatorCode"]]),
      (cells, reader, at) => {
        const office = /^[A-Z]{2}[A-Z0-9]{3}[A-Z]$/;
        const code = shaped(cells, reader, "code", office, "2 letters, 3 signs, 1 letter", at);
        const name = reader.required(cells, "name", at);
        shaped(cells, reader, "operatorCode", OPERATOR, OPERATOR_SHAPE, at);
        const facts = factsOf(cells, ["operatorCode", "operatorName", "issuerCode"]);
        return { code, names: { en: name }, facts };
      },
    ),
};

/** Operators: the code and name of the register, with the issuer code. */
export const operatorsFile: CodeFile = {
  list: "operators",
  title: { en: "postal operators", fr: "opérateurs postaux", zh: "邮政运营者" },
  source: "UPU code list 206, imported",
  sensitivity: 1,
  repeats: true,
  open: () =>
    tableReader<Column>(
      columnTable(COLUMNS, [["operatorCode"], ["operatorName"]]),
      (cells, reader, at) => {
        const code = shaped(cells, reader, "operatorCode", OPERATOR, OPERATOR_SHAPE, at);
        const name = reader.required(cells, "operatorName", at);
        return { code, names: { en: name }, facts: factsOf(cells, ["issuerCode"]) };
      },
    ),
};
