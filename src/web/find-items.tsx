/**
 * Finds items: an identifier's beginning and filters, all in the address; rows come page by page as
 * they are scrolled to, and only those in sight are in the document. A scan anywhere searches.
 */
import { Button, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { normalise } from "#standards/upu/identifiers.ts";
import type { FoundItem, FoundPage } from "./answers.ts";
import { look } from "./api.ts";
import {
  changed,
  type FindSearch,
  pageInput,
  STATUSES,
  STREAMS,
  sharedCodes,
} from "./find-items.model.ts";
import { PageLink } from "./page-link.tsx";
import { RefusalError, refusalOf } from "./refusal-error.ts";
import { Refused } from "./refused.tsx";
import { type Speaking, useSpeaking } from "./speaking.tsx";
import { Typed } from "./typed.tsx";
import { useWedge } from "./use-wedge.ts";

const ROW_PX = 37;
/** A row where its cells stand below each other. */
const PAIRS_PX = 190;
const ROWS_AHEAD = 20;
const features = tableFeatures({});
const column = createColumnHelper<typeof features, FoundItem>();
const NO_ITEMS: FoundItem[] = [];

export function FindItems(): ReactNode {
  const { t } = useSpeaking();
  const search = useSearch({ from: "/inside/find" });
  const found = useFound(search);
  const pages = found.data?.pages;
  const items = useMemo(() => pages?.flatMap((page) => page.items) ?? NO_ITEMS, [pages]);
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1}>{t("find.title")}</Title>
        <Count page={pages?.[0]} />
      </Group>
      <Filters search={search} />
      {found.error === null ? null : (
        <Refused refusal={refusalOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && items.length === 0 ? (
        <div role="status">
          <Text fw={600}>{t("find.empty")}</Text>
          <Text>{t("find.empty-todo")}</Text>
        </div>
      ) : (
        <Rows
          items={items}
          hasMore={found.hasNextPage && !found.isFetchingNextPage}
          onMore={() => void found.fetchNextPage()}
        />
      )}
      {found.isFetching ? <Text role="status">{t("app.loading")}</Text> : null}
    </Stack>
  );
}

function useFound(search: FindSearch) {
  return useInfiniteQuery({
    queryKey: ["find-items", search],
    initialPageParam: undefined as unknown,
    queryFn: async ({ pageParam, signal }): Promise<FoundPage> => {
      const answer = await look<FoundPage>("find-items", pageInput(search, pageParam), signal);
      if (!answer.ok) throw new RefusalError(answer.refusal);
      return answer.value;
    },
    getNextPageParam: (last) => last.next,
    refetchInterval: 30_000,
  });
}

function Count({ page }: { readonly page: FoundPage | undefined }): ReactNode {
  const { t, number } = useSpeaking();
  if (page === undefined) return null;
  return (
    <Text role="status">
      {page.more ? t("find.count-more") : t("find.count", { count: number(page.count) })}
    </Text>
  );
}

function Filters({ search }: { readonly search: FindSearch }): ReactNode {
  const { t, named } = useSpeaking();
  const navigate = useNavigate();
  const set = (part: Partial<Record<keyof FindSearch, string>>): void =>
    void navigate({ to: "/find", search: changed(search, part), replace: true });
  const choices = (family: string, values: readonly string[]) => [
    { value: "", label: t("find.all") },
    ...values.map((value) => ({ value, label: named(family, value) })),
  ];
  useWedge((read) => set({ text: normalise(read) }));
  return (
    <search>
      <Group align="end">
        <Typed
          label={t("find.text")}
          hint={t("find.text-hint")}
          value={search.text ?? ""}
          onSettled={(text) => set({ text })}
        />
        <NativeSelect
          label={t("find.stream")}
          value={search.stream ?? ""}
          data={choices("stream", STREAMS)}
          onChange={({ currentTarget }) => set({ stream: currentTarget.value })}
        />
        <NativeSelect
          label={t("find.status")}
          value={search.status ?? ""}
          data={choices("status", STATUSES)}
          onChange={({ currentTarget }) => set({ status: currentTarget.value })}
        />
        <Typed
          label={t("find.place")}
          value={search.place ?? ""}
          onSettled={(place) => set({ place })}
        />
      </Group>
    </search>
  );
}

type RowsProps = {
  readonly items: FoundItem[];
  readonly hasMore: boolean;
  readonly onMore: () => void;
};

function Rows({ items, hasMore, onMore }: RowsProps): ReactNode {
  const speaking = useSpeaking();
  const columns = useMemo(() => columnsIn(speaking, items), [speaking, items]);
  const names = useMemo(() => namesIn(speaking), [speaking]);
  const isNarrow = useMediaQuery("(max-width: 640px)") ?? false;
  const table = useTable({ features, columns, data: items, getRowId: (item) => item.itemId });
  const scroller = useRef<HTMLDivElement>(null);
  const { rows } = table.getRowModel();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (isNarrow ? PAIRS_PX : ROW_PX),
    overscan: ROWS_AHEAD,
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0];
  const last = shown.at(-1);
  const lastIndex = last?.index ?? 0;
  useEffect(() => {
    if (hasMore && lastIndex >= rows.length - ROWS_AHEAD) onMore();
  }, [hasMore, lastIndex, rows.length, onMore]);
  return (
    <div
      className="scroller"
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label={speaking.t("find.table")}
    >
      <table className="grid" aria-rowcount={hasMore ? -1 : rows.length + 1}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col">
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          <Spacer height={first?.start ?? 0} />
          {shown.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr
                key={row.id}
                aria-rowindex={index + 2}
                data-index={index}
                ref={virtual.measureElement}
              >
                {row.getAllCells().map((cell) => (
                  <td key={cell.id} data-name={names.get(cell.column.id)}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer height={virtual.getTotalSize() - (last?.end ?? 0)} />
        </tbody>
      </table>
      {hasMore ? (
        <Button m="xs" variant="default" onClick={onMore}>
          {speaking.t("find.more")}
        </Button>
      ) : null}
    </div>
  );
}

/** Keeps the height of rows that are not in the document. */
function Spacer({ height }: { readonly height: number }): ReactNode {
  return height <= 0 ? null : (
    <tr className="spacer" aria-hidden="true">
      <td colSpan={7} style={{ height }} />
    </tr>
  );
}

/** What each cell is called where the row is too narrow for a head. */
function namesIn({ t }: Speaking): ReadonlyMap<string, string> {
  return new Map([
    ["stream", t("find.stream")],
    ["direction", t("find.direction")],
    ["regime", t("find.regime")],
    ["status", t("find.status")],
    ["placeRef", t("find.place")],
    ["lastAt", t("find.last")],
  ]);
}

function columnsIn({ t, named, time }: Speaking, items: readonly FoundItem[]) {
  const shared = sharedCodes(items);
  return column.columns([
    column.accessor("identifier", {
      header: t("find.identifier"),
      cell: ({ row: { original } }) => (
        <PageLink
          to="/items/$item"
          params={{ item: shared.has(original.identifier) ? original.itemId : original.identifier }}
          className="mono"
        >
          {original.identifier}
        </PageLink>
      ),
    }),
    column.accessor("stream", {
      header: t("find.stream"),
      cell: ({ getValue }) => named("stream", getValue()),
    }),
    column.accessor("direction", {
      header: t("find.direction"),
      cell: ({ getValue }) => named("direction", getValue()),
    }),
    column.accessor("regime", {
      header: t("find.regime"),
      cell: ({ getValue }) => named("regime", getValue()),
    }),
    column.accessor("status", {
      header: t("find.status"),
      cell: ({ getValue }) => named("status", getValue()),
    }),
    column.accessor("placeRef", {
      header: t("find.place"),
      cell: ({ row: { original } }) =>
        named("place", original.placeKind, { ref: original.placeRef }),
    }),
    column.accessor("lastAt", {
      header: t("find.last"),
      cell: ({ getValue }) => time(getValue()),
    }),
  ]);
}
