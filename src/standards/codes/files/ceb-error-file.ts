/** Error codes of China's customs for cross-border e-commerce: code, group and Chinese text. */
import { columnTable } from "#standards/messages/cells.ts";
import { type CodeFile, factsOf, shaped, tableReader } from "./code-file.ts";

const COLUMNS = { code: [], group: [], message: ["message_zh"] };

export const cebErrorsFile: CodeFile = {
  list: "ceb-errors",
  title: {
    en: "error codes of China's customs, e-commerce",
    fr: "codes d'erreur de la douane chinoise, commerce électronique",
    zh: "跨境电商海关错误代码",
  },
  source: "China customs, imported",
  sensitivity: 1,
  joinsNames: true,
  open: () =>
    tableReader<keyof typeof COLUMNS>(
      columnTable(COLUMNS, [["code"], ["message"]]),
      (cells, reader, at) => {
        const code = shaped(cells, reader, "code", /^-?\d{1,10}$/, "digits", at);
        const zh = reader.required(cells, "message", at);
        return { code, names: { zh }, facts: factsOf(cells, ["group"]) };
      },
    ),
};
