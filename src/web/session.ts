/**
 * Who is signed in, as one query every screen shares; signing in and out. The session itself is
 * a cookie that no script can read.
 */
import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import type { Role } from "#operations/define.ts";
import type { SignedInUser, SignInAnswer } from "./answers.ts";
import { type Answer, act, keepCsrf, look, newKey } from "./api.ts";

/** The signed-in user; null where nobody is, undefined while we do not know. */
export const whoAmI = queryOptions({
  queryKey: ["who-am-i"],
  staleTime: 60_000,
  retry: false,
  queryFn: async ({ signal }): Promise<SignedInUser | null> => {
    const answer = await look<SignedInUser | { user: SignedInUser; csrf?: string }>(
      "who-am-i",
      {},
      signal,
    );
    if (!answer.ok) {
      if (answer.refusal.status === 401) return null;
      throw new Error(answer.refusal.code);
    }
    const value = answer.value;
    if ("csrf" in value && typeof value.csrf === "string") keepCsrf(value.csrf);
    return "user" in value ? value.user : value;
  },
});

export function useUser(): SignedInUser | null | undefined {
  return useQuery(whoAmI).data;
}

export function may(user: SignedInUser | null | undefined, ...roles: readonly Role[]): boolean {
  return user?.roles.some((role) => roles.includes(role)) ?? false;
}

export async function signIn(
  client: QueryClient,
  given: { readonly login: string; readonly password: string; readonly device?: string },
): Promise<Answer<SignInAnswer>> {
  const answer = await act<SignInAnswer>("sign-in", given, newKey());
  if (!answer.ok) return answer;
  const { csrf, user, refusal } = answer.value;
  if (user === undefined) {
    const code = refusal?.code ?? "access/sign-in-refused";
    return { ok: false, refusal: { code, ...refusal, status: 401 } };
  }
  client.clear();
  keepCsrf(csrf ?? null);
  const here: SignedInUser = { ...user, device: given.device ?? null };
  client.setQueryData<SignedInUser | null>(["who-am-i"], here);
  return answer;
}

/** Ends the session here even when the centre cannot be reached; its cookie then ends by itself. */
export async function signOut(client: QueryClient): Promise<void> {
  await act("sign-out", {}, newKey());
  keepCsrf(null);
  client.clear();
  client.setQueryData(whoAmI.queryKey, null);
}
