/** Reads the rows out of a list view's answer: under the name given, else its one list. */
export function rowsOf<Row>(
  page: Readonly<Record<string, unknown>>,
  name?: string,
): readonly Row[] {
  const { next: _cursor, ...members } = page;
  const list =
    name === undefined
      ? Object.values(members).find((member) => Array.isArray(member))
      : members[name];
  return (list as readonly Row[] | undefined) ?? [];
}
