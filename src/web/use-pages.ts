/**
 * Pages of a list view by keyset. The rows stand under the list's own name in the answer, so the one
 * array among its members is taken, or the one that is named.
 */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { look, type ViewInput } from "./api.ts";
import { valueOf } from "./refusal-error.ts";
import { rowsOf } from "./use-pages.model.ts";

const PAGE_ROWS = 100;

type Asked = {
  /** Filters of the view. */
  readonly input?: ViewInput;
  /** The member with the rows, where the answer has several lists. */
  readonly list?: string;
  /** How often what is shown is asked anew, ms; never unless given. */
  readonly everyMs?: number;
};

/** The rows of all pages so far, and how to go on; `first` is the first page whole. */
export function usePages<Row>(name: string, { input, list, everyMs }: Asked = {}) {
  const pages = useInfiniteQuery({
    queryKey: input === undefined ? [name] : [name, input],
    initialPageParam: undefined as unknown,
    queryFn: async ({ pageParam, signal }) => {
      const asked = { ...input, after: pageParam, limit: PAGE_ROWS };
      return valueOf(await look<Record<string, unknown>>(name, asked, signal));
    },
    getNextPageParam: (last) => last["next"] ?? undefined,
    refetchInterval: everyMs ?? false,
  });
  const data = pages.data?.pages;
  const rows = useMemo(() => data?.flatMap((page) => rowsOf<Row>(page, list)) ?? [], [data, list]);
  return {
    rows,
    first: data?.[0],
    error: pages.error,
    isSuccess: pages.isSuccess,
    isPending: pages.isPending,
    hasMore: pages.hasNextPage,
    more: () => void pages.fetchNextPage(),
    again: () => void pages.refetch(),
  };
}
