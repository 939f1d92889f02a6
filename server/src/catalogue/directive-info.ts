// One directive as the rest of the server sees it: its data, its module, its parsed syntax line.
import { parseSyntaxLine, type Slot } from './syntax-line.ts';
import type { DirectiveData, ModuleData } from './types.ts';

export interface DirectiveInfo extends DirectiveData {
  /** Lower case, with a leading `<` for a section. */
  readonly key: string;
  /** As the manual spells it, without angle brackets. */
  readonly name: string;
  /** `name` in lower case, which a section shares with a directive of that name. */
  readonly lowerName: string;
  readonly isSection: boolean;
  readonly module: ModuleData;
  /** The official page. */
  readonly url: string;
  /** The places of the arguments; `inLocation` takes the syntax inside `<Location>` where it differs. */
  slots(inLocation?: boolean): readonly Slot[];
}

/** Joins a directive's data with its module. The syntax line is parsed when first asked for. */
export function directiveInfo(name: string, data: DirectiveData, module: ModuleData): DirectiveInfo {
  const isSection = name.startsWith('<');
  const bare = isSection ? name.slice(1, -1) : name;
  const parsed = new Map<string, readonly Slot[]>();
  return {
    ...data,
    key: keyOf(name),
    name: bare,
    lowerName: bare.toLowerCase(),
    isSection,
    module,
    url: linkOf(module, bare, data.undocumented === true),
    slots: (inLocation = false) => {
      const line = (inLocation ? data['location-syntax'] : undefined) ?? data.syntax ?? '';
      const known = parsed.get(line) ?? parseSyntaxLine(line);
      parsed.set(line, known);
      return known;
    },
  };
}

/** The key of a directive that the data calls `name`. */
export function keyOf(name: string): string {
  return name.toLowerCase().replace(/>$/, '');
}

function linkOf(module: ModuleData, name: string, isUndocumented: boolean): string {
  if (isUndocumented) return module.link.replace(/#\{\w+\}$|\{\w+\}\.html$/, '');
  return module.link.replace('{name}', name.toLowerCase()).replace('{Name}', name);
}
