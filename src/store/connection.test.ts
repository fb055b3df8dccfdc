/** Addresses of servers as people write them. */
import { expect, test } from "vitest";
import { connectionFromUrl } from "./connection.ts";

test("a database address gives host, port, user, password and database, each decoded", () => {
  expect(connectionFromUrl("postgres://clerk:p%40ss@db.example:6432/mail?sslmode=require")).toEqual(
    {
      host: "db.example",
      port: 6432,
      user: "clerk",
      password: "p@ss",
      database: "mail",
      ssl: true,
    },
  );
});

test("a socket folder, a missing port and an unchecked certificate are understood", () => {
  expect(connectionFromUrl("postgresql://clerk@localhost/mail?host=/run/db")).toEqual({
    host: "/run/db",
    port: 5432,
    user: "clerk",
    database: "mail",
  });
  expect(connectionFromUrl("postgres://clerk@db.example?sslmode=no-verify")).toEqual({
    host: "db.example",
    port: 5432,
    user: "clerk",
    ssl: { rejectUnauthorized: false },
  });
});

test("what is no database address is none, and never throws", () => {
  for (const text of [
    "",
    "mysql://a@b/c",
    "postgres://",
    "postgres://db.example/mail",
    "postgres://%",
  ]) {
    expect(connectionFromUrl(text)).toBeUndefined();
  }
  expect(connectionFromUrl("postgres://%zz@db.example/mail")).toBeUndefined();
});
