/** What the benchmark uses of npm `edifact` 1.2.12, which has no types of its own. */
declare module "edifact" {
  class Parser {
    onopensegment: (name: string) => void;
    onclosesegment: () => void;
    onelement: () => void;
    oncomponent: (text: string) => void;
    encoding(level: string): void;
    write(chunk: string): void;
    end(): void;
  }

  export { Parser };
}
