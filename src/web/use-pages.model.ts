/** Reads the rows out of a list view's answer, whatever the list calls them. */
export function rowsOf<Row>(page: Readonly<Record<string, unknown>>): readonly Row[] {
  const { next: _cursor, ...members } = page;
  const list = Object.values(members).find((member) => Array.isArray(member));
  return (list as readonly Row[] | undefined) ?? [];
}
