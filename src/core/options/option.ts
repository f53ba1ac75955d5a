/**
 * Heading under which the command line lists an option. `--help` shows the common ones alone,
 * `--help-all` shows all.
 */
export type OptionGroup = 'common' | 'sampling' | 'colours' | 'drawing' | 'print' | 'expert';

/** A length with its unit. A pixel is one of the resolution, `dpi`. */
export interface Length {
  readonly value: number;
  readonly unit: 'mm' | 'cm' | 'in' | 'pt' | 'px';
}

/** A rectangle of a picture, whole pixels from its top left corner. */
export interface CropBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What every entry of a table of options states. Its key in the table is the name in the API. */
interface OptionEntry {
  /** As commander takes it: `--samples <n>`, `--reverse`, `--no-loudness`. */
  readonly flag: string;
  readonly group: OptionGroup;
  /** One line for `--help`, without range, choices and default, which are added. */
  readonly help: string;
  /** Words for the default in `--help`, where `default` does not say it all or there is none. */
  readonly defaultHelp?: string;
  /** Whether the option depends on the machine that reads the film: pages cannot set it. */
  readonly isLocal?: true;
}

/** A whole number, or one of some words. */
export interface IntegerOption extends OptionEntry {
  readonly kind: 'integer';
  readonly min: number;
  readonly max?: number;
  readonly words?: readonly string[];
  readonly default?: number | string;
}

/** A number. `unit` reads before "from 0 to 10": `degrees`, `a share`. */
export interface NumberOption extends OptionEntry {
  readonly kind: 'number';
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly default?: number;
}

/** A time in a film, seconds from 0 up. The command line also takes `hh:mm:ss`. */
export interface TimeOption extends OptionEntry {
  readonly kind: 'time';
  readonly default?: number;
}

/** One of some names. */
export interface ChoiceOption extends OptionEntry {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly default?: string;
}

/** True or false. */
export interface SwitchOption extends OptionEntry {
  readonly kind: 'switch';
  readonly default: boolean;
}

/** A text. */
export interface TextOption extends OptionEntry {
  readonly kind: 'text';
  /** Characters. */
  readonly max?: number;
  /** Whether the command line reads `\n` as a line break. */
  readonly hasLines?: true;
  readonly default?: string;
}

/** A colour, `#rrggbb`. The command line takes any opaque colour of CSS. */
export interface ColorOption extends OptionEntry {
  readonly kind: 'color';
  /** Words of the command line that leave the option open. */
  readonly openWords?: readonly string[];
}

/** A length. Its range is in millimetres. */
export interface LengthOption extends OptionEntry {
  readonly kind: 'length';
  readonly min: number;
  readonly max: number;
  /** Words of the command line that leave the option open. */
  readonly openWords?: readonly string[];
}

/** Two lengths, or the name of a paper. The range of each side is in millimetres. */
export interface SizeOption extends OptionEntry {
  readonly kind: 'size';
  readonly min: number;
  readonly max: number;
}

/** `auto`, `none` or a rectangle of the film's stored pixels. */
export interface CropOption extends OptionEntry {
  readonly kind: 'crop';
  readonly default?: 'auto' | 'none';
}

/** One option: name (its key in the table), flag, kind, range, unit, default, help and group. */
export type Option =
  | IntegerOption
  | NumberOption
  | TimeOption
  | ChoiceOption
  | SwitchOption
  | TextOption
  | ColorOption
  | LengthOption
  | SizeOption
  | CropOption;

/** A table of options by their names in the API. */
export type OptionTable = Readonly<Record<string, Option>>;

interface Values {
  readonly integer: number;
  readonly number: number;
  readonly time: number;
  readonly switch: boolean;
  readonly text: string;
  readonly color: string;
  readonly length: Length;
  readonly size: { readonly width: Length; readonly height: Length } | string;
  readonly crop: 'auto' | 'none' | CropBox;
}

/** The type of an option's value. */
export type OptionValue<O> = O extends { readonly kind: 'choice'; readonly choices: readonly (infer Name)[] }
  ? Name
  : O extends { readonly kind: keyof Values }
    ? Values[O['kind']] | (O extends { readonly words: readonly (infer Word)[] } ? Word : never)
    : never;

/** The values of a table's options, each of which may be absent or undefined. */
export type OptionValues<T> = { readonly [Name in keyof T]?: OptionValue<T[Name]> | undefined };
