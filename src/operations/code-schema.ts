/** Schemas that the operations on code lists share. */
import { Type } from "typebox";

export const DaySchema = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}$",
  description: "A day, YYYY-MM-DD.",
});

export const ListNameSchema = Type.String({ minLength: 1, maxLength: 64 });

export const CodeNamesSchema = Type.Object({
  en: Type.Optional(Type.String()),
  fr: Type.Optional(Type.String()),
  zh: Type.Optional(Type.String()),
});
