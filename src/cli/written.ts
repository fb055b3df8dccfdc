/** Writing to stdout so that no output piles up. */

/** Waits until the text is taken, or lost. */
export async function written(text: string): Promise<void> {
  if (text === "") return;
  await new Promise<void>((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}
