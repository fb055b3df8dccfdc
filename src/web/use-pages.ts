/**
 * Pages of a list view by keyset. The rows stand under the list's own name in the answer, so the one
 * array among its members is taken.
 */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { look } from "./api.ts";
import { valueOf } from "./refusal-error.ts";
import { rowsOf } from "./use-pages.model.ts";

const PAGE_ROWS = 100;

export function usePages<Row>(name: string) {
  const pages = useInfiniteQuery({
    queryKey: [name],
    initialPageParam: undefined as unknown,
    queryFn: async ({ pageParam, signal }) =>
      valueOf(
        await look<Record<string, unknown>>(name, { after: pageParam, limit: PAGE_ROWS }, signal),
      ),
    getNextPageParam: (last) => last["next"] ?? undefined,
  });
  const data = pages.data?.pages;
  const rows = useMemo(() => data?.flatMap((page) => rowsOf<Row>(page)) ?? [], [data]);
  return {
    rows,
    error: pages.error,
    isSuccess: pages.isSuccess,
    hasMore: pages.hasNextPage,
    more: () => void pages.fetchNextPage(),
    again: () => void pages.refetch(),
  };
}
