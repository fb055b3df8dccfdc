/** A file that no other file imports. */
export const nobody = 1;
