// Ends with a clear message where Node is too old; import it before everything else.
const wanted = 20;

if (Number.parseInt(process.versions.node, 10) < wanted) {
  console.error(`This needs Node ${wanted} or newer, and this is Node ${process.versions.node}: ${process.execPath}`);
  process.exit(1);
}
