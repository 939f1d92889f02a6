// Names of mod_proxy_hcheck that must be defined before they are used.
import { areInSameServer, declarationsOf, declaredAs } from './declarations.ts';
import { type Candidate, refused, type ValueContext, type ValueKind } from './kind.ts';

export const healthCheckTemplate = nameOf('proxyhctemplate', 'ProxyHCTemplate');
export const healthCheckCondition = nameOf('proxyhcexpr', 'ProxyHCExpr');

/** A template of the main server cannot be seen in a virtual host. */
function nameOf(key: 'proxyhctemplate' | 'proxyhcexpr', directive: string): ValueKind {
  return {
    *check(value, context) {
      const { configuration, visit } = context;
      if (!configuration.isComplete && !configuration.start.isMain) return;
      const known = declaredAs(configuration, key, value.text, visit);
      if (known.some((declaration) => areInSameServer(declaration.visit, visit))) return;
      yield refused(
        `no ${directive} '${value.text}' stands before this line in the same server: Apache refuses to start`,
      );
    },
    *complete(_value, { configuration, visit }: ValueContext): Generator<Candidate> {
      for (const declaration of declarationsOf(configuration, key)) {
        if (areInSameServer(declaration.visit, visit))
          yield { label: declaration.name, kind: 'reference', detail: directive };
      }
    },
  };
}
