// Answers the questions of specs: gives each spec back as it would read if the server were right.
import type { Chapter, Part } from './markdown.ts';
import { answerTo } from './questions.ts';
import { isFile, type Spec, specOf } from './spec.ts';

/** The chapter with squiggles and answers as the server gives them; undefined where it is no spec. Throws for a spec that asks nothing sensible. */
export function answered(chapter: Chapter): Chapter | undefined {
  const spec = specOf(chapter);
  if (!spec) return undefined;
  const drawsProblems = asksForProblems(chapter) || spec.files.some(({ written }) => written.isMarked);
  return { ...chapter, parts: chapter.parts.map((part) => answeredPart(part, spec, drawsProblems)) };
}

/** A spec that asks nothing, or only for fixes, is about the problems. */
function asksForProblems({ parts }: Chapter): boolean {
  const questions = parts.flatMap((part) => (part.type === 'block' && isQuestion(part) ? [part.introduction] : []));
  return questions.every((question) => /^fix(es)?\b/.test(question));
}

function isQuestion(part: Part): boolean {
  return part.type === 'block' && part.block.language === 'text' && !isFile(part.block);
}

function answeredPart(part: Part, spec: Spec, drawsProblems: boolean): Part {
  if (part.type === 'prose') return part;
  const { block, introduction } = part;
  if (isQuestion(part)) {
    const body = answerTo(introduction, spec);
    if (body === undefined) throw new Error(`no question stands above the text block: ${introduction}`);
    return { ...part, block: { ...block, body } };
  }
  const specFile = spec.files.find((candidate) => candidate.block === block);
  if (!specFile || block.language !== 'apache' || !drawsProblems) return part;
  return { ...part, block: { ...block, body: specFile.written.marked(spec.problemsOf(specFile.file)) } };
}
