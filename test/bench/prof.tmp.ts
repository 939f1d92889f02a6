import { typingTimes } from './core.ts';
import { writeTree } from './trees.ts';
console.log(typingTimes(writeTree('/tmp/bt','',{files:1000,linesPerFile:40})));
