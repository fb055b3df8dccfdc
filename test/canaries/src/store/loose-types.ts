/** Types that say less than is known, a switch with a hole, and what nobody can search by name. */
import { Pool } from "pg";

export type Stream = "postal" | "express" | "ecommerce";

export function first(rows: any[]): Pool {
  return rows[0]!;
}

export function label(stream: Stream): string {
  switch (stream) {
    case "postal":
      return "post";
    case "express":
      return "express";
  }
  return "";
}

export default first;
